"""The best loops of a whole graph, best first.

Hops are put into an empty graph one by one, the largest first. A hop that closes a loop is its smallest, so loops
come out in their order, each once, and it is over as soon as there are enough of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.analysis.flows import Flows
from graph.analysis.routes import Route
from graph.errors import QueryTooLarge

STEPS_AT_MOST = 20_000_000

_Hop = tuple[str, str]


def best_rings(flows: Flows, most: int, limit: int) -> list[Route]:
    """At most `limit` loops of 2 to `most` hops, each told from its smallest id.

    First those of which every hop has a known sum, by the smallest; then those with some known sums, by the smallest
    of them; then those with none, by length. Raises QueryTooLarge when too much has to be looked at.
    """
    found: list[Route] = []
    for ring in _all_rings(flows, most):
        found.append(ring)
        if len(found) == limit:
            break
    return found


def _all_rings(flows: Flows, most: int) -> Iterator[Route]:
    known = [(a, b) for usd, a, b in sorted((-usd, a, b) for a, b, usd in flows.hops() if usd is not None)]
    unknown = sorted((a, b) for a, b, usd in flows.hops() if usd is None)
    steps = _Steps()
    yield from _Growing((), most, steps).closing(known)
    gaps = set(unknown)
    yield from (ring for ring in _Growing(unknown, most, steps).closing(known) if gaps.intersection(_hops_of(ring)))
    for length in range(2, most + 1):
        yield from (ring for ring in _Growing((), length, steps).closing(unknown) if len(ring) == length)


def _hops_of(ring: Route) -> Iterator[_Hop]:
    return zip(ring, (*ring[1:], ring[0]), strict=True)


class _Steps:
    """Counts what has been looked at."""

    def __init__(self) -> None:
        self._left = STEPS_AT_MOST

    def take(self, number: int) -> None:
        self._left -= number
        if self._left < 0:
            raise QueryTooLarge("There are too many ways to look through; ask for fewer hops, or narrow types, sums and dates.")


class _Growing:
    """A graph that hops are put into."""

    def __init__(self, hops: Iterable[_Hop], most: int, steps: _Steps) -> None:
        self._onward: dict[str, list[str]] = defaultdict(list)
        self._back: dict[str, list[str]] = defaultdict(list)
        self._most = most
        self._steps = steps
        for hop in hops:
            self._put(hop)

    def _put(self, hop: _Hop) -> None:
        self._onward[hop[0]].append(hop[1])
        self._back[hop[1]].append(hop[0])

    def closing(self, hops: Iterable[_Hop]) -> Iterator[Route]:
        """Puts hops in one after the other and yields the loops that each of them closes, the short ones first."""
        for hop in hops:
            rings = [_from_smallest(route) for route in self._routes(hop[1], hop[0])]
            yield from sorted(rings, key=lambda ring: (len(ring), ring))
            self._put(hop)

    def _routes(self, start: str, end: str) -> Iterator[Route]:
        """The ways from start to end that leave room for one hop more."""
        radius = (self._most - 1) // 2
        near = self._near(end, radius)
        ways: list[Route] = [(start,)]
        while ways:
            way = ways.pop()
            onward = self._onward.get(way[-1], ())
            self._steps.take(len(onward) + 1)
            left = self._most - 1 - len(way)  # hops that may follow the next one
            for party in onward:
                if party == end:
                    yield (*way, end)
                elif party not in way and (left > radius or near.get(party, self._most) <= left):
                    ways.append((*way, party))

    def _near(self, end: str, radius: int) -> dict[str, int]:
        """The parties that reach the end within some hops, and in how many."""
        near, edge = {end: 0}, [end]
        for hops in range(1, radius + 1):
            edge = list({party for reached in edge for party in self._back.get(reached, ()) if party not in near})
            near.update(dict.fromkeys(edge, hops))
            self._steps.take(len(edge))
        return near


def _from_smallest(ring: Route) -> Route:
    start = ring.index(min(ring))
    return (*ring[start:], *ring[:start])
