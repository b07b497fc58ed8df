"""What a filter takes, and what loops, paths and exposure do with bounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graph.analysis import Filter
from graph.analysis.cycles import closed, loops
from graph.analysis.exposure import exposed
from graph.analysis.paths import paths
from graph.errors import BadInput, QueryTooLarge
from graph.model import Status
from graph.schema import deal_table
from graph.store import Store
from tests.analysis.worlds import TestDeal, World, fill

VALUE = deal_table().value_moving


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"types": ("INVESTS",)}, "no deal type 'INVESTS'"),
        ({"types": ("INVESTS_IN' OR 1=1",)}, "no deal type"),
        ({"statuses": ("gone",)}, "no status 'gone'"),
        ({"min_usd": -1.0}, "not below zero"),
        ({"min_usd": float("nan")}, "not below zero"),
        ({"min_usd": float("inf")}, "not below zero"),
        ({"since": "2025-13"}, "cannot be used"),
        ({"until": "29.10.2025"}, "cannot be used"),
        ({"since": "2025-10", "until": "2025-09-30"}, "swap"),
    ],
)
def test_what_no_deal_can_be_is_refused(values: dict[str, Any], message: str) -> None:
    with pytest.raises(BadInput, match=message):
        Filter(**values)


def test_dates_of_any_precision_mean_all_their_days() -> None:
    where = Filter(since="2024-02", until="2024").parameters(VALUE)
    assert (where["since"], where["until"]) == ("2024-02-01", "2024-12-31")
    Filter(since="2025", until="2025-03")


def test_types_that_a_question_cannot_use_are_left_out() -> None:
    assert Filter(types=("HOLDS_STAKE_IN", "LENDS_TO")).parameters(VALUE)["types"] == ["LENDS_TO"]
    assert Filter(cash_only=True).parameters(VALUE)["types"] == list(deal_table().cash_moving)
    for where in (Filter(types=("HOLDS_STAKE_IN",)), Filter(types=("GRANTS_EQUITY_TO",), cash_only=True), Filter(types=())):
        with pytest.raises(BadInput, match="None of the chosen deal types counts here"):
            where.parameters(VALUE)


def test_no_status_is_no_deal(store: Store) -> None:
    fill(store, [RING])
    assert loops(store, where=Filter(statuses=())).items == ()


RING = World(("ra", "rb"), (TestDeal("rd1", "INVESTS_IN", "ra", "rb", 1e6), TestDeal("rd2", "LENDS_TO", "rb", "ra", 2e6)))

ASK: tuple[Callable[..., Any], ...] = (
    lambda store, **bounds: loops(store, **bounds),
    lambda store, **bounds: loops(store, "ra", **bounds),
    lambda store, **bounds: paths(store, "ra", "rb", **bounds),
    lambda store, **bounds: exposed(store, "ra", **bounds),
)


@pytest.mark.parametrize("ask", ASK)
@pytest.mark.parametrize(
    "bounds", [{"max_hops": 9}, {"max_hops": 0}, {"max_hops": True}, {"max_hops": "3"}, {"limit": 0}, {"limit": 10_001}]
)
def test_bounds(embedded: Store, ask: Callable[..., Any], bounds: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match=r"must be from \d"):
        ask(embedded, **bounds)


def test_loops_may_be_longer_than_chains(store: Store) -> None:
    names = tuple(f"r{number}" for number in range(8))
    fill(
        store,
        [
            World(
                names,
                tuple(TestDeal(f"rd{n}", "LENDS_TO", a, b) for n, (a, b) in enumerate(zip(names, names[1:] + names[:1], strict=True))),
            )
        ],
    )
    assert [len(loop.parties) for loop in loops(store, max_hops=8).items] == [8]
    assert loops(store, max_hops=7).items == ()
    with pytest.raises(BadInput, match="from 1 to 6"):
        paths(store, "r0", "r1", 7)


@pytest.mark.parametrize("offset", [-1, True, "3", 10**9])
def test_how_many_to_pass_over(embedded: Store, offset: Any) -> None:
    with pytest.raises(BadInput, match="to pass over must be from 0"):
        loops(embedded, offset=offset)


def test_a_path_needs_two_parties(embedded: Store) -> None:
    with pytest.raises(BadInput, match="two different parties"):
        paths(embedded, "ra", "ra")


def test_denied_and_terminated_deals_close_no_loop(store: Store) -> None:
    for status in Status:
        deals = (RING.deals[0], TestDeal("rd2", "LENDS_TO", "rb", "ra", 2e6, status=status))
        fill(store, [World(RING.parties, deals)])
        live = status not in (Status.DENIED, Status.TERMINATED)
        assert bool(loops(store, "ra").items) == bool(closed(store, [("ra", "rb")])) == live
        assert loops(store, "ra", where=Filter(statuses=(status, Status.ANNOUNCED))).items


def test_a_graph_too_large_for_a_question_is_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store, [RING])
    assert paths(store, "ra", "rb").items
    monkeypatch.setattr("graph.analysis.flows.DEALS_AT_MOST", 1)
    with pytest.raises(QueryTooLarge, match="fewer hops, or narrow"):
        paths(store, "ra", "rb")
    assert paths(store, "ra", "rb", where=Filter(min_usd=5e6)).items == ()
