"""Which loops come first: figures to compare them by, and the best of many without sorting the rest."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analysis.kernels.loops import NONE
from graph.analysis.kernels.sorting import Ints
from graph.analysis.network import Network

Places = NDArray[np.intp]
Figures = Sequence[NDArray[Any]]
"""Of each loop some figures, those that matter most first. The smaller one is the better."""


class Order(StrEnum):
    """What makes a loop come before another. Of equals the one with the larger smallest hop comes first, then the shorter."""

    SMALLEST = "smallest"
    """The larger smallest hop: so much can have come all the way round."""
    TOTAL = "total"
    """The larger sum of all hops."""
    SOURCES = "sources"
    """More articles behind the hop that the fewest state."""
    RECENT = "recent"
    """The later latest deal."""


def figures(network: Network, rows: Ints, order: Order) -> Figures:
    """The figures of loops, which are rows of hops filled up with NONE. Hop by hop, as all at once would take much memory."""
    smallest = _by_smallest(network.usd, rows)
    if order is Order.TOTAL:
        known = np.nan_to_num(network.usd)
        return [np.isinf(smallest[1]), -_over_hops(np.add, known, rows, 0.0), *smallest]
    if order is Order.SOURCES:
        return [-_over_hops(np.minimum, network.articles, rows, np.iinfo(np.int32).max), *smallest]
    if order is Order.RECENT:
        return [-_over_hops(np.maximum, network.latest, rows, NONE), *smallest]
    return smallest


def _by_smallest(usd: NDArray[np.float64], rows: Ints) -> list[NDArray[Any]]:
    """First the loops of which every hop has a known sum, then those of which some have, then those without any."""
    unknown = np.isnan(usd)
    least = _over_hops(np.minimum, np.where(unknown, np.inf, usd), rows, np.inf)
    gaps = _over_hops(np.maximum, unknown.astype(np.int8), rows, 0)
    return [gaps + np.isinf(least), -least]


def _over_hops(together: np.ufunc, figure: NDArray[Any], rows: Ints, none: float) -> NDArray[Any]:
    """One figure of each loop out of those of its hops; `none` stands for a hop that a shorter loop does not have."""
    figure = np.append(figure, np.array(none, figure.dtype))  # where NONE, the last place, finds it
    found = figure[rows[:, 0]]
    for hops in rows.T[1:]:
        together(found, figure[hops], out=found)
    return found


def candidates(by: Figures, number: int) -> Places:
    """At least so many loops, or all: those of which no other is better, and all that are as good as the last of them."""
    sure: list[Places] = []
    left = np.arange(len(by[0]))
    for figure in by:
        if len(left) <= number:
            break
        mine = figure[left]
        bound = np.partition(mine, number - 1)[number - 1]
        sure.append(left[mine < bound])
        left = left[mine == bound]
        number -= len(sure[-1])
    return np.concatenate([*sure, left])
