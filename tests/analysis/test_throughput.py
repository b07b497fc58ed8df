"""How much can get from one party to another, over small graphs in a store."""

from __future__ import annotations

import pytest

from graph.analysis import Filter
from graph.analysis.throughput import throughput
from graph.errors import BadInput, NotFound
from graph.model import AmountKind
from graph.store import Store
from tests.analysis import brute
from tests.analysis.worlds import TestDeal, World, fill, random_world
from tests.servers import wipe

BN = 1e9


@pytest.fixture
def store(embedded: Store) -> Store:
    wipe(embedded)
    return embedded


def test_all_ways_together_and_the_widest(store: Store) -> None:
    deals = (
        TestDeal("d1", "INVESTS_IN", "a", "b", 6 * BN),
        TestDeal("d2", "INVESTS_IN", "b", "d", 4 * BN),
        TestDeal("d3", "INVESTS_IN", "a", "c", 9 * BN, amount_kind=AmountKind.UP_TO),
        TestDeal("d4", "PURCHASES_FROM", "c", "d", 3 * BN),
        TestDeal("d5", "PURCHASES_FROM", "c", "b", 9 * BN),
        TestDeal("d6", "INVESTS_IN", "a", "d"),
    )
    fill(store, [World(("a", "b", "c", "d"), deals)])
    found = throughput(store, "a", "d")
    assert (found.usd, found.least, found.most, found.more) == (7 * BN, 4 * BN, 13 * BN, 0)
    assert [(hop.source.id, hop.target.id, hop.usd) for hop in found.narrow] == [("b", "d", 4 * BN), ("c", "d", 3 * BN)]
    assert found.widest is not None
    assert ([party.id for party in found.widest.parties], found.widest.usd) == (["a", "b", "d"], 4 * BN)
    back = throughput(store, "d", "a")
    assert (back.usd, back.narrow, back.widest) == (0.0, (), None)


def test_what_cannot_be_asked(store: Store) -> None:
    fill(store, [World(("a", "b"), ())])
    with pytest.raises(BadInput):
        throughput(store, "a", "a")
    with pytest.raises(NotFound):
        throughput(store, "a", "nobody")


def test_the_widest_path_of_random_graphs_is_the_best_of_all(store: Store) -> None:
    worlds = [random_world(number) for number in range(10)]
    fill(store, worlds)
    for world in worlds:
        start, end = world.parties[:2]
        hops = brute.moving(world, Filter())
        known = [way for way in brute.walks(world, hops, start, len(world.parties)) if way.parties[-1] == end and None not in way.sums]
        widest = throughput(store, start, end).widest
        assert (widest.usd if widest else None) == max((way.smallest for way in known if way.smallest is not None), default=None)
