"""Who depends on whom, hubs, and what breaks the loops, over small graphs in a store."""

from __future__ import annotations

import math
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.concentration import Concentration, Tie, concentration, fewest
from graph.analysis.filter import Filter
from graph.analysis.flows import hop_usd
from graph.analysis.sums import Entry
from graph.errors import BadInput
from graph.model import AmountKind, Status
from graph.store import Store
from tests.analysis.worlds import TestDeal, World, fill
from tests.servers import wipe

BN = 1e9


@pytest.fixture
def store(embedded: Store) -> Store:
    wipe(embedded)
    return embedded


def _fill(store: Store, *deals: TestDeal) -> None:
    fill(store, [World(tuple(sorted({end for deal in deals for end in (deal.source, deal.target)})), deals)])


def _buys(number: int, customer: str, supplier: str, usd: float | None, **more: str) -> TestDeal:
    return TestDeal(f"d{number}", "PURCHASES_FROM", customer, supplier, usd, **more)


def _told(found: Concentration) -> dict[tuple[str, str, str], float]:
    return {(each.party.id, each.tie, each.on.id): each.share for each in found.dependences}


def test_who_depends_on_one_customer_supplier_or_funder(store: Store) -> None:
    _fill(
        store,
        _buys(1, "big", "maker", 6 * BN),
        _buys(2, "small", "maker", 2 * BN),
        _buys(3, "big", "other", 2 * BN),
        TestDeal("d4", "LENDS_TO", "bank", "maker", 3 * BN),
        TestDeal("d5", "INVESTS_IN", "fund", "maker", 1 * BN),
        TestDeal("d6", "ACQUIRES", "bank", "small", 9 * BN),
    )
    assert _told(concentration(store, 0.75)) == {
        ("maker", Tie.CUSTOMER, "big"): 0.75,
        ("big", Tie.SUPPLIER, "maker"): 0.75,
        ("maker", Tie.FUNDER, "bank"): 0.75,
        ("other", Tie.CUSTOMER, "big"): 1.0,
        ("small", Tie.SUPPLIER, "maker"): 1.0,
    }
    found = concentration(store, 0.76)
    assert [(each.party.id, each.others) for each in found.dependences] == [("other", 0), ("small", 0)]
    assert [hub.party.id for hub in found.hubs][:2] == ["maker", "bank"]
    assert [(hub.partners, hub.out, hub.into) for hub in found.hubs if hub.party.id == "maker"] == [(4, 0.0, 12 * BN)]


def test_who_has_no_deal_that_is_asked_for_is_no_hub(store: Store) -> None:
    _fill(store, _buys(1, "big", "maker", 6 * BN), TestDeal("d2", "LENDS_TO", "bank", "maker", 3 * BN))
    assert concentration(store, 0.5, where=Filter(since="2030-01-01")).hubs == ()
    hubs = concentration(store, 0.5, where=Filter(types=("LENDS_TO",))).hubs
    assert {hub.party.id for hub in hubs} == {"bank", "maker"}


def test_shares_have_a_best_and_a_worst_case(store: Store) -> None:
    _fill(
        store,
        _buys(1, "big", "maker", 6 * BN, amount_kind=AmountKind.UP_TO),
        _buys(2, "small", "maker", 2 * BN),
        _buys(3, "new", "maker", None),
        _buys(4, "x", "y", 2 * BN),
        _buys(5, "gone", "maker", 90 * BN, status=Status.TERMINATED),
    )
    (first, *_) = concentration(store).dependences
    assert (first.share, first.least, first.most, first.others) == (0.75, 0.0, 0.75, 2)
    assert {left.deal.id for left in concentration(store).left_out} == {"d3", "d5"}


def test_what_breaks_the_loops_above_a_sum(store: Store) -> None:
    _fill(
        store,
        TestDeal("d1", "INVESTS_IN", "a", "hub", 5 * BN),
        TestDeal("d2", "LENDS_TO", "a", "hub", 5 * BN),
        _buys(3, "hub", "a", 7 * BN),
        TestDeal("d4", "INVESTS_IN", "b", "hub", 6 * BN),
        _buys(5, "hub", "b", 6 * BN),
        TestDeal("d6", "INVESTS_IN", "c", "d", 1 * BN),
        _buys(7, "d", "c", 1 * BN),
    )
    found = concentration(store, above=5 * BN).breakers
    assert ([party.id for party in found.parties], found.parties_least) == (["hub"], 1)
    assert ({deal.id for deal in found.deals} & {"d1", "d3"}, found.deals_least, found.hops) == ({"d3"}, 2, 4)
    assert {party.id for party in concentration(store, above=0).breakers.parties} & {"c", "d"}
    assert concentration(store, above=1e12).breakers.parties == ()


def test_what_cannot_be_asked(store: Store) -> None:
    for threshold in (0.0, 1.1, math.nan):
        with pytest.raises(BadInput, match="threshold"):
            concentration(store, threshold)
    for above in (-1.0, math.inf):
        with pytest.raises(BadInput, match="sum of the loops"):
            concentration(store, above=above)
    assert concentration(store).dependences == ()


amounts = st.tuples(st.sampled_from([None, 1.0, 2.0, 3.0, 5.0]), st.booleans())


@given(st.lists(amounts, max_size=6), st.sampled_from([1.0, 2.5, 4.0, 7.0]))
def test_the_fewest_deals_that_bring_a_hop_below_a_sum(drawn: list[tuple[float | None, bool]], above: float) -> None:
    deals = [Entry(f"d{n}", "a", "b", usd, joint) for n, (usd, joint) in enumerate(drawn)]

    def below(gone: tuple[Entry, ...]) -> bool:
        return (hop_usd((deal.usd, deal.joint) for deal in deals if deal not in gone) or 0.0) < above

    found = fewest(deals, above)
    assert below(found)
    assert len(found) == min(len(some) for some in chain(*(combinations(deals, n) for n in range(len(deals) + 1))) if below(some))
