"""Widest paths: a path is as wide as its narrowest arrow, and the widest one lets the largest sum through in one piece."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from graph.analysis.kernels.outgoing import Outgoing, Reals

STEPS_AT_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class WidePath:
    """Parties in order, the arrows between them as they were given, and the width of the narrowest."""

    parties: tuple[int, ...]
    arrows: tuple[int, ...]
    width: float


class TooMany(RuntimeError):
    """There are too many ways to look through."""


class _Way(NamedTuple):
    """A beginning of a path, or a whole one. They compare as they are ranked."""

    minus: float
    """The width that it can still have, negative so that the widest comes first."""
    length: int
    parties: tuple[int, ...]
    places: tuple[int, ...]
    width: float


def widest_path(arrows: Outgoing, width: Reals, start: int, end: int) -> WidePath | None:
    """The widest path, of those the one with the fewest arrows; None where there is none.

    `width` belongs to the arrows as they were given; an arrow of no width is none.
    """
    found = best_paths(arrows, width, start, end, most_hops=None, limit=1)
    return found[0] if found else None


def best_paths(arrows: Outgoing, width: Reals, start: int, end: int, most_hops: int | None, limit: int) -> list[WidePath]:
    """At most `limit` paths without a party twice, the widest first, of equals the shorter.

    How wide the rest of a path can be at best is known for every party and number of hops, so little more is looked at
    than is answered. Raises TooMany where even that is too much.
    """
    sorted_width = width[arrows.order]
    rests = _rests(arrows, sorted_width, end, most_hops)
    queue = [_Way(-_rest(rests, 0, start), 0, (start,), (), np.inf)] if start != end else []
    found: list[WidePath] = []
    for _ in range(STEPS_AT_MOST):
        if not queue or len(found) == limit:
            return found
        way = heapq.heappop(queue)
        if way.parties[-1] == end:
            found.append(WidePath(way.parties, tuple(arrows.order[list(way.places)].tolist()), way.width))
        elif way.minus < 0:
            _grow(queue, arrows, sorted_width, rests, way)
    raise TooMany


def _grow(queue: list[_Way], arrows: Outgoing, width: Reals, rests: list[Reals], way: _Way) -> None:
    here = way.parties[-1]
    first, last = int(arrows.first[here]), int(arrows.first[here + 1])
    for place, party, wide in zip(range(first, last), arrows.target[first:last].tolist(), width[first:last].tolist(), strict=True):
        reaches = min(way.width, wide)
        best = min(reaches, _rest(rests, way.length + 1, party))
        if best > 0 and party not in way.parties:
            heapq.heappush(queue, _Way(-best, way.length + 1, (*way.parties, party), (*way.places, place), reaches))


def _rest(rests: list[Reals], done: int, party: int) -> float:
    """How wide the rest of a path can be after so many hops; 0 where it cannot arrive any more."""
    left = len(rests) - 1 - done
    return float(rests[left][party]) if left >= 0 else 0.0


def _rests(arrows: Outgoing, width: Reals, end: int, most_hops: int | None) -> list[Reals]:
    """Of every party the widest way to the end in 0, 1, 2 … hops; without a bound until longer ones are no better."""
    leaving = np.flatnonzero(np.diff(arrows.first))
    rests = [np.zeros(arrows.parties)]
    rests[0][end] = np.inf
    while most_hops is None or len(rests) <= most_hops:
        through = np.minimum(width, rests[-1][arrows.target])
        wider = rests[-1].copy()
        if len(leaving):
            wider[leaving] = np.maximum(wider[leaving], np.maximum.reduceat(through, arrows.first[leaving]))
        if np.array_equal(wider, rests[-1]):
            break
        rests.append(wider)
    if most_hops is None:
        return [rests[-1]] * (arrows.parties + 1)
    return rests + [rests[-1]] * (most_hops + 1 - len(rests))
