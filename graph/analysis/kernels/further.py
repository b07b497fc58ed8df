"""Every further loss is passed on, round by round, until hardly anything is left to pass on: the walk of the differential DebtRank.

A round costs what those have to pass on who lose in it, or one look at all parties where they are many.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analysis.kernels.compiled import compiled
from graph.analysis.kernels.outgoing import Outgoing, Reals

SMALLEST = 1e-7
"""A share below this waits until more has come together, and is not passed on where nothing more comes."""
GROWS = 8.0
"""Unless it is at least one part in so many of all that the party has lost: then it may grow on its way."""
ROUNDS_AT_MOST = 10_000
ROUNDS_APART = 1_000
"""Rounds that are told one by one, as long as there is room for them; the others are told as one."""
Numbers = NDArray[Any]


def pass_on(arrows: Outgoing, share: Reals, level: Reals) -> tuple[Reals, list[tuple[Numbers, Reals]]]:
    """Raises the levels to what is lost in the end; what each party passed on, and who lost how much more in each round.

    `share` belongs to the sorted arrows: what the target loses when the source loses all.
    """
    parties = arrows.parties
    waiting, passed, coming, rest = level.copy(), np.zeros(parties), np.zeros(parties), np.zeros(parties)
    active, queue = np.zeros(parties, np.int32), np.zeros(parties, np.int32)
    begun = np.flatnonzero(level > 0)
    active[: len(begun)] = begun
    room = 16 * parties + ROUNDS_APART
    hit, more, ends = np.empty(room, np.int32), np.empty(room), np.zeros(ROUNDS_APART + 1, np.int32)
    first, target = arrows.first.astype(np.int32), arrows.target.astype(np.int32)
    number = _pass_on(len(begun), first, target, share, level, waiting, passed, coming, active, queue, hit, more, ends, rest)
    rounds: list[tuple[Numbers, Reals]] = [(hit[ends[i] : ends[i + 1]], more[ends[i] : ends[i + 1]]) for i in range(number)]
    late = np.flatnonzero(rest)
    return passed, rounds + ([(late, rest[late])] if len(late) else [])


@compiled
def _pass_on(
    begun: int, first: Numbers, target: Numbers, share: Reals, level: Reals, waiting: Reals, passed: Reals, coming: Reals,
    active: Numbers, queue: Numbers, hit: Numbers, more: Numbers, ends: Numbers, rest: Reals,
) -> int:  # fmt: skip
    """`active` are the parties that pass on what waits at them, at first `begun` of them. How many rounds are told apart.

    Those of round r are `hit[ends[r]:ends[r + 1]]`. From the round on for which there is no room, all is added up in `rest`.
    """
    waits, apart, told = begun, 0, True
    for _ in range(ROUNDS_AT_MOST):
        if waits == 0:
            break
        reached = _send(waits, first, target, share, waiting, passed, coming, active, queue)
        end = ends[apart]
        told = told and apart + 1 < len(ends) and end + reached <= len(hit)
        waits = 0
        for i in range(reached):
            party = queue[i]
            before = level[party]
            level[party] = min(1.0, before + coming[party])
            coming[party] = 0.0
            lost = level[party] - before
            if lost > 0.0:
                waiting[party] += lost
                if waiting[party] > SMALLEST or waiting[party] * GROWS > level[party]:
                    active[waits] = party
                    waits += 1
                if told:
                    hit[end], more[end] = party, lost
                    end += 1
                else:
                    rest[party] += lost
        if told and end > ends[apart]:
            apart += 1
            ends[apart] = end
    return apart


@compiled
def _send(
    waits: int, first: Numbers, target: Numbers, share: Reals, waiting: Reals, passed: Reals, coming: Reals, active: Numbers, queue: Numbers
) -> int:
    """Adds what waits to what comes to others, and puts these into the queue; how many they are."""
    arrows, reached = 0, 0
    for i in range(waits):
        arrows += first[active[i] + 1] - first[active[i]]
    few = arrows * 8 < len(coming)
    for i in range(waits):
        party = active[i]
        amount = waiting[party]
        passed[party] += amount
        waiting[party] = 0.0
        for arrow in range(first[party], first[party + 1]):
            other, sent = target[arrow], share[arrow] * amount
            if few and sent > 0.0 and coming[other] == 0.0:
                queue[reached] = other
                reached += 1
            coming[other] += sent
    if not few:  # in their order, so that the next round goes through the arrows as they lie
        for other in range(len(coming)):
            if coming[other] > 0.0:
                queue[reached] = other
                reached += 1
    return reached
