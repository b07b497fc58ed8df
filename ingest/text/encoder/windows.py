"""Windows: runs of whole sentences that the encoder sees at once."""

from __future__ import annotations

from collections.abc import Sequence

Stretch = tuple[int, int]

SIZE = 260
"""Characters of a window; measured best of 160, 260 and 380 for deals told over several sentences."""


REPEATED = 80
"""Characters of a last sentence that the next window shows once more, since what follows often speaks of it (它, 该公司)."""


def windows(sentences: Sequence[Stretch], size: int = SIZE, overlap: bool = True, repeated: int = 0) -> list[Stretch]:
    """Character ranges of whole sentences, at most `size` long unless a single sentence is longer (then at most twice that).

    With `overlap` the next window begins at the middle of the last, or with its last sentence, so that every two neighbours
    that fit are seen together once. Without, a last sentence of at most `repeated` characters begins the next window too.
    """
    found: list[Stretch] = []
    first = 0
    while first < len(sentences):
        last = first
        while last + 1 < len(sentences) and sentences[last + 1][1] - sentences[first][0] <= size:
            last += 1
        start = sentences[first][0]
        found.append((start, min(sentences[last][1], start + 2 * size)))
        if last == len(sentences) - 1:
            break
        again = last > first and sentences[last][1] - sentences[last][0] <= repeated
        first = _middle(sentences, first, last) if overlap else last if again else last + 1
    return found


def _middle(sentences: Sequence[Stretch], first: int, last: int) -> int:
    middle = (sentences[first][0] + sentences[last][1]) / 2
    step = first + 1
    while step < last and sentences[step][0] < middle:
        step += 1
    return step
