"""The best ways from one party to another, or back to itself, best first.

A way is as good as its smallest hop. Ways of which every hop has a known sum come first, then those with some,
then those with none; of equals the shorter comes first. The search follows the most promising beginning, and knows
of each what it can still become: from the end backwards it is worked out how good the rest of a way can be.
So it looks at little more than it answers, however many ways there are.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graph.analysis.flows import Flows
from graph.errors import QueryTooLarge

Route = tuple[str, ...]
"""Ids of parties, no two alike; that of a loop does not name its first party again at the end."""

STEPS_AT_MOST = 1_000_000
KNOWN, MIXED, UNKNOWN = 1, 2, 3
"""Ways with sums for all hops, for some, for none."""


class Rest(NamedTuple):
    """What the rest of a way can be at best. Figures are smallest hops; None where there is no such rest."""

    known: float | None
    """With all sums known; infinite at the end itself, where nothing is left."""
    mixed: float | None
    """With some known and some not."""
    unknown: bool
    """There is one with none known."""
    hops: int
    """The least number of hops."""


class Way(NamedTuple):
    """The beginning of a way, or a whole one. They compare as they are ranked."""

    sort: int
    minus: float
    """The smallest hop that it can still have, negative so that the largest comes first."""
    hops: int
    """How many it has at least in the end."""
    route: Route
    least: float
    """The smallest hop so far; infinite while none is known."""
    gap: bool
    """A hop has no known sum."""
    whole: bool


_END = Rest(math.inf, None, False, 0)


def best_routes(flows: Flows, start: str, end: str, most: int, limit: int) -> list[Route]:
    """At most `limit` ways of at most `most` hops, best first; loops where `start` is `end`.

    Raises QueryTooLarge when even so too much has to be looked at.
    """
    rests = _rests(flows, start, end, most)
    queue = [Way(KNOWN, -math.inf, 0, (start,), math.inf, False, False)]
    found: list[Route] = []
    for _ in range(STEPS_AT_MOST):
        if not queue or len(found) == limit:
            return found
        way = heapq.heappop(queue)
        if way.whole:
            found.append(way.route)
            continue
        left = rests[most - len(way.route)]
        for party, usd in flows.onward.get(way.route[-1], {}).items():
            if party == end:
                heapq.heappush(queue, _whole(way, end, usd, start == end))
            elif party not in way.route and (rest := left.get(party)):
                heapq.heappush(queue, _longer(way, party, usd, rest))
    raise QueryTooLarge("There are too many ways to look through; ask for fewer hops, or narrow types, sums and dates.")


def _whole(way: Way, end: str, usd: float | None, is_loop: bool) -> Way:
    route = way.route if is_loop else (*way.route, end)
    least, gap = _with(way, usd)
    return Way(*_grade(least, gap, _END), len(way.route), route, least, gap, whole=True)


def _longer(way: Way, party: str, usd: float | None, rest: Rest) -> Way:
    least, gap = _with(way, usd)
    return Way(*_grade(least, gap, rest), len(way.route) + rest.hops, (*way.route, party), least, gap, whole=False)


def _with(way: Way, usd: float | None) -> tuple[float, bool]:
    return (way.least, True) if usd is None else (min(way.least, usd), way.gap)


def _grade(least: float, gap: bool, rest: Rest) -> tuple[int, float]:
    """What a beginning with this rest can become at best: its sort, and its smallest hop, negative."""
    if not gap and rest.known is not None:
        return KNOWN, -min(least, rest.known)
    sums = [usd for usd in (rest.known, rest.mixed) if usd is not None]
    if least < math.inf:
        return MIXED, -min(least, max([*sums, math.inf] if rest.unknown else sums))
    some = max((usd for usd in sums if usd < math.inf), default=None)
    return (UNKNOWN, 0.0) if some is None else (MIXED, -some)


def _rests(flows: Flows, start: str, end: str, most: int) -> list[Mapping[str, Rest]]:
    """For every number of hops left, what the rest of a way can be from each party that can reach the end in them."""
    rests: list[Mapping[str, Rest]] = [{}]
    for _ in range(most - 1):
        before = {**rests[-1], end: _END}
        layer: dict[str, Rest] = {}
        for source, targets in flows.onward.items():
            if source not in (start, end):
                options = [_before(usd, before[target]) for target, usd in targets.items() if target in before and target != source]
                if options:
                    layer[source] = _best(options)
        rests.append(layer)
    return rests


def _before(usd: float | None, rest: Rest) -> Rest:
    """The rest of a way with one hop more in front."""
    hops = rest.hops + 1
    if usd is None:
        mixed = [m for m in (rest.known, rest.mixed) if m is not None and m < math.inf]
        return Rest(None, max(mixed, default=None), rest.unknown or rest is _END, hops)
    known = None if rest.known is None else min(usd, rest.known)
    mixed = [usd] if rest.unknown else []
    mixed += [] if rest.mixed is None else [min(usd, rest.mixed)]
    return Rest(known, max(mixed, default=None), False, hops)


def _best(rests: Sequence[Rest]) -> Rest:
    return Rest(
        max((r.known for r in rests if r.known is not None), default=None),
        max((r.mixed for r in rests if r.mixed is not None), default=None),
        any(r.unknown for r in rests),
        min(r.hops for r in rests),
    )
