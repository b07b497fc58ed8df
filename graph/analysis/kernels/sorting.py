"""Sorting by small whole numbers, such as the places of parties: one look at each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.analysis.kernels.compiled import compiled

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]


def starts(keys: Ints, size: int) -> Ints:
    """Where the values of each key begin once they are sorted by key; one more for the end of the last."""
    first = np.zeros(size + 1, np.int32)
    _count(keys, first)
    return first


def sort_by(keys: Ints, size: int) -> tuple[Ints, Ints]:
    """The order that sorts by key, and where each key begins in it. Keys are 0 to `size` - 1; equal ones keep their order."""
    first, order = starts(keys, size), np.empty(len(keys), np.int32)
    _place(keys, first.copy(), order)
    return order, first


@compiled
def _count(keys: Ints, first: Ints) -> int:
    """`first` is all zeros."""
    for i in range(len(keys)):
        first[keys[i] + 1] += 1
    for key in range(len(first) - 1):
        first[key + 1] += first[key]
    return 0


@compiled
def _place(keys: Ints, free: Ints, order: Ints) -> int:
    """`free` tells the next free place of each key."""
    for i in range(len(keys)):
        key = keys[i]
        order[free[key]] = i
        free[key] += 1
    return 0
