"""The part of a network that loops through some hops can use, without the rest of it being looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analysis.filter import Filter
from graph.analysis.network import Network, network_of, passing
from graph.analysis.snapshot.arrays import Snapshot, coded, places
from graph.facts.stored import Pair
from graph.schema import deal_table

Places = NDArray[Any]
"""Places of parties, or of deals."""


def nearby(snapshot: Snapshot, where: Filter, pairs: Iterable[Pair], most: int) -> Network:
    """The hops that a loop of at most `most` hops through one of the pairs can use, and some more.

    The way back from the second party of a pair to the first is looked for from both ends.
    """
    ends = [places(snapshot.parties.id, coded(side)) for side in zip(*pairs, strict=True)] or [np.empty(0, np.int32)] * 2
    first, second = (np.unique(side[side >= 0]) for side in ends)
    back = (most - 1) // 2
    rows = [
        _spread(snapshot, where, first, 1, _leaving),
        _spread(snapshot, where, second, most - 1 - back, _leaving),
        _spread(snapshot, where, first, back, _arriving),
    ]
    return network_of(snapshot, np.unique(np.concatenate(rows)))


def _spread(snapshot: Snapshot, where: Filter, edge: Places, rounds: int, step: Callable[..., tuple[Places, Places]]) -> Places:
    """The deals of some rounds, each from the parties that the round before reached first."""
    found, seen = [np.empty(0, np.int64)], np.zeros(len(snapshot.parties), np.bool_)
    for _ in range(rounds):
        seen[edge] = True
        rows, ends = step(snapshot, edge)
        passed = passing(snapshot, where, deal_table().value_moving, rows)
        found.append(rows[passed])
        edge = np.unique(ends[passed])
        edge = edge[~seen[edge]]
    return np.concatenate(found)


def _leaving(snapshot: Snapshot, parties: Places) -> tuple[Places, Places]:
    """The deals that start from some parties, and where they lead."""
    source = snapshot.deals.source
    begin, end = (np.searchsorted(source, parties.astype(np.int32), side) for side in ("left", "right"))
    number = end - begin
    rows = np.arange(number.sum()) + np.repeat(begin - np.cumsum(number) + number, number)
    return rows, snapshot.deals.target[rows]


def _arriving(snapshot: Snapshot, parties: Places) -> tuple[Places, Places]:
    """The deals that lead to some parties, and where they start."""
    wanted = np.zeros(len(snapshot.parties), np.bool_)
    wanted[parties] = True
    rows = np.flatnonzero(wanted[snapshot.deals.target])
    return rows, snapshot.deals.source[rows]
