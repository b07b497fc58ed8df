"""The largest circulation: how much can run round in loops at the same time, when no arrow carries more than its sum.

Every unit on every arrow counts, so the value is the sum over all arrows. It is a circulation of least cost with cost -1
on each arrow, solved by the cost-scaling algorithm of OR-Tools in whole int64 units, and what comes back is checked here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.kernels.outgoing import outgoing

Units = NDArray[np.int64]
MOST = 2**62
"""The sums at one party must stay below this, or the solver could overflow without a word."""


class TooLarge(ValueError):
    """The sums are too large to be computed with exactly."""


class Unsolved(RuntimeError):
    """The solver gave no answer, or one that does not hold."""


@dataclass(frozen=True, slots=True)
class Circulation:
    """What every arrow carries, and the sum of that over all arrows."""

    flow: Units
    value: int


@dataclass(frozen=True, slots=True)
class Ring:
    """A loop of a circulation: its arrows in order, and how much runs in it."""

    arrows: tuple[int, ...]
    amount: int

    @property
    def value(self) -> int:
        return self.amount * len(self.arrows)


def largest_circulation(parties: int, source: NDArray[np.integer], target: NDArray[np.integer], capacity: Units) -> Circulation:
    """Raises TooLarge for sums out of range, Unsolved where the solver fails."""
    check_range(parties, source, target, capacity)
    flow = np.zeros(len(capacity), np.int64)
    core = open_arrows(parties, source, target, capacity)
    if len(core):
        flow[core] = _solve(source[core], target[core], capacity[core])
    _check(parties, source, target, capacity, flow)
    return Circulation(flow, sum(flow.tolist()))


def check_range(parties: int, source: NDArray[np.integer], target: NDArray[np.integer], capacity: Units) -> None:
    """Raises TooLarge unless all sums are whole and what meets at a party stays far below the range of int64."""
    if capacity.dtype != np.int64 or (len(capacity) and int(capacity.min()) < 0):
        raise TooLarge("capacities must be whole numbers that are not below zero")
    for ends in (source, target):
        if np.bincount(ends, capacity.astype(float), parties).max(initial=0.0) >= MOST:
            raise TooLarge("the sums at one party are too large")


def open_arrows(parties: int, source: NDArray[np.integer], target: NDArray[np.integer], capacity: Units) -> NDArray[np.intp]:
    """Arrows that may be part of a loop: dead ends are taken away until none is left."""
    left = np.flatnonzero(capacity > 0)
    while True:
        leaves = np.bincount(source[left], minlength=parties) > 0
        arrives = np.bincount(target[left], minlength=parties) > 0
        kept = left[leaves[target[left]] & arrives[source[left]]]
        if len(kept) == len(left):
            return left
        left = kept


def _solve(source: NDArray[np.integer], target: NDArray[np.integer], capacity: Units) -> Units:
    from ortools.graph.python import min_cost_flow  # here, because only who asks for it should wait for it

    _, ends = np.unique(np.concatenate([source, target]), return_inverse=True)
    half = len(source)
    solver = min_cost_flow.SimpleMinCostFlow()
    arrows = solver.add_arcs_with_capacity_and_unit_cost(
        ends[:half].astype(np.int32), ends[half:].astype(np.int32), capacity, np.full(half, -1, np.int64)
    )
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise Unsolved(f"the solver ended with {status.name}")
    return np.asarray(solver.flows(arrows), np.int64)


def _check(parties: int, source: NDArray[np.integer], target: NDArray[np.integer], capacity: Units, flow: Units) -> None:
    """No arrow carries more than it can, and every party passes on exactly what it gets; in whole numbers."""
    balance = np.zeros(parties, np.int64)
    np.add.at(balance, source, flow)
    np.subtract.at(balance, target, flow)
    if (flow < 0).any() or (flow > capacity).any() or balance.any():
        raise Unsolved("the solver's circulation does not add up")


def rings(parties: int, source: NDArray[np.integer], target: NDArray[np.integer], flow: Units) -> Iterator[Ring]:
    """Takes a circulation apart into loops: the strongest arrow first, each with the shortest way back that is left.

    Together they are the circulation. There are at most as many as arrows that carry something, for each loop empties one.
    """
    carrying = np.flatnonzero(flow > 0)
    arrows = outgoing(parties, source[carrying], target[carrying])
    ids = carrying[arrows.order]
    ways = _Ways(arrows.first.tolist(), arrows.target.tolist(), flow[ids].tolist())
    for place in np.argsort(-flow[ids], kind="stable").tolist():
        start, end = int(arrows.target[place]), int(arrows.source[place])
        while ways.left[place]:
            ring = [place, *ways.shortest(start, end)]
            amount = min(ways.left[each] for each in ring)
            for each in ring:
                ways.left[each] -= amount
            yield Ring(tuple(ids[ring].tolist()), amount)


@dataclass(slots=True)
class _Ways:
    """The arrows that still carry something, by their sources."""

    first: list[int]
    target: list[int]
    left: list[int]

    def shortest(self, start: int, end: int) -> list[int]:
        """The places of the arrows of a shortest way; in a circulation there is one from the head of an arrow to its tail."""
        reached_by = {start: -1}
        sources = {start: start}
        edge = deque([start])
        while end not in reached_by:
            here = edge.popleft()
            for place in range(self.first[here], self.first[here + 1]):
                if self.left[place] and self.target[place] not in reached_by:
                    reached_by[self.target[place]], sources[self.target[place]] = place, here
                    edge.append(self.target[place])
        way: list[int] = []
        here = end
        while here != start:
            way.append(reached_by[here])
            here = sources[here]
        return way[::-1]
