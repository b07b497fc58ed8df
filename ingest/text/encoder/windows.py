"""Windows: runs of whole sentences that the encoder sees at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

Stretch = tuple[int, int]

SIZE = 260
"""Characters of a window; measured best of 160, 260 and 380 for deals told over several sentences."""
REPEATED = 40
"""Characters of a last sentence that the next window shows once more, since what follows often speaks of it; more than this is read twice
for nothing (measured on left-out, real and gold texts)."""
LED = 120
"""Characters of the sentences that are shown once more to a sentence that refers back to them."""
_REFERS = re.compile(
    r"[\s“”‘’「」—*#·•-]*"
    r"(?:本?公司|该|其|它|他|她|这|此|本次|双方|[两三四五]家|上述|前者|后者|同时|另外|并|也|而|但|不过|同样|因此|所以|其中|新公司|合资公司)"
)
"""How a sentence begins that speaks of whom the last one named."""


def windows(sentences: Sequence[Stretch], size: int = SIZE, overlap: bool = True) -> list[Stretch]:
    """Character ranges of whole sentences, at most `size` long unless a single sentence is longer (then at most twice that).

    With `overlap` the next window begins at the middle of the last, or with its last sentence, so that every two neighbours
    that fit are seen together once.
    """
    found: list[Stretch] = []
    first = 0
    while first < len(sentences):
        last = _last(sentences, first, first, size)
        found.append(_stretch(sentences, first, first, last, size))
        if last == len(sentences) - 1:
            break
        first = _middle(sentences, first, last) if overlap else last + 1
    return found


def led_windows(plain: str, sentences: Sequence[Stretch], size: int = SIZE) -> list[Stretch]:
    """The same without overlap, except that a window begins with what its first new sentence may speak of: a short sentence before it,
    and those that it refers back to (公司, 其, 双方)."""
    found: list[Stretch] = []
    new = 0
    while new < len(sentences):
        first = _lead(plain, sentences, new)
        last = _last(sentences, first, new, size)
        found.append(_stretch(sentences, first, new, last, size))
        new = last + 1
    return found


def _last(sentences: Sequence[Stretch], first: int, last: int, size: int) -> int:
    while last + 1 < len(sentences) and sentences[last + 1][1] - sentences[first][0] <= size:
        last += 1
    return last


def _stretch(sentences: Sequence[Stretch], first: int, new: int, last: int, size: int) -> Stretch:
    return sentences[first][0], min(sentences[last][1], sentences[new][0] + 2 * size)


def _lead(plain: str, sentences: Sequence[Stretch], new: int) -> int:
    """The sentence that a window begins with whose first new sentence is `new`."""
    first = new
    if new and sentences[new - 1][1] - sentences[new - 1][0] <= REPEATED:
        first = new - 1
    while first and _REFERS.match(plain, *sentences[first]) and sentences[new][0] - sentences[first - 1][0] <= LED:
        first -= 1
    return first


def _middle(sentences: Sequence[Stretch], first: int, last: int) -> int:
    middle = (sentences[first][0] + sentences[last][1]) / 2
    step = first + 1
    while step < last and sentences[step][0] < middle:
        step += 1
    return step
