"""What the arrays hold instead of words and dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from graph.model import AmountKind, PartyKind, Status
from graph.schema import deal_table

Bytes = NDArray[np.uint8]
Ints = NDArray[np.int32]

UNKNOWN = 255
"""The code of a word that this program does not know. It passes no filter."""
NO_DAY = -1
NO_SUM = "-"
"""Stands in the place of the kind of a sum where none is told."""
_EPOCH = 719_163  # 1970-01-01 as an ordinal, from which numpy counts days

STATUSES: tuple[str, ...] = tuple(Status)
SUM_KINDS: tuple[str, ...] = (NO_SUM, *AmountKind)
PARTY_KINDS: tuple[str, ...] = tuple(PartyKind)


@cache
def types() -> tuple[str, ...]:
    """The deal types. The code of a word is its place in its tuple."""
    return tuple(deal_table())


def codes(words: Sequence[str | None], known: tuple[str, ...]) -> Bytes:
    """The codes of words."""
    numbers = _numbers(known)
    return np.fromiter((numbers.get(word, UNKNOWN) for word in words), np.uint8, len(words))


@cache
def _numbers(known: tuple[str, ...]) -> Mapping[str | None, int]:
    return {word: number for number, word in enumerate(known)}


def which(words: Sequence[str], known: tuple[str, ...]) -> NDArray[np.bool_]:
    """For every code that there can be, whether it stands for one of the words."""
    chosen = np.zeros(UNKNOWN + 1, np.bool_)
    chosen[[known.index(word) for word in words]] = True
    return chosen


def days(dates: Sequence[str | None]) -> Ints:
    """ISO days as ordinals (`datetime.date.toordinal`)."""
    found = np.array([date or "NaT" for date in dates], "datetime64[D]")
    return np.where(np.isnat(found), NO_DAY, found.astype(np.int64) + _EPOCH).astype(np.int32)
