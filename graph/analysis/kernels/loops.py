"""All simple loops of bounded length: a walk that turns back where the way home is too long.

From a party, the root, one looks backward for half of the length. So one knows for the last half of a walk which hops
lead home in time, and follows those alone; before that a walk goes to every party from where it may still come home.
To find every loop once, each is begun at the first of its parties and goes to none before that. Where the parties with
the most hops are first (`links.rank`), few walks come by their long lists.

The walk rests when its room is full or its steps are used up, and goes on from there when it is called again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.analysis.kernels.compiled import compiled, has_numba
from graph.analysis.kernels.links import Links
from graph.analysis.kernels.sorting import Ints, Longs

NONE = -1
"""Fills up the rows of the loops that are shorter than the longest may be."""
FIRST_STEPS, FIRST_ROOM = 50_000, 1 << 10
"""Steps and loops until numba is loaded for the rest."""
STEPS, ROOM = 20_000_000, 1 << 16
"""Steps and loops between two rests, later on."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Some of the loops."""

    rows: Ints
    """Of each loop its hops in their order: places in the links, then NONE."""
    steps: int
    """How many steps the walk took for them."""


def loops_among(links: Links, most: int) -> Iterator[Slice]:
    """All loops of 2 to `most` hops, each beginning at the first of its parties."""
    return _Walk(links, most).rounds(0, links.parties, rooted=True)


def loops_through(links: Links, party: int, most: int) -> Iterator[Slice]:
    """The loops through a party, each beginning there."""
    return _Walk(links, most).rounds(party, party + 1, rooted=False)


def loops_with(links: Links, source: int, hop: int, most: int) -> Iterator[Slice]:
    """The loops that use a hop, each beginning with it; `source` is the party that it leaves."""
    return _Walk(links, most).rounds(source, source + 1, rooted=False, opening=hop)


class _Walk:
    """A walk with the arrays that it needs."""

    def __init__(self, links: Links, most: int) -> None:
        parties, hops = links.parties, len(links.target)
        self._links, self._most = links, most
        self._mark, self._queue, self._head = np.zeros(parties, np.int32), np.empty(parties, np.int32), np.empty(parties, np.int32)
        self._home, self._after = np.empty(hops, np.int32), np.empty(hops, np.int32)
        self._stand, self._ahead, self._taken = (np.empty(most + 1, np.int32) for _ in range(3))
        self._state = np.zeros(4, np.int64)

    def rounds(self, root: int, end: int, rooted: bool, opening: int = NONE) -> Iterator[Slice]:
        self._state[:] = root, NONE, 0, 0
        run, room, steps = _walk.__call__, FIRST_ROOM, FIRST_STEPS
        while self._state[0] < end:
            links, rows = self._links, np.empty(room * self._most, np.int32)
            found = run(
                end, rooted, opening, self._most, self._most // 2, steps,
                links.first_out, links.target, links.first_in, links.source, links.place,
                self._mark, self._queue, self._head, self._home, self._after,
                self._stand, self._ahead, self._taken, rows, self._state,
            )  # fmt: skip
            yield Slice(rows.reshape(room, self._most)[:found], int(self._state[3]))
            run, room, steps = _walk.fast if has_numba() else _walk.plain, min(room * 8, ROOM), STEPS


@compiled
def _walk(  # noqa: C901 - a call for every step would cost more than the step
    end: int, rooted: bool, opening: int, most: int, radius: int, steps: int,
    first_out: Ints, target: Ints, first_in: Ints, source: Ints, place: Ints,
    mark: Ints, queue: Ints, head: Ints, home: Ints, after: Ints,
    stand: Ints, ahead: Ints, taken: Ints, rows: Ints, state: Longs,
) -> int:  # fmt: skip
    """Walks from the roots up to `end` until `rows` are full or `steps` are used up; how many loops it found.

    It stands at the party `stand[depth]` and goes on with `ahead[depth]`: a hop, or near the root a link in the chain of
    the hops that lead home (`_look_back`). `taken` are the hops by which it came. `state` is the root, the depth, the
    base of the marks and the steps that were taken.
    """
    root, depth, base = state[0], state[1], state[2]
    lowest = 0 if opening < 0 else 1
    found, left, room = 0, steps, len(rows) // most
    while root < end:
        least = root if rooted else 0
        if depth < lowest:
            if not _has_both(root, least, first_out, target, first_in, source):
                root += 1
                continue
            base += 16
            left -= _look_back(root, least, radius, base, first_in, source, place, mark, queue, head, home, after)
            depth = lowest
            _set_out(root, opening, most <= radius + lowest, base, first_out, target, mark, head, stand, ahead, taken)
        while depth >= lowest and left > 0 and found < room:
            left -= 1
            further = most - depth - 1  # hops that may follow the next one
            hop = ahead[depth]
            if further < radius:
                if hop < 0:
                    depth -= 1
                    continue
                ahead[depth], hop = after[hop], home[hop]
            else:
                if hop < first_out[stand[depth]] or target[hop] < least:
                    depth -= 1
                    continue
                ahead[depth] = hop - 1
            party = target[hop]
            distance = mark[party] - base if mark[party] >= base else radius + 1
            if distance > further:
                continue
            taken[depth] = hop
            if party == root:
                for i in range(most):
                    rows[found * most + i] = taken[i] if i <= depth else -1
                found += 1
                continue
            before = depth
            while before > 0 and stand[before] != party:
                before -= 1
            if before == 0:  # it is not on the way yet
                depth += 1
                stand[depth] = party
                ahead[depth] = head[party] if further <= radius else first_out[party + 1] - 1
        if depth >= lowest:
            break
        root += 1
    state[0], state[1], state[2] = root, depth, base
    state[3] = steps - left
    return found


@compiled
def _has_both(root: int, least: int, first_out: Ints, target: Ints, first_in: Ints, source: Ints) -> bool:
    """Whether a hop leads from the root to a party that may be used, and one back from such a party."""
    out, in_ = first_out[root + 1], first_in[root + 1]
    if out == first_out[root] or in_ == first_in[root]:
        return False
    return bool(target[out - 1] >= least and source[in_ - 1] >= least)


@compiled
def _look_back(
    root: int, least: int, radius: int, base: int, first_in: Ints, source: Ints, place: Ints,
    mark: Ints, queue: Ints, head: Ints, home: Ints, after: Ints,
) -> int:  # fmt: skip
    """Marks the parties from where the root is reached within `radius` hops; how many hops it looked at.

    A mark is `base` and the distance. `head[p]` is the first link of a chain for party p: link i stands for the hop
    `home[i]`, which leads to a party nearer than `radius`, and the next one is `after[i]`.
    """
    mark[root], head[root], queue[0] = base, -1, root
    done, waiting, links = 0, 1, 0
    while done < waiting and mark[queue[done]] - base < radius:
        party = queue[done]
        done += 1
        for i in range(first_in[party + 1] - 1, first_in[party] - 1, -1):
            other = source[i]
            if other < least:
                break
            if mark[other] < base:
                mark[other], head[other], queue[waiting] = mark[party] + 1, -1, other
                waiting += 1
            home[links], after[links], head[other] = place[i], head[other], links
            links += 1
    return links


@compiled
def _set_out(
    root: int, opening: int, near: bool, base: int,
    first_out: Ints, target: Ints, mark: Ints, head: Ints, stand: Ints, ahead: Ints, taken: Ints,
) -> int:  # fmt: skip
    """Stands at the root, or where its opening hop leads; `near`: only what leads home may be taken from there."""
    depth, party = 0, root
    stand[0] = root
    if opening >= 0:
        depth, party = 1, target[opening]
        taken[0], stand[1] = opening, party
    ahead[depth] = first_out[party + 1] - 1
    if near:
        ahead[depth] = head[party] if mark[party] >= base else -1
    return depth
