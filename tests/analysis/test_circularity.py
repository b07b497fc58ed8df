"""How much runs in loops, over small graphs in a store."""

from __future__ import annotations

import pytest

from graph.analysis import Filter
from graph.analysis.circularity import circularity
from graph.analysis.sums import Reason
from graph.errors import BadInput, NotFound, QueryTooLarge
from graph.model import AmountKind
from graph.store import Store
from tests.analysis import brute
from tests.analysis.worlds import TestDeal, World, fill, random_world
from tests.servers import wipe

BN = 1e9
RING = (
    TestDeal("d1", "INVESTS_IN", "a", "b", 100 * BN, amount_kind=AmountKind.UP_TO),
    TestDeal("d2", "PURCHASES_FROM", "b", "c", 300 * BN),
    TestDeal("d3", "PURCHASES_FROM", "c", "a", 40 * BN),
)


@pytest.fixture
def store(embedded: Store) -> Store:
    wipe(embedded)
    return embedded


def _fill(store: Store, *deals: TestDeal) -> None:
    fill(store, [World(tuple(sorted({end for deal in deals for end in (deal.source, deal.target)})), deals)])


def test_the_ring_of_100_and_300_and_40_billion(store: Store) -> None:
    _fill(store, *RING, TestDeal("d4", "LENDS_TO", "bank", "b", 60 * BN))
    found = circularity(store)
    assert (found.announced, found.in_loops, found.told, found.deals) == (500 * BN, 120 * BN, 120 * BN, 4)
    (loop,) = found.loops
    assert loop.usd == 40 * BN
    assert {deal.id for hop in loop.hops for deal in hop.deals} == {"d1", "d2", "d3"}
    assert {each.party.id: (each.out, each.into, each.in_loops, each.alone) for each in found.parties} == {
        "a": (100 * BN, 40 * BN, 40 * BN, 40 * BN),
        "b": (300 * BN, 160 * BN, 40 * BN, 40 * BN),
        "c": (40 * BN, 300 * BN, 40 * BN, 40 * BN),
    }
    assert (found.least, found.most) == (0.0, 120 * BN)


def test_of_one_party_what_leaves_it_and_comes_back(store: Store) -> None:
    _fill(store, *RING, TestDeal("d4", "INVESTS_IN", "b", "d", 5 * BN), TestDeal("d5", "INVESTS_IN", "d", "b", 3 * BN))
    found = circularity(store, "a")
    assert found.party is not None
    assert (found.party.id, found.announced, found.in_loops, found.told) == ("a", 100 * BN, 40 * BN, 40 * BN)
    assert [each.party.id for each in found.parties] == ["a"]
    assert [{party.id for party in loop.parties} for loop in found.loops] == [{"a", "b", "c"}]
    assert circularity(store, "d").in_loops == 3 * BN


def test_what_is_not_known_is_named(store: Store) -> None:
    _fill(store, *RING[:2], TestDeal("d3", "PURCHASES_FROM", "c", "a"), TestDeal("d4", "INVESTS_IN", "x", "y"))
    found = circularity(store)
    assert (found.in_loops, found.loops, found.parties) == (0.0, (), ())
    assert [(left.deal.id, left.reason) for left in found.left_out] == [("d3", Reason.NO_AMOUNT)]


def test_what_cannot_be_asked(store: Store) -> None:
    with pytest.raises(BadInput):
        circularity(store, limit=0)
    with pytest.raises(NotFound):
        circularity(store, "nobody")
    _fill(store, TestDeal("d1", "INVESTS_IN", "a", "b", 9e18), TestDeal("d2", "INVESTS_IN", "b", "a", 9e18))
    with pytest.raises(QueryTooLarge, match="too large"):
        circularity(store)


def test_in_random_graphs_no_more_runs_than_there_is(store: Store) -> None:
    worlds = [random_world(number) for number in range(12)]
    fill(store, worlds)
    whole = circularity(store, limit=1000)
    hops = {world: brute.moving(world, Filter()) for world in worlds}
    sums = {pair: brute.found(world, some, [pair], pair).sums[0] for world, some in hops.items() for pair in some}
    assert whole.announced == pytest.approx(sum(usd for usd in sums.values() if usd))
    assert whole.told == whole.in_loops
    assert whole.least <= whole.in_loops <= whole.most
    carried: dict[tuple[str, str], float] = {}
    for loop in whole.loops:
        for hop in loop.hops:
            pair = hop.source.id, hop.target.id
            carried[pair] = carried.get(pair, 0.0) + loop.usd
    assert all(usd <= (sums[pair] or 0.0) for pair, usd in carried.items())
    for each in whole.parties:
        assert each.in_loops <= each.alone <= min(each.out, each.into)
