"""Dead ends: parties that nothing comes to, or nothing leaves, once those are taken away that are dead ends already."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.analysis.kernels.compiled import compiled
from graph.analysis.kernels.sorting import Ints


def dead_ends(first_out: Ints, target: Ints, first_in: Ints, source: Ints) -> NDArray[np.bool_]:
    """Which parties are dead ends; the hops are given as in `Links`. None of them is in a loop, and most others are."""
    out, in_ = np.diff(first_out), np.diff(first_in)
    found: NDArray[np.bool_] = (out == 0) | (in_ == 0)
    begun = np.flatnonzero(found)
    queue = np.empty(len(found), np.int32)
    queue[: len(begun)] = begun
    _spread(len(begun), first_out, target, in_, first_in, source, out, found, queue)
    return found


@compiled
def _spread(
    waiting: int, first_out: Ints, target: Ints, in_: Ints, first_in: Ints, source: Ints, out: Ints, found: NDArray[np.bool_], queue: Ints
) -> int:
    """Takes away the parties that wait, and those that have no hop in or no hop out left because of it."""
    done = 0
    while done < waiting:
        party = queue[done]
        done += 1
        waiting = _take_away(party, first_out, target, in_, found, queue, waiting)
        waiting = _take_away(party, first_in, source, out, found, queue, waiting)
    return waiting


@compiled
def _take_away(party: int, first: Ints, ends: Ints, left: Ints, found: NDArray[np.bool_], queue: Ints, waiting: int) -> int:
    """Takes one side's hops of a party from their other ends; who has none `left` joins those that wait."""
    for i in range(first[party], first[party + 1]):
        other = ends[i]
        left[other] -= 1
        if left[other] == 0 and not found[other]:
            found[other] = True
            queue[waiting] = other
            waiting += 1
    return waiting
