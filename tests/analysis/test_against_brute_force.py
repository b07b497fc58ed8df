"""Loops, paths and exposure of random graphs, compared with brute force; both the program's search and the texts in Cypher."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence

import pytest

from graph.analysis import ExposurePath, Filter, Hit, Hop, Loop, Path
from graph.analysis.cycles import closed, loops
from graph.analysis.exposure import exposed, hits
from graph.analysis.paths import paths
from graph.analysis.ranking import Order
from graph.model import Status
from graph.queries import catalog
from graph.schema import deal_table
from graph.store import Row, Store
from tests.analysis import brute
from tests.analysis.brute import Found
from tests.analysis.worlds import World, fill, random_world

MOST = 10_000
WORLDS = tuple(random_world(number) for number in range(40))
FILTERS = (
    Filter(),
    Filter(statuses=tuple(Status)),
    Filter(cash_only=True),
    Filter(types=("INVESTS_IN", "PURCHASES_FROM", "LENDS_TO", "HOLDS_STAKE_IN", "BUYS_STAKE_FROM", "PARTNERS_WITH")),
    Filter(min_usd=1e6),
    Filter(since="2024-02-10"),
    Filter(until="2024", statuses=(Status.ANNOUNCED, Status.COMPLETED)),
    Filter(since="2024", until="2025-10", min_usd=0.2),
)


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store, WORLDS)
    return store


def _cases() -> Iterable[tuple[World, Filter, random.Random]]:
    for number, world in enumerate(WORLDS):
        yield world, FILTERS[number % len(FILTERS)], random.Random(number)


def _found(item: Loop | Path | ExposurePath) -> Found:
    return Found(tuple(p.id for p in item.parties), tuple(map(_ids, item.hops)), tuple(hop.usd for hop in item.hops))


def _ids(hop: Hop) -> frozenset[str]:
    return frozenset(deal.id for deal in hop.deals)


def _turned(loop: Found, start: str) -> Found:
    """The same loop told from another of its parties."""
    at = loop.parties.index(start)
    return Found(*((*part[at:], *part[:at]) for part in (loop.parties, loop.deals, loop.sums)))


def _by_parties(items: Iterable[Found]) -> list[Found]:
    return sorted(items, key=lambda item: item.parties)


def test_loops_of_the_whole_graph(filled: Store) -> None:
    for where in FILTERS:
        expected = [loop for world in WORLDS for loop in brute.loops(world, brute.moving(world, where), 6)]
        answer = loops(filled, max_hops=6, where=where, limit=MOST)
        given = [_found(loop) for loop in answer.items]
        assert not answer.truncated
        assert _by_parties(given) == _by_parties(expected)
        assert [loop.rank() for loop in given] == sorted(loop.rank() for loop in expected)
        assert [loop.usd for loop in answer.items] == [None if None in loop.sums else loop.smallest for loop in given]


def test_loops_in_every_order(filled: Store) -> None:
    for where in FILTERS:
        every = [(world, loop) for world in WORLDS for loop in brute.loops(world, brute.moving(world, where), 5)]
        told = {loop.parties: brute.told(world, loop) for world, loop in every}
        for order in Order:
            ranks = {loop.parties: (*told[loop.parties].rank(order), *loop.rank(), len(loop.parties), loop.parties) for _, loop in every}
            answer = loops(filled, max_hops=5, where=where, limit=MOST, order=order)
            given = [_found(loop) for loop in answer.items]
            assert answer.number == len(given) == len(every)
            assert answer.by_length == Counter(len(loop.parties) for loop in given)
            expected = sorted((loop for _, loop in every), key=lambda loop, ranks=ranks: ranks[loop.parties])  # type: ignore[misc]
            assert _by_parties(given) == _by_parties(expected)
            if order is not Order.TOTAL:
                assert given == expected
            else:  # sums that are equal may differ in their last digit
                assert [ranks[loop.parties][1] for loop in given] == pytest.approx([ranks[loop.parties][1] for loop in expected])


def test_loops_in_time(filled: Store) -> None:
    for where in FILTERS:
        every = [(world, loop) for world in WORLDS for loop in brute.loops(world, brute.moving(world, where), 4)]
        expected = [_turned(loop, loop.parties[begin[0]]) for world, loop in every if (begin := brute.beginnings(world, loop))]
        given = [_found(loop) for loop in loops(filled, where=where, limit=MOST, in_time=True).items]
        assert _by_parties(given) == _by_parties(expected)


def test_loops_through_a_party(filled: Store) -> None:
    for world, where, chance in _cases():
        party, most = chance.choice(world.parties), chance.randint(2, 6)
        every = brute.loops(world, brute.moving(world, where), most)
        expected = [_turned(loop, party) for loop in every if party in loop.parties]
        given = [_found(loop) for loop in loops(filled, party, most, where, MOST).items]
        assert _by_parties(given) == _by_parties(expected)
        assert [loop.rank() for loop in given] == sorted(loop.rank() for loop in expected)


def test_paths(filled: Store) -> None:
    for world, where, chance in _cases():
        source, target = chance.sample(world.parties, 2)
        most = chance.randint(1, 6)
        hops = brute.moving(world, where)
        expected = [way for way in brute.walks(world, hops, source, most) if way.parties[-1] == target]
        given = [_found(path) for path in paths(filled, source, target, most, where, MOST).items]
        assert _by_parties(given) == _by_parties(expected)
        assert [path.rank() for path in given] == sorted(path.rank() for path in expected)


def test_exposure(filled: Store) -> None:
    for world, where, chance in _cases():
        party, most = chance.choice(world.parties), chance.randint(1, 4)
        expected = list(brute.walks(world, brute.losing(world, where), party, most))
        answer = exposed(filled, party, most, where, MOST)
        given = [_found(chain) for chain in answer.items]
        assert _by_parties(given) == _by_parties(expected)
        assert [chain.rank_of_chain() for chain in given] == sorted(chain.rank_of_chain() for chain in expected)
        assert [chain.usd for chain in answer.items] == [chain.smallest for chain in given]
        _check_hits(hits(answer.items), expected)


def _check_hits(given: Sequence[Hit], chains: Sequence[Found]) -> None:
    assert len(given) == len({chain.parties[-1] for chain in chains})
    for hit in given:
        mine = [chain for chain in chains if chain.parties[-1] == hit.party.id]
        whole = [chain.smallest for chain in mine if None not in chain.sums and chain.smallest is not None]
        assert (hit.chains, hit.hops) == (len(mine), min(len(chain.sums) for chain in mine))
        assert hit.usd == max(whole, default=None)


def test_loops_that_hops_closed(filled: Store) -> None:
    for world, _, chance in _cases():
        hops = brute.moving(world, Filter())
        opened = chance.sample(sorted(hops), min(2, len(hops)))
        every = brute.loops(world, hops, 4)
        expected = [loop for loop in every if set(opened) & set(zip(loop.parties, (*loop.parties[1:], loop.parties[0]), strict=True))]
        given = [_found(loop) for loop in closed(filled, opened)]
        assert _by_parties(given) == _by_parties(expected)
        assert [loop.rank() for loop in given] == sorted(loop.rank() for loop in expected)


@pytest.mark.parametrize("limit", [1, 3])
def test_a_limit_keeps_the_best_and_says_that_there_are_more(filled: Store, limit: int) -> None:
    for world, where, chance in list(_cases())[::4]:
        party = chance.choice(world.parties)
        ranks = sorted(loop.rank() for loop in brute.loops(world, brute.moving(world, where), 4) if party in loop.parties)
        answer = loops(filled, party, 4, where, limit)
        assert [_found(loop).rank() for loop in answer.items] == ranks[:limit]
        assert answer.truncated == (len(ranks) > limit)
        chains = sorted(chain.rank_of_chain() for chain in brute.walks(world, brute.losing(world, where), party, 3))
        worst = exposed(filled, party, 3, where, limit)
        assert [_found(chain).rank_of_chain() for chain in worst.items] == chains[:limit]
        assert worst.truncated == (len(chains) > limit)
    every = sorted(loop.rank() for world in WORLDS for loop in brute.loops(world, brute.moving(world, Filter()), 4))
    assert [_found(loop).rank() for loop in loops(filled, limit=limit).items] == every[:limit]


def test_the_questions_in_cypher(filled: Store) -> None:
    """The catalog's texts, one number of hops at a time, give what brute force gives."""
    queries = catalog()
    for world, where, chance in _cases():
        source, target = chance.sample(world.parties, 2)
        hops = chance.randint(2, 4)
        bounds = {"hops": hops, "limit": MOST}
        value = where.parameters(deal_table().value_moving)
        any_type = where.parameters(tuple(deal_table()))
        moving, losing = brute.moving(world, where), brute.losing(world, where)
        rings = [_turned(loop, source) for loop in brute.loops(world, moving, hops) if source in loop.parties and len(loop.parties) == hops]
        _check(queries["loops_through"].run(filled, party=source, **bounds, **value), rings)
        ways = [way for way in brute.walks(world, moving, source, hops) if len(way.sums) == hops]
        _check(queries["paths"].run(filled, source=source, target=target, **bounds, **value), [w for w in ways if w.parties[-1] == target])
        chains = [chain for chain in brute.walks(world, losing, source, 2) if len(chain.sums) == 2]
        _check(queries["exposure"].run(filled, party=source, hops=2, limit=MOST, **any_type), chains)


def test_loops_of_the_whole_graph_in_cypher(filled: Store) -> None:
    for hops in (2, 3, 4):
        expected = [
            loop for world in WORLDS for loop in brute.loops(world, brute.moving(world, Filter()), hops) if len(loop.parties) == hops
        ]
        _check(catalog()["loops"].run(filled, hops=hops, limit=MOST), expected)


def test_the_snapshot_and_the_cypher_find_the_same(filled: Store) -> None:
    for where in FILTERS[:6]:
        value = where.parameters(deal_table().value_moving)
        rows = [row for hops in (2, 3, 4) for row in catalog()["loops"].run(filled, hops=hops, limit=MOST, **value)]
        given = [_found(loop) for loop in loops(filled, where=where, limit=MOST).items]
        _check(sorted(rows, key=_rank_of_row), given)


def _rank_of_row(row: Row) -> tuple[bool, bool, float]:
    return None in row["sums"], row["smallest"] is None, -(row["smallest"] or 0.0)


def _check(rows: Sequence[Row], expected: Sequence[Found]) -> None:
    given = [Found(tuple(row["parties"]), tuple(map(frozenset, row["deals"])), tuple(row["sums"])) for row in rows]
    assert [(item.parties, item.deals) for item in _by_parties(given)] == [(item.parties, item.deals) for item in _by_parties(expected)]
    for one, other in zip(_by_parties(given), _by_parties(expected), strict=True):
        assert one.sums == pytest.approx(other.sums)  # a server adds in its own order
    assert [item.rank()[:2] for item in given] == sorted(item.rank()[:2] for item in expected)
    assert [row["smallest"] for row in rows] == pytest.approx([item.smallest for item in sorted(expected, key=Found.rank)])
