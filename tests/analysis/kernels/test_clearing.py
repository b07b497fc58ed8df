"""Eisenberg–Noe clearing, against the worked examples and against iteration from above and below over matrices."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from graph.analysis.kernels import clearing
from graph.analysis.kernels.clearing import clear
from graph.analysis.kernels.outgoing import outgoing
from tests.analysis.kernels.drawn import Drawn, graphs

Reals = NDArray[np.float64]
RING, DEBTS = outgoing(3, np.array([0, 1, 2]), np.array([1, 2, 0])), np.array([10.0, 8.0, 6.0])


def test_a_ring_with_cash() -> None:
    cleared = clear(RING, DEBTS, np.ones(3))
    assert cleared.paid.tolist() == [7.0, 8.0, 6.0]
    assert cleared.equity.tolist() == [0.0, 0.0, 3.0]
    assert cleared.unique
    assert [each.tolist() for each in cleared.rounds] == [[0]]


def test_a_ring_with_debts_outside() -> None:
    cleared = clear(RING, DEBTS, np.array([3.0, 1.0, 2.0]), np.array([4.0, 2.0, 4.0]))
    assert cleared.paid == pytest.approx([7.12173913, 6.08695652, 6.86956522], abs=5e-9)


def test_a_ring_without_cash_is_not_unique() -> None:
    cleared = clear(RING, DEBTS, np.zeros(3))
    assert cleared.paid.tolist() == [6.0, 6.0, 6.0]
    assert not cleared.unique


def test_a_debt_that_nobody_can_pay_is_unique() -> None:
    cleared = clear(RING, DEBTS, np.zeros(3), np.ones(3))
    assert cleared.paid == pytest.approx([0.0, 0.0, 0.0])
    assert cleared.unique


@given(st.data())
def test_payments_are_the_greatest_that_fit(data: st.DataObject) -> None:
    graph, cash, outside = _drawn(data)
    cleared = clear(graph.outgoing(), graph.amount.astype(float), cash, outside)
    matrix, due = _shares(graph, outside)
    greatest, least = _iterate(matrix, due, cash, due), _iterate(matrix, due, cash, np.zeros(graph.parties))
    scale = float(due.max(initial=1.0))
    assert cleared.gap < 1e-9
    assert cleared.paid == pytest.approx(greatest, abs=1e-6 * scale)
    assert cleared.equity == pytest.approx(np.maximum(0.0, cash + greatest @ matrix - due), abs=1e-6 * scale)
    assert cleared.unique == (not (greatest > least + 1e-3 * scale).any())


@given(st.data())
def test_many_defaults_are_cleared_as_few_are(data: st.DataObject) -> None:
    graph, cash, outside = _drawn(data)
    few = clear(graph.outgoing(), graph.amount.astype(float), cash, outside)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clearing, "DENSE", -1)
        many = clear(graph.outgoing(), graph.amount.astype(float), cash, outside)
    assert many.paid == pytest.approx(few.paid, abs=1e-6 * max(1.0, float(few.paid.max())))


def _drawn(data: st.DataObject) -> tuple[Drawn, Reals, Reals]:
    """Amounts of a few units: a ring that loses next to nothing would take the reference for ever."""
    graph = data.draw(graphs(most=9))
    some = st.lists(st.integers(0, 6), min_size=graph.parties, max_size=graph.parties)
    return graph, np.array(data.draw(some), float), np.array(data.draw(some), float) * data.draw(st.sampled_from([0, 1]))


def _shares(graph: Drawn, outside: Reals) -> tuple[Reals, Reals]:
    matrix = graph.dense(graph.amount.astype(float))
    due = matrix.sum(axis=1) + outside
    return matrix / np.where(due > 0, due, 1.0)[:, None], due


def _iterate(matrix: Reals, due: Reals, cash: Reals, paid: Reals) -> Reals:
    for _ in range(2000):
        paid = np.minimum(due, cash + paid @ matrix)
    return paid
