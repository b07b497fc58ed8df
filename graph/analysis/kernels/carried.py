"""The ways by which a loss is carried on: along each arrow goes a share of what arrived at its source."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

from graph.analysis.kernels.outgoing import Outgoing, Reals

STEPS_AT_MOST = 200_000


@dataclass(frozen=True, slots=True)
class Carried:
    """A way from where a loss begins, the arrows of it as they were given, and what arrives at its end by it alone."""

    parties: tuple[int, ...]
    arrows: tuple[int, ...]
    amount: float


class _Way(NamedTuple):
    minus: float
    length: int
    parties: tuple[int, ...]
    places: tuple[int, ...]


def strongest_ways(
    arrows: Outgoing,
    share: Reals,
    starts: Mapping[int, float],
    ends: Set[int],
    each: int,
    most_hops: int,
    only_at: Mapping[int, int] | None = None,
) -> dict[int, list[Carried]]:
    """For each of `ends` at most `each` ways by which most arrives, the strongest first; no party comes twice on one.

    An end at which a loss begins has the ways from the others.

    `share` belongs to the arrows as they were given and is 0 to 1; `starts` is what is lost at the beginning. A way goes
    on only while it is one of the `each` strongest to where it has come, so beside the first one a way can be missing.
    With `only_at` it goes on from a party only after that number of hops.
    """
    sorted_share = share[arrows.order]
    queue = [_Way(-amount, 0, (party,), ()) for party, amount in sorted(starts.items()) if amount > 0]
    heapq.heapify(queue)
    came: Counter[int] = Counter()
    found: dict[int, list[Carried]] = {}
    open_ends = set(ends)
    for _ in range(STEPS_AT_MOST):
        if not queue or not open_ends:
            break
        way = heapq.heappop(queue)
        here = way.parties[-1]
        came[here] += way.length > 0
        if came[here] > each:
            continue
        if way.length and here in open_ends:
            found.setdefault(here, []).append(Carried(way.parties, tuple(arrows.order[list(way.places)].tolist()), -way.minus))
            if came[here] == each:
                open_ends.discard(here)
        if way.length < most_hops and (only_at is None or only_at.get(here) == way.length):
            _grow(queue, arrows, sorted_share, way)
    return found


def _grow(queue: list[_Way], arrows: Outgoing, share: Reals, way: _Way) -> None:
    here = way.parties[-1]
    first, last = int(arrows.first[here]), int(arrows.first[here + 1])
    for place, party, part in zip(range(first, last), arrows.target[first:last].tolist(), share[first:last].tolist(), strict=True):
        if part > 0 and party not in way.parties:
            heapq.heappush(queue, _Way(way.minus * min(1.0, part), way.length + 1, (*way.parties, party), (*way.places, place)))
