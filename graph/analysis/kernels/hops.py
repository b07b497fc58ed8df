"""Figures of hops out of those of their deals. The deals of hop h stand from `first[h]` to `first[h + 1]`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.analysis.kernels.compiled import compiled
from graph.analysis.kernels.sorting import Ints

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]

NEVER = 2**31 - 1


def hop_sums(first: Ints, usd: Reals, joint: Flags) -> Reals:
    """The sum of the known sums of each hop, of equal joint ones only one; not a number where none is known.

    Added with twice the digits, so that the order of the deals does not matter.
    """
    found = usd[first[:-1]]
    _sum_up(np.flatnonzero(np.diff(first) > 1).astype(np.int32), first, usd, joint, found)
    return found


def starts_in_time(rows: Ints, first: Ints, day: Ints, last_day: Ints) -> Ints:
    """For each loop (a row of hops, filled up with numbers below 0) which of its hops can be the first in time.

    Of each hop one deal is taken, and none may be older than the one before. A date of several days can be any of them;
    a deal without a date cannot be placed. -1 where no hop can be the first.
    """
    found = np.full(len(rows), -1, np.int32)
    _find_starts(rows.reshape(-1), first, day, last_day, found)
    return found


@compiled
def _sum_up(several: Ints, first: Ints, usd: Reals, joint: Flags, found: Reals) -> int:
    """`several` are the hops that have more than one deal."""
    for i_hop in range(len(several)):
        hop = several[i_hop]
        high, low, known = 0.0, 0.0, False
        for i in range(first[hop], first[hop + 1]):
            value = usd[i]
            counts = value == value  # not so where it is not a number
            for j in range(first[hop], i):
                if joint[i] and joint[j] and usd[j] == value:
                    counts = False
            if counts:
                known = True
                total = high + value
                part = total - high
                low += (high - (total - part)) + (value - part)
                high = total
        found[hop] = high + low if known else np.nan
    return 0


@compiled
def _find_starts(rows: Ints, first: Ints, day: Ints, last_day: Ints, found: Ints) -> int:
    most = len(rows) // len(found) if len(found) else 0
    for loop in range(len(found)):
        begin, length = loop * most, 0
        while length < most and rows[begin + length] >= 0:
            length += 1
        for start in range(length):
            today = 0
            for step in range(length):
                if today < NEVER:
                    today = _next_day(rows[begin + (start + step) % length], today, first, day, last_day)
            if today < NEVER:
                found[loop] = start
                break
    return 0


@compiled
def _next_day(hop: int, today: int, first: Ints, day: Ints, last_day: Ints) -> int:
    """The earliest day, from today on, of a deal of the hop; NEVER where there is none."""
    earliest = NEVER
    for i in range(first[hop], first[hop + 1]):
        if day[i] >= 0 and last_day[i] >= today:
            earliest = min(earliest, max(today, day[i]))
    return earliest
