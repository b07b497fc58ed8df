"""The ways by which a loss is carried on: along each arrow goes a share of what arrived at its source."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from graph.analysis.kernels.outgoing import Ints, Outgoing, Reals

STEPS_AT_MOST = 50_000


@dataclass(frozen=True, slots=True)
class Carried:
    """A way from where a loss begins, the arrows of it as they were given, and what arrives at its end by it alone."""

    parties: tuple[int, ...]
    arrows: tuple[int, ...]
    amount: float


def strongest_way(
    incoming: Outgoing, share: Reals, starts: Mapping[int, float], ends: Iterable[int], most_hops: int, turn: Ints | None = None
) -> dict[int, Carried]:
    """For each of `ends` at which nothing begins the way by which most arrives, of equals a shortest one.

    `incoming` holds the arrows turned round. `share` belongs to them as they were given and is 0 to 1; `starts` is what is
    lost at the beginning. With `turn` a way goes on from a party only after that number of hops.
    """
    arriving = share[incoming.order]
    layers = _layers(incoming, arriving, starts, most_hops, turn)
    found: dict[int, Carried] = {}
    for end in ends:
        hops = max(range(len(layers)), key=lambda hops: (layers[hops].came[end] if hops else 0.0, -hops))
        if hops and end not in starts:
            found[end] = _back(incoming, arriving, layers, end, hops)
    return found


class _Layer(NamedTuple):
    """After a number of hops: what has come to each party at most, and what of that goes on."""

    came: Reals
    goes_on: Reals


def _layers(incoming: Outgoing, arriving: Reals, starts: Mapping[int, float], most_hops: int, turn: Ints | None) -> list[_Layer]:
    here = np.zeros(incoming.parties)
    here[list(starts)] = list(starts.values())
    reached = np.flatnonzero(np.diff(incoming.first))
    layers = [_layer(here, turn, 0)]
    for hops in range(1, most_hops + 1):
        sent = arriving * layers[-1].goes_on[incoming.target]
        here = np.zeros(incoming.parties)
        if len(reached):
            here[reached] = np.maximum.reduceat(sent, incoming.first[reached])
        layers.append(_layer(here, turn, hops))
    return layers


def _layer(came: Reals, turn: Ints | None, hops: int) -> _Layer:
    return _Layer(came, came if turn is None else np.where(turn == hops, came, 0.0))


def _back(incoming: Outgoing, arriving: Reals, layers: list[_Layer], end: int, hops: int) -> Carried:
    """From the end to the beginning, each time along the arrow by which most came."""
    parties, arrows = [end], []
    for before in range(hops - 1, -1, -1):
        first, last = int(incoming.first[parties[-1]]), int(incoming.first[parties[-1] + 1])
        sent = arriving[first:last] * layers[before].goes_on[incoming.target[first:last]]
        place = first + int(np.argmax(sent))
        arrows.append(int(incoming.order[place]))
        parties.append(int(incoming.target[place]))
    return Carried(tuple(parties[::-1]), tuple(arrows[::-1]), float(layers[hops].came[end]))


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
    turn: Ints | None = None,
    least: float = 0.0,
) -> dict[int, list[Carried]]:
    """For each of `ends` at most `each` ways by which most arrives, the strongest first; no party comes twice on one.

    An end at which a loss begins has the ways from the others. Arguments are as in `strongest_way`, but the arrows are not
    turned round; ways by which less than `least` arrives are not looked for. A way goes on only while it is one of the
    `each` strongest to where it has come, and it is over after STEPS_AT_MOST, so a way beside the first can be missing,
    and so can that to an end at which something begins.
    """
    sorted_share = share[arrows.order]
    queue = [_Way(-amount, 0, (party,), ()) for party, amount in sorted(starts.items()) if amount > 0]
    heapq.heapify(queue)
    came: Counter[int] = Counter()
    found: dict[int, list[Carried]] = {}
    open_ends, steps = set(ends), 0
    while queue and open_ends and steps < STEPS_AT_MOST:
        way = heapq.heappop(queue)
        here = way.parties[-1]
        came[here] += way.length > 0
        if way.length and came[here] > each:
            continue
        if way.length and here in open_ends:
            found.setdefault(here, []).append(Carried(way.parties, tuple(arrows.order[list(way.places)].tolist()), -way.minus))
            if came[here] == each:
                open_ends.discard(here)
        if way.length < most_hops and (turn is None or turn[here] == way.length):
            steps += _grow(queue, arrows, sorted_share, way, least)
    return found


def _grow(queue: list[_Way], arrows: Outgoing, share: Reals, way: _Way, least: float) -> int:
    """Puts the ways that are longer by one arrow into the queue; how many arrows it looked at."""
    here = way.parties[-1]
    first, last = int(arrows.first[here]), int(arrows.first[here + 1])
    minus = way.minus * np.minimum(1.0, share[first:last])
    kept = np.flatnonzero((minus < 0) & (minus <= -least))
    for place, party, amount in zip((first + kept).tolist(), arrows.target[first + kept].tolist(), minus[kept].tolist(), strict=True):
        if party not in way.parties:
            heapq.heappush(queue, _Way(amount, way.length + 1, (*way.parties, party), (*way.places, place)))
    return 1 + len(kept)
