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
    """The figures of loops, which are rows of hops filled up with NONE."""
    there = rows != NONE
    smallest = _by_smallest(network.usd[rows], there)
    if order is Order.TOTAL:
        total = np.where(there, np.nan_to_num(network.usd[rows]), 0.0).sum(axis=1)
        return [np.isinf(smallest[1]), -total, *smallest]
    if order is Order.SOURCES:
        return [-np.where(there, network.articles[rows], np.iinfo(np.int32).max).min(axis=1), *smallest]
    if order is Order.RECENT:
        return [-np.where(there, network.latest[rows], NONE).max(axis=1), *smallest]
    return smallest


def _by_smallest(usd: NDArray[np.float64], there: NDArray[np.bool_]) -> list[NDArray[Any]]:
    """First the loops of which every hop has a known sum, then those of which some have, then those without any."""
    known = there & ~np.isnan(usd)
    least = np.where(known, usd, np.inf).min(axis=1)
    gaps = (known != there).any(axis=1)
    return [gaps.astype(np.int8) + np.isinf(least), -least]


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
