"""Widest paths and the ways that carry most, against all ways of small graphs."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.kernels.carried import strongest_way, strongest_ways
from graph.analysis.kernels.outgoing import outgoing
from graph.analysis.kernels.widest import best_paths, widest_path
from tests.analysis.kernels.drawn import Drawn, graphs, shares

Way = tuple[tuple[int, ...], tuple[int, ...]]
"""Parties, and the arrows between them."""


def test_the_widest_path_avoids_the_narrow_arrow() -> None:
    arrows = outgoing(4, np.array([0, 0, 1, 2]), np.array([3, 1, 2, 3]))
    found = widest_path(arrows, np.array([5.0, 9.0, 8.0, 7.0]), 0, 3)
    assert found is not None
    assert (found.parties, found.arrows, found.width) == ((0, 1, 2, 3), (1, 2, 3), 7.0)
    assert [path.width for path in best_paths(arrows, np.array([5.0, 9.0, 8.0, 7.0]), 0, 3, 2, 10)] == [5.0]
    assert widest_path(arrows, np.ones(4), 3, 0) is None
    assert widest_path(arrows, np.ones(4), 1, 1) is None


@given(graphs(most=6), st.data())
def test_best_paths_are_the_best_of_all(graph: Drawn, data: st.DataObject) -> None:
    start, end = data.draw(st.permutations(range(graph.parties)))[:2]
    most_hops, limit = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 8))
    widths = graph.amount.astype(float)
    everyone = sorted(
        (-min(graph.amount[list(arrows)].tolist()), len(arrows))
        for parties, arrows in _ways(graph, start, most_hops)
        if parties[-1] == end and arrows
    )
    wide = [each for each in everyone if each[0] < 0]
    found = best_paths(graph.outgoing(), widths, start, end, most_hops, limit)
    assert [(-path.width, len(path.arrows)) for path in found] == wide[:limit]
    assert len({path.arrows for path in found}) == len(found)
    for path in found:
        assert (path.parties, path.arrows) in set(_ways(graph, start, most_hops))
    widest = widest_path(graph.outgoing(), widths, start, end)
    best = min((way for way in wide), default=None) if most_hops >= graph.parties - 1 else None
    if best is not None:
        assert widest is not None
        assert (-widest.width, len(widest.arrows)) == best


@given(graphs(), st.data())
def test_the_ways_that_carry_most(graph: Drawn, data: st.DataObject) -> None:
    share = data.draw(shares(len(graph.source)))
    starts = data.draw(st.dictionaries(st.integers(0, graph.parties - 1), st.floats(0.1, 1), min_size=1, max_size=2))
    each, most_hops = data.draw(st.integers(1, 3)), 5
    found = strongest_ways(graph.outgoing(), share, starts, set(range(graph.parties)), each, most_hops)
    single = strongest_way(outgoing(graph.parties, graph.target, graph.source), share, starts, range(graph.parties), most_hops)
    assert set(single) == set(found) - set(starts)
    for end in range(graph.parties):
        carried = sorted(
            (
                amount
                for start, lost in starts.items()
                for parties, arrows in _ways(graph, start, most_hops)
                if arrows and parties[-1] == end and (amount := lost * math.prod(share[list(arrows)].tolist())) > 0
            ),
            reverse=True,
        )
        ways = found.get(end, [])
        assert len(ways) <= each
        assert bool(carried) if ways else end in starts or not carried
        if ways and end not in starts:
            assert ways[0].amount == single[end].amount == pytest.approx(carried[0])
            assert (single[end].parties, single[end].arrows) in set(_ways(graph, single[end].parties[0], most_hops))
        amounts = [way.amount for way in ways]
        assert amounts == sorted(amounts, reverse=True)
        assert all(any(amount == pytest.approx(other) for other in carried) for amount in amounts)


@given(graphs(), st.data())
def test_ways_that_go_on_only_in_their_turn(graph: Drawn, data: st.DataObject) -> None:
    share = data.draw(shares(len(graph.source)))
    turns = np.array([0, *(data.draw(st.integers(1, 3)) for _ in range(1, graph.parties))], np.intp)
    ends = set(range(1, graph.parties))
    single = strongest_way(outgoing(graph.parties, graph.target, graph.source), share, {0: 1.0}, ends, 4, turns)
    several = strongest_ways(graph.outgoing(), share, {0: 1.0}, ends, 50, 4, turns)
    for end in ends:
        carried = [
            amount
            for parties, arrows in _ways(graph, 0, 4)
            if parties[-1] == end and all(turns[party] == hops for hops, party in enumerate(parties[:-1]))
            if (amount := math.prod(share[list(arrows)].tolist())) > 0
        ]
        assert (end in single) == bool(carried)
        assert len(several.get(end, [])) == len(carried)
        if carried:
            assert single[end].amount == several[end][0].amount == pytest.approx(max(carried))


def _ways(graph: Drawn, start: int, most: int, parties: tuple[int, ...] = (), arrows: tuple[int, ...] = ()) -> Iterator[Way]:
    parties = (*parties, start)
    yield parties, arrows
    if len(arrows) < most:
        for arrow, (source, target) in enumerate(graph.arrows):
            if source == start and target not in parties:
                yield from _ways(graph, target, most, parties, (*arrows, arrow))
