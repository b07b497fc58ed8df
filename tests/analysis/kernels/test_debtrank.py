"""Both forms of DebtRank, against the worked examples and against their definitions over matrices."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from graph.analysis.kernels.debtrank import Spread, bardoscia_2015, battiston_2012, debtrank
from graph.analysis.kernels.outgoing import outgoing
from tests.analysis.kernels.drawn import Drawn, graphs, shares

pytestmark = pytest.mark.usefixtures("form")

Reals = NDArray[np.float64]
RING = outgoing(3, np.array([0, 1, 2]), np.array([1, 2, 0]))
HALF = np.array([0.5, 0.0, 0.0])


@pytest.mark.parametrize(
    ("leverage", "level", "value"),
    [(1.0, (1.0, 0.5, 0.5), 0.5), (0.5, (0.5625, 0.25, 0.125), 0.145833)],
)
def test_the_ring_in_the_original_form(leverage: float, level: tuple[float, ...], value: float) -> None:
    spread = battiston_2012(RING, np.full(3, leverage), HALF)
    assert spread.level.tolist() == list(level)
    assert debtrank(spread, HALF, np.ones(3)) == pytest.approx(value, abs=5e-7)


@pytest.mark.parametrize(
    ("leverage", "level", "value"),
    [(1.0, (1.0, 1.0, 1.0), 0.833333), (0.5, (4 / 7, 2 / 7, 1 / 7), 0.166667)],
)
def test_the_ring_in_the_differential_form(leverage: float, level: tuple[float, ...], value: float) -> None:
    spread = bardoscia_2015(RING, np.full(3, leverage), HALF)
    assert spread.level == pytest.approx(level, abs=1e-6)
    assert debtrank(spread, HALF, np.ones(3)) == pytest.approx(value, abs=5e-7)


def test_rounds_tell_who_lost_when() -> None:
    spread = battiston_2012(RING, np.ones(3), HALF)
    assert [(r.parties.tolist(), r.more.tolist()) for r in spread.rounds] == [([0], [0.5]), ([1], [0.5]), ([2], [0.5]), ([0], [0.5])]


def test_without_a_shock_nothing_happens() -> None:
    for form in (battiston_2012, bardoscia_2015):
        spread = form(RING, np.ones(3), np.zeros(3))
        assert not spread.level.any()
        assert debtrank(spread, np.zeros(3), np.zeros(3)) == 0.0


def test_the_least_shock_grows_in_a_ring_that_amplifies() -> None:
    spread = bardoscia_2015(RING, np.full(3, 3.0), np.array([1e-54, 0.0, 0.0]))
    assert spread.level == pytest.approx([1.0, 1.0, 1.0])


def test_a_ring_among_many_others_that_lose_nothing() -> None:
    graph = outgoing(300, np.array([100, 200, 299, 5]), np.array([200, 299, 100, 6]))
    spread = bardoscia_2015(graph, np.full(4, 0.5), np.eye(300)[100] / 2)
    assert spread.level[[100, 200, 299]] == pytest.approx([4 / 7, 2 / 7, 1 / 7], abs=1e-6)
    assert [each.parties.tolist() for each in spread.rounds[:4]] == [[100], [200], [299], [100]]
    assert spread.level.sum() == pytest.approx(1.0, abs=1e-6)


def test_very_many_rounds_are_told_as_one_in_the_end() -> None:
    """Hardly anything is lost on the way round, so that it goes round thousands of times."""
    spread = bardoscia_2015(RING, np.array([1.0, 1.0, 0.99]), np.array([1e-3, 0.0, 0.0]))
    assert spread.level == pytest.approx([0.1, 0.1, 0.1], rel=1e-3)
    assert len(spread.rounds[-1].parties) == 3
    assert len(spread.rounds) < 1100
    _check_rounds(spread)


@given(st.data())
def test_the_original_form_is_its_definition(data: st.DataObject) -> None:
    graph, impact, shock = _drawn(data)
    spread = battiston_2012(graph.outgoing(), impact, shock)
    matrix = graph.dense(np.minimum(1.0, impact))
    level, state = shock.copy(), ["distressed" if each > 0 else "undistressed" for each in shock]
    while "distressed" in state:
        before = level.copy()
        sending = [each == "distressed" for each in state]
        level = np.minimum(1.0, level + (before * sending) @ matrix)
        for party, sends in enumerate(sending):
            if sends:
                state[party] = "inactive"
            elif level[party] > 0 and state[party] == "undistressed":
                state[party] = "distressed"
    assert spread.level == pytest.approx(level, abs=1e-9)
    _check_rounds(spread)


@given(st.data())
def test_the_differential_form_is_its_definition(data: st.DataObject) -> None:
    graph, impact, shock = _drawn(data)
    spread = bardoscia_2015(graph.outgoing(), impact, shock)
    matrix = graph.dense(impact)
    before, level = np.zeros(graph.parties), shock.copy()
    for _ in range(200):
        before, level = level, np.minimum(1.0, level + (level - before) @ matrix)
    assert (spread.level <= level + 1e-9).all()
    assert spread.level == pytest.approx(level, abs=0.02 if _is_slow(matrix) else 1e-5)
    _check_rounds(spread)


def _drawn(data: st.DataObject) -> tuple[Drawn, Reals, Reals]:
    graph = data.draw(graphs(parallel=False))
    scale = data.draw(st.sampled_from([0.3, 1.0, 3.0]))
    return graph, data.draw(shares(len(graph.source))) * scale, data.draw(shares(graph.parties))


def _is_slow(matrix: Reals) -> bool:
    """A loop along which hardly anything is lost: two hundred rounds are not the end of it."""
    return bool(np.abs(np.linalg.eigvals(matrix)).max(initial=0.0) > 0.9)


def _check_rounds(spread: Spread) -> None:
    total = np.zeros(len(spread.level))
    for each in spread.rounds:
        assert (each.more > 0).all()
        total[each.parties] += each.more
    assert total == pytest.approx(spread.level)
