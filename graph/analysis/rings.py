"""The loops of a snapshot as rows of hops: found once for each question, and handed out in pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.analysis.filter import Filter
from graph.analysis.kernels.compiled import has_numba
from graph.analysis.kernels.hops import starts_in_time
from graph.analysis.kernels.links import Links, rank
from graph.analysis.kernels.loops import NONE, Slice, loops_among, loops_through, loops_with
from graph.analysis.kernels.sorting import Ints
from graph.analysis.network import Network, network
from graph.analysis.ranking import Order, Places, candidates, figures
from graph.analysis.snapshot.arrays import Snapshot
from graph.errors import QueryTooLarge

LOOPS_AT_MOST = 1_000_000
STEPS_AT_MOST = 300_000_000
STEPS_AT_MOST_IN_PYTHON = 3_000_000
FIRST_HOPS = 500
"""Hops among which the best loops are looked for where there are too many loops."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which loops are meant."""

    where: Filter
    most: int
    """Hops that a loop may have."""
    party: str | None = None
    """One that they run through."""
    in_time: bool = False
    """Only those round which the money can have gone in the order of the dates: no hop older than the one before."""


@dataclass(frozen=True, eq=False)
class Rings:
    """Loops of a network."""

    network: Network
    rows: Ints
    """Of each loop its hops in their order, filled up with NONE."""
    starts: Ints | None
    """At which of its hops each loop begins when it is told; None: at the party with the smallest id."""

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def lengths(self) -> Ints:
        return _lengths(self.rows)

    @property
    def by_length(self) -> dict[int, int]:
        """How many loops there are of each number of hops."""
        return {length: int(number) for length, number in enumerate(np.bincount(self.lengths)) if number}

    def routes(self, order: Order, offset: int, limit: int) -> list[tuple[str, ...]]:
        """The ids of the parties of some of the loops in an order, best first."""
        ids = self.network.snapshot.party_id
        return [tuple(ids(party) for party in row[row != NONE]) for row in _parties(self.network, self.page(order, offset, limit))]

    def page(self, order: Order, offset: int, limit: int) -> Ints:
        """Some of the loops in an order, best first, each row from where the loop begins."""
        by = [*figures(self.network, self.rows, order), self.lengths]
        some = candidates(by, offset + limit)
        told = self._told(some)
        parties = _parties(self.network, told)
        sorted_ = np.lexsort([*parties.T[::-1], *(figure[some] for figure in reversed(by))])
        chosen: Ints = told[sorted_[offset : offset + limit]]
        return chosen

    def _told(self, some: Places) -> Ints:
        """These loops, turned to where they begin."""
        starts = None if self.starts is None else self.starts[some]
        return _turned(self.network, self.rows[some], self.lengths[some], starts)


def find(snapshot: Snapshot, question: Question) -> Rings | None:
    """All loops; None where there are too many. Looked for once in a snapshot."""
    return snapshot.kept.get((find, question), lambda: _find(snapshot, question))


def find_best(snapshot: Snapshot, question: Question, order: Order, number: int) -> Rings:
    """Loops among which are the best `number` in an order, where there are too many of them all.

    By the smallest hop they are found among the largest hops alone, of which more are taken until there are enough loops.
    Where there are too many before that, it is the best of them, fewer than were asked for. Raises QueryTooLarge where
    that is none, and for other orders.
    """
    if order is not Order.SMALLEST:
        raise _too_many()
    return snapshot.kept.get((find_best, question, number), lambda: _find_best(snapshot, question, number))


def _find(snapshot: Snapshot, question: Question) -> Rings | None:
    hops = network(snapshot, question.where)
    rows = _rows(hops.links, question.most, _place(snapshot, question))
    return None if rows is None else _rings(hops, rows, question)


def _find_best(snapshot: Snapshot, question: Question, number: int) -> Rings:
    hops = network(snapshot, question.where)
    sums = np.sort(hops.usd[~np.isnan(hops.usd)])[::-1]
    best, some = None, FIRST_HOPS
    while some // 2 < len(sums) and (best is None or len(best) < number):
        links, kept = hops.above(float(sums[min(some, len(sums)) - 1]))
        rows = _rows(links, question.most, _place(snapshot, question))
        if rows is None:
            break
        best = _rings(hops, np.where(rows == NONE, NONE, kept[rows]), question)
        some *= 2
    if best is None or not len(best):
        raise _too_many()
    return best


def _too_many() -> QueryTooLarge:
    return QueryTooLarge("There are too many ways to look through; ask for fewer hops, or narrow types, sums and dates.")


def _place(snapshot: Snapshot, question: Question) -> int | None:
    """Where the party stands that the loops run through. One that is not in the snapshot has no loops, nor has place -1."""
    if question.party is None:
        return None
    place = snapshot.place(question.party)
    return -1 if place is None else place


def _rows(links: Links, most: int, party: int | None) -> Ints | None:
    """All loops, through a party where one is given; None where there are too many."""
    if party is not None:
        return _all(loops_through(links, party, most) if party >= 0 else (), most)
    ranked = rank(links)
    rows = _all(loops_among(ranked.links, most), most)
    return None if rows is None else np.where(rows == NONE, NONE, ranked.hop[rows])


def _all(slices: Iterable[Slice], most: int) -> Ints | None:
    parts, loops, steps = [np.empty((0, most), np.int32)], 0, 0
    for some in slices:
        loops, steps = loops + len(some.rows), steps + some.steps
        if loops > LOOPS_AT_MOST or steps > (STEPS_AT_MOST if has_numba() else STEPS_AT_MOST_IN_PYTHON):
            return None
        parts.append(some.rows)
    return np.concatenate(parts)


def _rings(hops: Network, rows: Ints, question: Question) -> Rings:
    if not question.in_time:
        return Rings(hops, rows, None if question.party is None else np.zeros(len(rows), np.int32))
    rows = _turned(hops, rows, _lengths(rows), None)
    deals = hops.snapshot.deals
    starts = starts_in_time(rows, hops.first, deals.first[hops.deals], deals.last[hops.deals])
    return Rings(hops, rows[starts >= 0], starts[starts >= 0])


def closed_by(hops: Network, source: str, target: str, most: int) -> Rings:
    """The loops that use the hop from one party to another. Where there are very many, some of them."""
    begin, end = hops.snapshot.place(source), hops.snapshot.place(target)
    hop = None if begin is None or end is None else hops.hop(begin, end)
    parts, loops = [np.empty((0, most), np.int32)], 0
    for some in () if begin is None or hop is None else loops_with(hops.links, begin, hop, most):
        parts.append(some.rows)
        loops += len(some.rows)
        if loops > LOOPS_AT_MOST:
            break
    return Rings(hops, np.concatenate(parts), None)


def _lengths(rows: Ints) -> Ints:
    found: Ints = (rows != NONE).sum(axis=1, dtype=np.int32)
    return found


def _turned(hops: Network, rows: Ints, lengths: Ints, starts: Ints | None) -> Ints:
    """The loops, begun at the hops `starts`, or where the party with the smallest id stands."""
    if starts is None:
        parties = _parties(hops, rows)
        starts = np.where(parties == NONE, np.iinfo(np.int32).max, parties).argmin(axis=1).astype(np.int32)
    steps = np.arange(rows.shape[1])
    turned = np.take_along_axis(rows, (starts[:, None] + steps) % lengths[:, None], axis=1)
    return np.where(steps < lengths[:, None], turned, NONE)


def _parties(hops: Network, rows: Ints) -> Ints:
    """From which party each hop of each loop comes."""
    return np.where(rows == NONE, NONE, hops.source[rows]) if len(hops.source) else rows
