"""The walk on random graphs, in machine code and in plain Python, against trying everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.kernels import loops
from graph.analysis.kernels.links import Links, link, rank
from graph.analysis.kernels.loops import NONE, Slice, loops_among, loops_through, loops_with

pytestmark = pytest.mark.usefixtures("form")
PARTIES = 7
Pair = tuple[int, int]
Loop = tuple[int, ...]
pairs = st.sets(st.tuples(st.integers(0, PARTIES - 1), st.integers(0, PARTIES - 1)).filter(lambda pair: pair[0] != pair[1]), max_size=30)
lengths = st.integers(2, 8)
untimed = settings(deadline=None)  # the first run compiles


def _links(hops: Iterable[Pair], parties: int = PARTIES) -> Links:
    ordered = np.array(sorted(hops), np.int32).reshape(-1, 2)
    return link(parties, ordered[:, 0].copy(), ordered[:, 1].copy())


def _tried(hops: set[Pair], most: int) -> set[Loop]:
    """Every loop from its smallest party, by trying all orders of all parties."""
    rings = (ring for number in range(2, most + 1) for ring in permutations(range(PARTIES), number) if ring[0] == min(ring))
    return {ring for ring in rings if all(hop in hops for hop in zip(ring, (*ring[1:], ring[0]), strict=True))}


def _told(links: Links, slices: Iterable[Slice]) -> Iterator[Loop]:
    """The parties of each loop, in the order in which it was found."""
    source = np.repeat(np.arange(links.parties), np.diff(links.first_out))
    for row in (row for some in slices for row in some.rows):
        hops = row[row != NONE]
        assert (row[len(hops) :] == NONE).all()
        assert (links.target[hops] == source[np.roll(hops, -1)]).all()
        yield tuple(map(int, source[hops]))


def _turned(loop: Loop) -> Loop:
    at = loop.index(min(loop))
    return (*loop[at:], *loop[:at])


@untimed
@given(pairs, lengths)
def test_all_loops_each_once(hops: set[Pair], most: int) -> None:
    links = _links(hops)
    found = list(_told(links, loops_among(links, most)))
    assert sorted(map(_turned, found)) == sorted(_tried(hops, most))
    assert found == list(map(_turned, found))


@untimed
@given(pairs, lengths)
def test_the_order_of_the_parties_does_not_matter(hops: set[Pair], most: int) -> None:
    links = _links(hops)
    ranked = rank(links)
    rows = (ranked.hop[row] for some in loops_among(ranked.links, most) for row in (r[r != NONE] for r in some.rows))
    source = np.repeat(np.arange(links.parties), np.diff(links.first_out))
    assert sorted(_turned(tuple(map(int, source[row]))) for row in rows) == sorted(_tried(hops, most))


@untimed
@given(pairs, lengths, st.integers(0, PARTIES - 1))
def test_loops_through_a_party(hops: set[Pair], most: int, party: int) -> None:
    links = _links(hops)
    found = list(_told(links, loops_through(links, party, most)))
    assert all(loop[0] == party for loop in found)
    assert sorted(map(_turned, found)) == sorted(loop for loop in _tried(hops, most) if party in loop)


@untimed
@given(pairs, lengths, st.integers(0, 29))
def test_loops_with_a_hop(hops: set[Pair], most: int, number: int) -> None:
    if not hops:
        return
    links, chosen = _links(hops), sorted(hops)[number % len(hops)]
    found = list(_told(links, loops_with(links, chosen[0], number % len(hops), most)))
    assert all(loop[:2] == chosen for loop in found)
    expected = [loop for loop in _tried(hops, most) if chosen in zip(loop, (*loop[1:], loop[0]), strict=True)]
    assert sorted(map(_turned, found)) == sorted(expected)


@untimed
@given(pairs, st.integers(1, 7), st.integers(1, 3))
def test_a_walk_that_rests_often_finds_the_same(hops: set[Pair], steps: int, room: int) -> None:
    links = _links(hops)
    expected = list(_told(links, loops_among(links, 6)))
    with pytest.MonkeyPatch.context() as little:
        for name, value in {"FIRST_STEPS": steps, "STEPS": steps, "FIRST_ROOM": room, "ROOM": room}.items():
            little.setattr(loops, name, value)
        slices = list(loops_among(links, 6))
    assert list(_told(links, slices)) == expected
    assert all(len(some.rows) <= room for some in slices)


@untimed
@given(pairs)
def test_dead_ends_are_left_out(hops: set[Pair]) -> None:
    ranked = rank(_links(hops))
    ordered = sorted(hops)
    assert {ordered[hop] for hop in ranked.hop} == _without_dead_ends(hops)
    degrees = np.diff(ranked.links.first_out) + np.diff(ranked.links.first_in)
    assert (degrees[:-1] >= degrees[1:]).all()
    assert (degrees > 0).all()


def _without_dead_ends(hops: set[Pair]) -> set[Pair]:
    sources, targets = {source for source, _ in hops}, {target for _, target in hops}
    kept = {hop for hop in hops if set(hop) <= sources & targets}
    return kept if kept == hops else _without_dead_ends(kept)


def test_two_hops_to_one_party_are_no_loop() -> None:
    """A graph on which a library that is much used finds no loop, or a wrong one."""
    links = _links({(0, 2), (1, 2), (2, 1)}, 3)
    assert list(_told(links, loops_among(links, 6))) == [(1, 2)]
    assert list(_told(links, loops_through(links, 0, 6))) == []


@pytest.mark.parametrize("most", range(2, 9))
def test_a_ring_is_found_when_it_may_be_long_enough(most: int) -> None:
    for length in range(2, 10):
        links = _links({(party, (party + 1) % length) for party in range(length)}, length)
        assert len(list(_told(links, loops_among(links, most)))) == (length <= most)
        assert len(list(_told(links, loops_through(links, length - 1, most)))) == (length <= most)


def test_nothing_is_in_no_loop() -> None:
    assert list(_told(_links(()), loops_among(_links(()), 6))) == []
    assert len(rank(_links(())).hop) == 0
