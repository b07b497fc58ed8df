"""Arrows in the order of their sources, so that what leaves some parties is found at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.intp]
Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The arrows of parties 0 to n - 1. Those of party p stand from `first[p]` to `first[p + 1]`."""

    first: Ints
    order: Ints
    """Where each arrow stood in the arrays that were given."""
    source: Ints
    target: Ints

    @property
    def parties(self) -> int:
        return len(self.first) - 1

    def carry(self, share: Reals, sources: Ints, amounts: Reals) -> tuple[Ints, Reals]:
        """Whom it reaches, and how much in all, when each of `sources` sends along every arrow its amount times the arrow's share."""
        begin, number = self.first[sources], self.first[sources + 1] - self.first[sources]
        ends = np.cumsum(number)
        total = int(ends[-1]) if len(ends) else 0
        if total * 4 > len(self.target):  # nearly all: then to go over every arrow is quicker than to pick some
            sent = np.zeros(self.parties)
            sent[sources] = amounts
            return _gathered(self.target, share * sent[self.source], self.parties)
        places = np.arange(total) + np.repeat(begin - ends + number, number)
        return _gathered(self.target[places], share[places] * np.repeat(amounts, number), self.parties)


def _gathered(places: Ints, values: Reals, size: int) -> tuple[Ints, Reals]:
    """The places that get something, and the sum of each; without a look at all places where only few are named."""
    if len(places) * 8 < size:
        named, which = np.unique(places, return_inverse=True)
        sums = add_up(which, values, len(named))
        there = np.flatnonzero(sums)
        return named[there], sums[there]
    sums = add_up(places, values, size)
    there = np.flatnonzero(sums)
    return there, sums[there]


def outgoing(parties: int, source: NDArray[np.integer], target: NDArray[np.integer]) -> Outgoing:
    """Sorts arrows by their source; what leaves one party keeps its order."""
    order = np.argsort(source, kind="stable")
    first = np.zeros(parties + 1, np.intp)
    np.cumsum(np.bincount(source, minlength=parties), out=first[1:])
    return Outgoing(first, order, source[order].astype(np.intp, copy=False), target[order].astype(np.intp, copy=False))


def add_up(places: Ints, values: Reals, size: int) -> Reals:
    """The sum of the values of each place, 0 to `size` - 1."""
    return np.asarray(np.bincount(places, values, size), np.float64)
