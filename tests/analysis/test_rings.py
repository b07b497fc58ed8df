"""Loops of a snapshot with every filter and order, against trying everything; without a store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis import Filter, rings
from graph.analysis.nearby import nearby
from graph.analysis.network import network
from graph.analysis.ranking import Order
from graph.analysis.rings import Question, closed_by, find, find_best
from graph.errors import QueryTooLarge
from graph.model import Status
from graph.schema import deal_table
from tests.analysis import brute
from tests.analysis.brute import Found
from tests.analysis.snapshots import snapshot_of
from tests.analysis.worlds import DATES, TestDeal, World

PARTIES = ("a", "b", "c", "d", "e")
TYPES = ("INVESTS_IN", "PURCHASES_FROM", "GRANTS_EQUITY_TO", "HOLDS_STAKE_IN")
Route = tuple[str, ...]
untimed = settings(deadline=None)

pairs = st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES)).filter(lambda pair: pair[0] != pair[1])
deals = st.tuples(
    st.sampled_from(TYPES),
    pairs,
    st.sampled_from([None, 0.0, 1.0, 2.0, 2.0, 5.0]),
    st.sampled_from(["exact", "joint", None]),
    st.sampled_from([Status.ANNOUNCED, Status.ANNOUNCED, Status.COMPLETED, Status.DENIED]),
    st.sampled_from(DATES),
)
worlds = st.lists(deals, max_size=24).map(
    lambda some: World(PARTIES, tuple(TestDeal(f"d{number:02}", type_, *pair, *rest) for number, (type_, pair, *rest) in enumerate(some)))
)
filters = st.builds(
    Filter,
    types=st.sampled_from([None, TYPES[:2], TYPES]),
    cash_only=st.booleans(),
    min_usd=st.sampled_from([None, None, 0.0, 2.0]),
    since=st.sampled_from([None, None, "2024", "2025-10"]),
    until=st.sampled_from([None, None, "2025-10", "2025-12-31"]),
    statuses=st.sampled_from([tuple(Status), (Status.ANNOUNCED,), (Status.ANNOUNCED, Status.COMPLETED)]),
)
lengths = st.integers(2, 6)


def _sums(loop: Found) -> tuple[object, ...]:
    return (*loop.rank(), len(loop.parties), loop.parties)


def _rank(world: World, loop: Found, order: Order) -> tuple[object, ...]:
    """As the orders are decided, told once more."""
    return (*brute.told(world, loop).rank(order), *_sums(loop))


def _turned(loop: Found, at: int) -> Found:
    return Found(*((*part[at:], *part[:at]) for part in (loop.parties, loop.deals, loop.sums)))


def _expected(world: World, question: Question) -> list[Found]:
    every = brute.loops(world, brute.moving(world, question.where), question.most)
    chosen = [loop for loop in every if question.party is None or question.party in loop.parties]
    if question.in_time:
        return [_turned(loop, begin[0]) for loop in chosen if (begin := brute.beginnings(world, loop))]
    return [_turned(loop, loop.parties.index(question.party)) if question.party else loop for loop in chosen]


def _parties(loops: Iterable[Found]) -> list[Route]:
    return [loop.parties for loop in loops]


@untimed
@given(worlds, filters, lengths, st.sampled_from([None, None, "a", "c"]), st.booleans(), st.sampled_from(Order), st.integers(1, 5))
def test_every_filter_and_order(world: World, where: Filter, most: int, party: str | None, in_time: bool, order: Order, size: int) -> None:
    question = Question(where, most, party, in_time)
    expected = sorted(_expected(world, question), key=lambda loop: _rank(world, loop, order))
    found = find(snapshot_of(world), question)
    assert found is not None
    assert found.routes(order, 0, 10_000) == _parties(expected)
    pages = [found.routes(order, offset, size) for offset in range(0, len(found) + 1, size)]
    assert [route for page in pages for route in page] == _parties(expected)
    assert found.by_length == {n: c for n in range(2, 7) if (c := sum(len(loop.parties) == n for loop in expected))}


@untimed
@given(worlds, filters)
def test_sums_and_deals_of_hops(world: World, where: Filter) -> None:
    snapshot = snapshot_of(world)
    hops, expected = network(snapshot, where), brute.moving(world, where)
    ids = snapshot.party_id
    given_ = {
        (ids(int(hops.source[hop])), ids(int(hops.links.target[hop]))): frozenset(
            bytes(id_).decode() for id_ in snapshot.deals.id[hops.deals[hops.first[hop] : hops.first[hop + 1]]]
        )
        for hop in range(len(hops.source))
    }
    assert given_ == expected
    for hop, (pair, deals) in enumerate(sorted(expected.items())):
        (known,) = brute.found(world, {pair: deals}, [pair], (pair[0],)).sums
        assert hops.usd[hop] == known if known is not None else hops.usd[hop] != hops.usd[hop]
        assert hops.hop(PARTIES.index(pair[0]), PARTIES.index(pair[1])) == hop


@untimed
@given(worlds, lengths, pairs)
def test_loops_that_a_hop_closes(world: World, most: int, pair: tuple[str, str]) -> None:
    found = closed_by(nearby(snapshot_of(world), Filter(), [pair], most), *pair, most)
    every = brute.loops(world, brute.moving(world, Filter()), most)
    expected = [loop for loop in every if pair in zip(loop.parties, (*loop.parties[1:], loop.parties[0]), strict=True)]
    assert found.routes(Order.SMALLEST, 0, 10_000) == _parties(sorted(expected, key=_sums))


@untimed
@given(worlds, lengths, st.integers(1, 4))
def test_the_best_of_too_many(world: World, most: int, number: int) -> None:
    """Where not all can be found, the best come out all the same, or some of them, or it is said that it is too much."""
    question = Question(Filter(), most)
    expected = sorted(_expected(world, question), key=_sums)
    with pytest.MonkeyPatch.context() as few:
        few.setattr(rings, "LOOPS_AT_MOST", 3)
        few.setattr(rings, "FIRST_HOPS", 1)
        found = find(snapshot_of(world), question)
        assert (found is None) == (len(expected) > 3)
        try:
            best = find_best(snapshot_of(world), question, Order.SMALLEST, number)
        except QueryTooLarge:
            return
    told = best.routes(Order.SMALLEST, 0, number)
    assert told == _parties(expected[: len(told)])
    assert 0 < len(told) <= number


def test_there_are_enough_of_the_best_where_sums_differ() -> None:
    """Among 30 parties everybody pays everybody: far too many loops to find them all."""
    names = tuple(f"p{number:02}" for number in range(30))
    ends = [(a, b) for a in names for b in names if a != b]
    world = World(names, tuple(TestDeal(f"d{n}", "LENDS_TO", *pair, float(n * 7919 % 10007)) for n, pair in enumerate(ends)))
    snapshot, question = snapshot_of(world), Question(Filter(), 8)
    assert find(snapshot, question) is None
    best = find_best(snapshot, Question(Filter(), 3), Order.SMALLEST, 20)
    every = find(snapshot, Question(Filter(), 3))
    assert every is not None
    assert len(every) == 435 + 30 * 29 * 28 // 3
    assert best.routes(Order.SMALLEST, 0, 20) == every.routes(Order.SMALLEST, 0, 20)


def test_other_orders_need_all_loops() -> None:
    with pytest.raises(QueryTooLarge, match="fewer hops"):
        find_best(snapshot_of(World((), ())), Question(Filter(), 3), Order.RECENT, 1)


def test_a_question_is_answered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = snapshot_of(World(("a", "b"), (TestDeal("d1", "INVESTS_IN", "a", "b"), TestDeal("d2", "LENDS_TO", "b", "a"))))
    first = find(snapshot, Question(Filter(), 4))
    monkeypatch.setattr(rings, "loops_among", None)
    assert find(snapshot, Question(Filter(), 4)) is first


def test_two_hops_to_one_party_are_no_loop() -> None:
    """A graph on which a library that is much used finds no loop, or a wrong one."""
    hops = [("0", "2"), ("1", "2"), ("2", "1")]
    world = World(("0", "1", "2"), tuple(TestDeal(f"d{n}", "INVESTS_IN", *pair) for n, pair in enumerate(hops)))
    found = find(snapshot_of(world), Question(Filter(), 6))
    assert found is not None
    assert found.routes(Order.SMALLEST, 0, 10) == [("1", "2")]


def _ring(*dates: str | None) -> World:
    names = "abcdef"[: len(dates)]
    ring: Sequence[tuple[str, str]] = list(zip(names, names[1:] + names[0], strict=True))
    return World(
        tuple(names), tuple(TestDeal(f"d{n}", "INVESTS_IN", *pair, date=day) for n, (pair, day) in enumerate(zip(ring, dates, strict=True)))
    )


@pytest.mark.parametrize(
    ("dates", "begins"),
    [
        (("2024-01-01", "2024-02-01", "2024-03-01"), "a"),
        (("2024-03-01", "2024-01-01", "2024-02-01"), "b"),
        (("2024-03-01", "2024-02-01", "2024-01-01"), None),
        (("2024-03-01", "2024", "2024-03-15"), "a"),
        (("2024-03-20", "2023", "2024-03-15"), "b"),
        (("2024-03-01", None, "2024-03-15"), None),
        (("2024", "2024", "2024"), "a"),
    ],
)
def test_money_goes_round_in_time(dates: tuple[str | None, ...], begins: str | None) -> None:
    found = find(snapshot_of(_ring(*dates)), Question(Filter(), 6, in_time=True))
    assert found is not None
    assert [route[0] for route in found.routes(Order.SMALLEST, 0, 10)] == ([begins] if begins else [])


def test_types_that_move_nothing_make_no_hop() -> None:
    moving = {name for name in TYPES if deal_table()[name].moves_value}
    assert moving == set(TYPES) - {"HOLDS_STAKE_IN"}
