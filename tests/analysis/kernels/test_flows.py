"""Circulation and flow in whole units, against a linear program and against augmenting paths, up to sums of 1e13."""

from __future__ import annotations

from collections import deque

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from graph.analysis.kernels.circulation import TooLarge, largest_circulation, rings
from graph.analysis.kernels.maxflow import flow_round, largest_flow
from tests.analysis.kernels.drawn import Drawn, graphs

BN = 10**9
RING = Drawn(3, np.array([0, 1, 2]), np.array([1, 2, 0]), np.array([100 * BN, 300 * BN, 40 * BN]))


def test_the_ring_of_100_and_300_and_40_billion() -> None:
    found = largest_circulation(RING.parties, RING.source, RING.target, RING.amount)
    assert found.flow.tolist() == [40 * BN] * 3
    assert found.value == 120 * BN
    (ring,) = rings(RING.parties, RING.source, RING.target, found.flow)
    assert (ring.amount, ring.value, sorted(ring.arrows)) == (40 * BN, 120 * BN, [0, 1, 2])
    assert flow_round(RING.parties, RING.source, RING.target, RING.amount, 0).value == 40 * BN


def test_sums_beyond_the_range_are_refused() -> None:
    ends = np.array([0, 0, 1]), np.array([1, 1, 0])
    with pytest.raises(TooLarge):
        largest_circulation(2, *ends, np.array([2**61, 2**61, 1]))
    with pytest.raises(TooLarge):
        largest_circulation(2, *ends, np.array([-1, 1, 1]))


@given(graphs(most=40), st.sampled_from([1, 7, 250 * BN]))
def test_the_largest_circulation_is_that_of_the_linear_program(graph: Drawn, unit: int) -> None:
    found = largest_circulation(graph.parties, graph.source, graph.target, graph.amount * unit)
    assert found.value == _by_program(graph) * unit


@given(graphs())
def test_nothing_more_can_run_round(graph: Drawn) -> None:
    found = largest_circulation(graph.parties, graph.source, graph.target, graph.amount)
    assert found.value == sum(found.flow.tolist())
    assert ((found.flow >= 0) & (found.flow <= graph.amount)).all()
    assert not _can_be_enlarged(graph, found.flow.tolist())


@given(graphs())
def test_rings_make_up_the_circulation(graph: Drawn) -> None:
    found = largest_circulation(graph.parties, graph.source, graph.target, graph.amount)
    left = found.flow.copy()
    for ring in rings(graph.parties, graph.source, graph.target, found.flow):
        ends = [graph.arrows[arrow] for arrow in ring.arrows]
        assert [target for _, target in ends] == [source for source, _ in [*ends[1:], ends[0]]]
        assert len({source for source, _ in ends}) == len(ends)
        assert ring.amount > 0
        left[list(ring.arrows)] -= ring.amount
    assert not left.any()


@given(graphs(), st.data())
def test_the_largest_flow_is_that_of_augmenting_paths(graph: Drawn, data: st.DataObject) -> None:
    start, end = data.draw(st.permutations(range(graph.parties)))[:2]
    found = largest_flow(graph.parties, graph.source, graph.target, graph.amount, start, end)
    assert found.value == _by_augmenting(graph.parties, graph.arrows, graph.amount.tolist(), start, end)
    assert sum(graph.amount[list(found.narrow)].tolist()) == found.value
    assert ((found.flow >= 0) & (found.flow <= graph.amount)).all()


@given(graphs(), st.data())
def test_what_can_come_back_to_a_party(graph: Drawn, data: st.DataObject) -> None:
    party = data.draw(st.integers(0, graph.parties - 1))
    found = flow_round(graph.parties, graph.source, graph.target, graph.amount, party)
    split = [(source, graph.parties if target == party else target) for source, target in graph.arrows]
    assert found.value == _by_augmenting(graph.parties + 1, split, graph.amount.tolist(), party, graph.parties)


def _by_program(graph: Drawn) -> int:
    """In few units: a program in floating point loses one among ten million."""
    if not len(graph.amount):
        return 0
    balance = np.zeros((graph.parties, len(graph.amount)))
    for arrow, (source, target) in enumerate(graph.arrows):
        balance[source, arrow] += 1
        balance[target, arrow] -= 1
    bounds = [(0, amount) for amount in graph.amount.tolist()]
    answer = linprog(-np.ones(len(bounds)), A_eq=balance, b_eq=np.zeros(graph.parties), bounds=bounds, method="highs")
    assert answer.status == 0
    return round(-float(answer.fun))


def _can_be_enlarged(graph: Drawn, flow: list[int]) -> bool:
    """Whether there is a way round on which more is gained than given up (Bellman and Ford, in Python's whole numbers)."""
    steps = []
    for (source, target), carried, amount in zip(graph.arrows, flow, graph.amount.tolist(), strict=True):
        steps += [(source, target, -1)] if carried < amount else []
        steps += [(target, source, 1)] if carried > 0 else []
    cost = [0] * graph.parties
    for _ in range(graph.parties):
        before = list(cost)
        for source, target, price in steps:
            cost[target] = min(cost[target], cost[source] + price)
        if cost == before:
            return False
    return True


def _by_augmenting(parties: int, arrows: list[tuple[int, int]], amounts: list[int], start: int, end: int) -> int:
    """Edmonds and Karp, in Python's whole numbers."""
    left = [[0] * parties for _ in range(parties)]
    for (source, target), amount in zip(arrows, amounts, strict=True):
        left[source][target] += amount
    value = 0
    while True:
        reached = {start: start}
        edge = deque([start])
        while edge and end not in reached:
            here = edge.popleft()
            for other in range(parties):
                if left[here][other] and other not in reached:
                    reached[other] = here
                    edge.append(other)
        if end not in reached:
            return value
        way = [end]
        while way[-1] != start:
            way.append(reached[way[-1]])
        steps = list(zip(way[1:], way, strict=False))
        more = min(left[a][b] for a, b in steps)
        for a, b in steps:
            left[a][b] -= more
            left[b][a] += more
        value += more
