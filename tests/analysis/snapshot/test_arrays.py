"""What a snapshot holds, how much room it takes, and how it takes a change."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.results import PartyRef
from graph.analysis.snapshot.arrays import make_parties
from graph.analysis.snapshot.changing import replaced, rows_between
from graph.analysis.snapshot.codes import STATUSES, SUM_KINDS, days, types
from graph.analysis.snapshot.splicing import splice
from graph.analysis.snapshot.texts import Texts, texts
from graph.analysis.snapshot.version import Version
from graph.ids import deal_id, party_id
from tests.analysis.snapshots import content, parties, snapshot_of, told
from tests.analysis.worlds import TestDeal, World

untimed = settings(deadline=None)
BYTES_A_DEAL = 100


def test_a_deal_takes_little_room() -> None:
    """Three deals to a party, with ids as they are and names as long as names are."""
    ids = [party_id(f"一家名字相当长的科技股份有限公司{number}") for number in range(1000)]
    ends = [(ids[number % 1000], ids[(number * 7 + 1) % 1000]) for number in range(3000)]
    made = [TestDeal(deal_id("INVESTS_IN", a, b, n), "INVESTS_IN", a, b, 1e9, date="2025-10-29") for n, (a, b) in enumerate(ends) if a != b]
    snapshot = snapshot_of(World(tuple(ids), tuple(made)))
    assert len(snapshot.deals) > 2900
    assert snapshot.nbytes / len(snapshot.deals) <= BYTES_A_DEAL


def test_what_is_told_of_a_deal() -> None:
    deals = (
        TestDeal("d2", "LENDS_TO", "b", "a", 2.5, "joint", "planned", "2025-10"),
        TestDeal("d1", "INVESTS_IN", "a", "b", date="2025"),
        TestDeal("d0", "INVESTS_IN", "a", "b", 1e11, None, "announced"),
    )
    snapshot = snapshot_of(World(("a", "b"), deals))
    held = snapshot.deals
    assert held.id.tolist() == [b"d0", b"d1", b"d2"]
    assert (held.source.tolist(), held.target.tolist()) == ([0, 0, 1], [1, 1, 0])
    assert [None if np.isnan(usd) else usd for usd in held.usd] == [1e11, None, 2.5]
    assert [types()[code] for code in held.type] == ["INVESTS_IN", "INVESTS_IN", "LENDS_TO"]
    assert [STATUSES[code] for code in held.status] == ["announced", "announced", "planned"]
    assert [SUM_KINDS[code] for code in held.kind] == ["exact", "-", "joint"]
    assert held.first.tolist() == [-1, date(2025, 1, 1).toordinal(), date(2025, 10, 1).toordinal()]
    assert held.last.tolist() == [-1, date(2025, 12, 31).toordinal(), date(2025, 10, 31).toordinal()]
    assert held.articles.tolist() == [deal.articles for deal in sorted(deals, key=lambda deal: deal.id)]
    assert snapshot.party(1) == PartyRef("b", "公司b", "company")
    assert (snapshot.place("b"), snapshot.place("c"), snapshot.place("")) == (1, None, None)


def test_days() -> None:
    assert days(["1969-12-31", None, "2024-02-29"]).tolist() == [date(1969, 12, 31).toordinal(), -1, date(2024, 2, 29).toordinal()]


PARTIES = "abcdef"
pairs = st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES)).filter(lambda pair: pair[0] != pair[1])
worlds = st.tuples(
    st.sets(st.sampled_from(PARTIES), min_size=1), st.lists(st.tuples(pairs, st.sampled_from([None, 1.0, 2.0])), max_size=14)
).map(lambda made: _world(*made))


def _world(people: set[str], deals: list[tuple[tuple[str, str], float | None]]) -> World:
    return World(
        tuple(sorted(people)),
        tuple(TestDeal(f"d{n:02}", "INVESTS_IN", a, b, usd) for n, ((a, b), usd) in enumerate(deals) if {a, b} <= people),
    )


@untimed
@given(worlds, worlds, st.sets(st.sampled_from(PARTIES)), st.sets(pairs))
def test_a_change_gives_what_reading_anew_would(before: World, after: World, unchanged: set[str], more: set[tuple[str, str]]) -> None:
    """Whatever comes, goes or changes, and whatever is listed besides."""
    old = snapshot_of(before)
    differ = {deal for world in (before, after) for deal in world.deals} - (set(before.deals) & set(after.deals))
    listed = {(deal.source, deal.target) for deal in differ} | more
    changed = (set(before.parties) ^ set(after.parties)) | unchanged
    now = parties(changed & set(after.parties))
    fresh = told(deal for deal in after.deals if (deal.source, deal.target) in listed)
    assert content(replaced(old, changed, now, listed, fresh, Version(1))) == content(snapshot_of(after))
    assert content(old) == content(snapshot_of(before))


@given(worlds, pairs)
def test_where_the_deals_of_a_pair_stand(world: World, pair: tuple[str, str]) -> None:
    snapshot = snapshot_of(world)
    start, end = rows_between(snapshot, *(party.encode() for party in pair))
    there = sorted(deal.id for deal in world.deals if (deal.source, deal.target) == pair)
    assert [bytes(id_).decode() for id_ in snapshot.deals.id[start:end]] == there


def test_a_new_name_takes_the_place_of_the_old_one() -> None:
    old = snapshot_of(World(("a", "b"), ()))
    new = replaced(old, ["a"], make_parties([("a", "新名字", "fund")]), (), told(()), Version(1))
    assert [new.party(place) for place in range(2)] == [PartyRef("a", "新名字", "fund"), PartyRef("b", "公司b", "company")]
    assert old.party(0).name == "公司a"


@given(st.lists(st.integers(0, 99), max_size=12), st.sets(st.integers(0, 11)), st.lists(st.integers(0, 12), max_size=6))
def test_splicing(old: list[int], gone: set[int], at: list[int]) -> None:
    size = len(old)
    out, before = {place for place in gone if place < size}, sorted(place for place in at if place <= size)
    change = splice(size, out, before)
    coming = [-1 - number for number in range(len(before))]
    expected: list[int] = []
    for place in range(size + 1):
        expected += [coming[number] for number, where in enumerate(before) if where == place]
        expected += [old[place]] if place < size and place not in out else []
    assert change.apply(np.array(old, int), np.array(coming, int)).tolist() == expected
    moved = change.moved().tolist()
    assert [expected[now] for now in moved if now >= 0] == [value for place, value in enumerate(old) if place not in out]
    assert [place for place, now in enumerate(moved) if now < 0] == sorted(out)


@given(st.lists(st.lists(st.text(max_size=4), max_size=4), min_size=1, max_size=3))
def test_texts(parts: list[list[str]]) -> None:
    joined = Texts.joined([texts(part) for part in parts])
    assert [joined[number] for number in range(len(joined))] == [value for part in parts for value in part]
