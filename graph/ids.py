"""Stable ids. Each is a digest of what makes the thing itself, so the same input gives the same graph."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_IGNORED = re.compile(r"[\s·•‧・“”\"'‘’「」『』《》()（）.,，\u200b-\u200f\u2060\ufeff]")


def digest(*parts: str, size: int = 16) -> str:
    """Hex digest of a tuple of texts; the separator keeps ("ab", "c") and ("a", "bc") apart."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:size]


@lru_cache(maxsize=8192)  # an article asks for each of its names several times
def fold(name: str) -> str:
    """The form under which two spellings of a name are the same: NFKC, case, spaces, quotes, dots.

    Never for display. It does not convert between simplified and traditional characters: a
    conversion breaks names (乾照光电), so that is left to search.
    """
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name)).casefold()


def article_id(text: str) -> str:
    return "a" + digest(text)


def party_id(key: str) -> str:
    return "p" + digest(key)


def claim_id(article: str, type_: str, source: str, target: str, start: int, end: int, number: int) -> str:
    """`number` tells apart claims of one article that agree in all the rest (instalments in one sentence)."""
    return "c" + digest(article, type_, source, target, str(start), str(end), str(number))


def deal_id(type_: str, source: str, target: str, number: int) -> str:
    """`number` counts the deals of one type between the same two parties, oldest first."""
    return "d" + digest(type_, source, target, str(number))


def metric_id(article: str, entity: str, name: str, number: int) -> str:
    return "m" + digest(article, entity, name, str(number))
