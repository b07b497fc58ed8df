"""The searches on random flows, without a store: nothing missed, best first, and a limit takes a beginning of it."""

from __future__ import annotations

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis import routes
from graph.analysis.flows import Flows, hop_usd
from graph.analysis.routes import Route, best_routes
from graph.errors import QueryTooLarge

PARTIES = "abcdef"
Hops = dict[tuple[str, str], float | None]
hops = st.dictionaries(
    st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES)).filter(lambda pair: pair[0] != pair[1]),
    st.one_of(st.none(), st.sampled_from([1.0, 2.0, 3.0])),
    max_size=22,
)
lengths = st.integers(2, 6)


def _flows(hops: Hops) -> Flows:
    flows = Flows()
    for (source, target), usd in hops.items():
        flows.add(source, target, usd)
    return flows


def _rank(hops: Hops, way: Route) -> tuple[bool, bool, float]:
    sums = [hops[step] for step in pairwise(way)]
    known = [usd for usd in sums if usd is not None]
    return None in sums, not known, -min(known, default=0.0)


def _ways(hops: Hops, start: str, end: str, most: int) -> list[Route]:
    """Every way, by trying all orders of all parties; that of a loop names its first party again."""
    between = [party for party in PARTIES if party not in (start, end)]
    tried = [(start, *some, end) for number in range(most) for some in permutations(between, number)]
    return [way for way in tried if len(way) > 2 or start != end if all(step in hops for step in pairwise(way))]


@given(hops, lengths, st.sampled_from("ab"), st.integers(1, 5))
def test_routes(hops: Hops, most: int, end: str, limit: int) -> None:
    expected = _ways(hops, "a", end, most)
    given = [(*way, "a") if end == "a" else way for way in best_routes(_flows(hops), "a", end, most, 10_000)]
    assert sorted(given) == sorted(expected)
    assert [_rank(hops, way) for way in given] == sorted(_rank(hops, way) for way in expected)
    some = best_routes(_flows(hops), "a", end, most, limit)
    assert [_rank(hops, (*way, "a") if end == "a" else way) for way in some] == [_rank(hops, way) for way in given[:limit]]


@given(hops, st.integers(1, 6))
def test_of_equal_ways_the_shorter_comes_first(hops: Hops, most: int) -> None:
    equal: Hops = dict.fromkeys(hops, 1.0)
    given = [len(way) for way in best_routes(_flows(equal), "a", "b", most, 10_000)]
    assert given == sorted(given)


@given(hops)
def test_the_order_of_the_hops_does_not_matter(hops: Hops) -> None:
    turned = dict(reversed(hops.items()))
    assert best_routes(_flows(hops), "a", "a", 6, 50) == best_routes(_flows(turned), "a", "a", 6, 50)


def test_two_ways_of_looking_give_one_loop() -> None:
    """A graph on which a library that is much used finds no loop, or a wrong one."""
    flows = _flows({("0", "2"): 1.0, ("1", "2"): 1.0, ("2", "1"): 1.0})
    assert best_routes(flows, "1", "1", 6, 10) == [("1", "2")]
    assert best_routes(flows, "0", "0", 6, 10) == []


def test_too_much_to_look_at_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "STEPS_AT_MOST", 50)
    whole = _flows({(a, b): None for a in PARTIES for b in PARTIES if a != b})
    with pytest.raises(QueryTooLarge, match="fewer hops"):
        best_routes(whole, "a", "a", 6, 10_000)


@pytest.mark.parametrize(
    ("amounts", "usd"),
    [
        ([], None),
        ([(None, False), (None, True)], None),
        ([(1.0, False), (1.0, False)], 2.0),
        ([(5.0, True), (5.0, True), (1.0, False)], 6.0),
        ([(5.0, True), (6.0, True)], 11.0),
        ([(5.0, True), (5.0, False)], 10.0),
        ([(0.1, False), (0.2, False), (0.7, False)], 1.0),
    ],
)
def test_sum_of_a_hop(amounts: list[tuple[float | None, bool]], usd: float | None) -> None:
    assert hop_usd(amounts) == usd
    assert hop_usd(reversed(amounts)) == usd
