"""Strongly connected parts: parties that reach each other. An arrow from one part to another is in no loop."""

from __future__ import annotations

import numpy as np

from graph.analysis.kernels.compiled import compiled
from graph.analysis.kernels.sorting import Ints

NONE = -1


def parts(first: Ints, target: Ints) -> Ints:
    """The number of the part of each party; the arrows of party p lead to `target[first[p]:first[p + 1]]`."""
    parties = len(first) - 1
    found = np.full(parties, NONE, np.int32)
    seen, low = np.zeros(parties, np.int32), np.empty(parties, np.int32)
    way, ahead, open_ = np.empty(parties, np.int32), np.empty(parties, np.int32), np.empty(parties, np.int32)
    _tarjan(first, target, found, seen, low, way, ahead, open_)
    return found


@compiled
def _tarjan(first: Ints, target: Ints, found: Ints, seen: Ints, low: Ints, way: Ints, ahead: Ints, open_: Ints) -> int:
    """Tarjan's algorithm (1972), with the way back to where it began in arrays instead of calls.

    `seen` numbers parties as they are met, `low` is the first of them that each reaches, `way` leads to the party
    looked at, `ahead` is its next arrow, `open_` holds the parties whose part is not known yet.
    """
    met, waiting, number = 0, 0, 0
    for begin in range(len(found)):
        if seen[begin]:
            continue
        depth = -1
        party = begin
        while True:
            if seen[party] == 0:  # a step forward
                met += 1
                seen[party] = met
                low[party] = met
                depth += 1
                way[depth] = party
                ahead[party] = first[party]
                open_[waiting] = party
                waiting += 1
            hop = ahead[party]
            if hop < first[party + 1]:
                ahead[party] = hop + 1
                other = target[hop]
                if seen[other] == 0:
                    party = other
                elif found[other] < 0 and seen[other] < low[party]:
                    low[party] = seen[other]
                continue
            if low[party] == seen[party]:
                waiting = _close(party, number, waiting, found, open_)
                number += 1
            depth -= 1
            if depth < 0:
                break
            reached = low[party]
            party = way[depth]
            low[party] = min(low[party], reached)
    return number


@compiled
def _close(first: int, number: int, waiting: int, found: Ints, open_: Ints) -> int:
    """All that wait behind the first of a component belong to it; how many wait then."""
    while found[first] < 0:
        waiting -= 1
        found[open_[waiting]] = number
    return waiting
