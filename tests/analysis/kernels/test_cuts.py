"""The smallest sets that break every loop, against all sets of small graphs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain, combinations, count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.kernels import cuts
from graph.analysis.kernels.cuts import smallest_arrows, smallest_parties
from tests.analysis.kernels.drawn import Drawn, graphs

Arrows = Sequence[tuple[int, int]]


def test_one_party_holds_two_loops_together() -> None:
    arrows = [(0, 1), (1, 0), (1, 2), (2, 1), (3, 4)]
    cut = smallest_parties(arrows)
    assert (cut.items, cut.cost, cut.exact) == ((1,), 1, True)
    assert smallest_arrows(arrows, [1] * 5).cost == 2
    assert smallest_arrows(arrows, [5, 1, 2, 3, 1]).items == (1, 2)


def test_without_loops_nothing_has_to_go() -> None:
    for cut in (smallest_parties([(0, 1), (1, 2)]), smallest_arrows([], [])):
        assert (cut.items, cut.cost, cut.exact) == ((), 0, True)


@given(graphs(parties=7, arrows=20))
def test_the_parties_are_as_few_as_can_be(graph: Drawn) -> None:
    cut = smallest_parties(graph.arrows)
    assert cut.exact
    assert _is_open([a for a in graph.arrows if not set(a) & set(cut.items)])
    fewest = next(
        size
        for size in count()
        if any(_is_open([a for a in graph.arrows if not set(a) & set(gone)]) for gone in combinations(range(graph.parties), size))
    )
    assert len(cut.items) == cut.cost == fewest


@given(graphs(parties=5, arrows=9), st.data())
def test_the_arrows_cost_as_little_as_can_be(graph: Drawn, data: st.DataObject) -> None:
    costs = data.draw(st.lists(st.integers(1, 4), min_size=len(graph.arrows), max_size=len(graph.arrows)))
    cut = smallest_arrows(graph.arrows, costs)
    assert cut.exact
    assert _is_open(_without(graph.arrows, cut.items))
    places = range(len(graph.arrows))
    every = chain.from_iterable(combinations(places, size) for size in range(len(places) + 1))
    assert cut.cost == min(sum(costs[place] for place in gone) for gone in every if _is_open(_without(graph.arrows, gone)))


@given(graphs(parties=9, arrows=30), st.sampled_from(["SEARCHED", "STEPS_AT_MOST"]))
def test_an_answer_that_is_not_searched_holds_and_knows_its_bound(graph: Drawn, limit: str) -> None:
    exact = smallest_parties(graph.arrows), smallest_arrows(graph.arrows, [1] * len(graph.arrows))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cuts, limit, 0)
        quick = smallest_parties(graph.arrows), smallest_arrows(graph.arrows, [1] * len(graph.arrows))
    for best, found in zip(exact, quick, strict=True):
        assert found.least <= best.cost <= found.cost
    assert _is_open([a for a in graph.arrows if not set(a) & set(quick[0].items)])
    assert _is_open(_without(graph.arrows, quick[1].items))


def _without(arrows: Arrows, gone: Collection[int]) -> list[tuple[int, int]]:
    return [arrow for place, arrow in enumerate(arrows) if place not in gone]


def _is_open(arrows: Arrows) -> bool:
    """Whether there is no loop: again and again parties that nothing leaves are taken away."""
    left = set(arrows)
    while left:
        sources = {source for source, _ in left}
        kept = {(source, target) for source, target in left if target in sources}
        if kept == left:
            return False
        left = kept
    return True
