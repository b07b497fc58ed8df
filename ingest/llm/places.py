"""Where a quote stands in the text: the same characters in the normal form, blanks and line ends apart.

A model copies a sentence without its wraps, or with the quotes of another width. What is kept as evidence is always
the slice of the text itself, so it is verbatim whatever the model wrote.
"""

from __future__ import annotations

from bisect import bisect_left

from ingest.text.normal import normalize

Stretch = tuple[int, int]


class Places:
    """One text without its blanks, and where each character came from."""

    def __init__(self, plain: str) -> None:
        self._at = [place for place, character in enumerate(plain) if not character.isspace()]
        self._squeezed = "".join(plain.split())

    def find(self, quote: str, low: int, high: int) -> Stretch | None:
        """The first place of `quote` in the characters `low` to `high`."""
        wanted = "".join(normalize(quote).split())
        if not wanted:
            return None
        place = self._squeezed.find(wanted, bisect_left(self._at, low), bisect_left(self._at, high))
        return None if place < 0 else (self._at[place], self._at[place + len(wanted) - 1] + 1)
