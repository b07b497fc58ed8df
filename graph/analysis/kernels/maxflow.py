"""The largest flow from one party to another, in whole int64 units, by the push-relabel algorithm of OR-Tools."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.kernels.circulation import Units, Unsolved, check_range


@dataclass(frozen=True, slots=True)
class Flow:
    """What every arrow carries, how much that is in all, and the arrows that let no more through."""

    flow: Units
    value: int
    narrow: tuple[int, ...]
    """The arrows of a smallest cut: together they carry the value, and each is full."""


def largest_flow(parties: int, source: NDArray[np.integer], target: NDArray[np.integer], capacity: Units, start: int, end: int) -> Flow:
    """Raises TooLarge for sums out of range, Unsolved where the solver fails. `start` and `end` are different parties."""
    check_range(parties, source, target, capacity)
    kept = np.flatnonzero((capacity > 0) & (source != end) & (target != start))
    flow = np.zeros(len(capacity), np.int64)
    if not ((source[kept] == start).any() and (target[kept] == end).any()):
        return Flow(flow, 0, ())
    flow[kept], near = _solve(source[kept], target[kept], capacity[kept], start, end, parties)
    value = _check(parties, source, target, capacity, flow, start, end)
    narrow = kept[near[source[kept]] & ~near[target[kept]]]
    if sum(capacity[narrow].tolist()) != value:
        raise Unsolved("the solver's cut is not as large as its flow")
    return Flow(flow, value, tuple(narrow.tolist()))


def flow_round(parties: int, source: NDArray[np.integer], target: NDArray[np.integer], capacity: Units, party: int) -> Flow:
    """How much can leave a party and come back to it at the same time."""
    back = np.where(target == party, parties, target)
    return largest_flow(parties + 1, source, back, capacity, party, parties)


def _solve(
    source: NDArray[np.integer], target: NDArray[np.integer], capacity: Units, start: int, end: int, parties: int
) -> tuple[Units, NDArray[np.bool_]]:
    from ortools.graph.python import max_flow  # here, because only who asks for it should wait for it

    solver = max_flow.SimpleMaxFlow()
    arrows = solver.add_arcs_with_capacity(source.astype(np.int32), target.astype(np.int32), capacity)
    status = solver.solve(start, end)
    if status != solver.OPTIMAL:
        raise Unsolved(f"the solver ended with {status.name}")
    near = np.zeros(parties, bool)
    near[solver.get_source_side_min_cut()] = True
    return np.asarray(solver.flows(arrows), np.int64), near


def _check(
    parties: int, source: NDArray[np.integer], target: NDArray[np.integer], capacity: Units, flow: Units, start: int, end: int
) -> int:
    """The value, if no arrow carries more than it can and every party between passes on exactly what it gets."""
    balance = np.zeros(parties, np.int64)
    np.add.at(balance, source, flow)
    np.subtract.at(balance, target, flow)
    value = int(balance[start])
    balance[[start, end]] += np.array([-value, value])
    if (flow < 0).any() or (flow > capacity).any() or balance.any():
        raise Unsolved("the solver's flow does not add up")
    return value
