"""Patterns that are tried only where they can begin, so that the rest of a text costs next to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable


def begun(characters: str, pattern: str) -> re.Pattern[str]:
    """`pattern`, which can begin with these characters and no others; a test reads them from the pattern and compares."""
    return re.compile(f"(?=[{re.escape(characters)}])(?:{pattern})")


def one_of(words: Iterable[str]) -> str:
    """A pattern of the words, the longest first; those with one first character stand together, so that few are tried."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    groups = (f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in by_first.items())
    return f"(?=[{re.escape(''.join(by_first))}])(?:{'|'.join(groups)})"
