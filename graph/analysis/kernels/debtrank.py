"""DebtRank: how far distress that begins at some parties spreads, round by round, as shares of what each party can lose.

Two forms go by that name, and they differ. In the original (Battiston, Puliga, Kaushik, Tasca and Caldarelli, "DebtRank:
Too Central to Fail?", Scientific Reports 2:541, 2012) a party passes its distress on once, when it is first hit, and is
inactive afterwards; an impact is never more than 1. In the differential form (Bardoscia, Battiston, Caccioli and
Caldarelli, "DebtRank: A Microscopic Foundation for Shock Propagation", PLoS ONE 10(6):e0130406, 2015) every further loss
is passed on too, until nothing is left to pass on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.analysis.kernels.outgoing import Ints, Outgoing, Reals

SMALLEST = 1e-9
"""A further loss below this share is not passed on any more."""
ROUNDS_AT_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Round:
    """The parties that lost something in a round, and how much more of their share each lost."""

    parties: Ints
    more: Reals


@dataclass(frozen=True, slots=True)
class Spread:
    """Where distress went."""

    level: Reals
    """Of every party the share that is lost in the end, 0 to 1."""
    passed: Reals
    """Of every party the share that it passed on."""
    rounds: tuple[Round, ...]
    """The first is the shock itself."""


def battiston_2012(arrows: Outgoing, impact: Reals, shock: Reals) -> Spread:
    """The original form.

    `impact` belongs to the arrows as they were given, one for each pair of parties: what its target loses when its
    source loses all, as a share of what the target can lose. `shock` is the share that each party loses at first.
    """
    share = np.minimum(1.0, impact)[arrows.order]
    level, passed = shock.astype(float), np.zeros(len(shock))
    active = np.flatnonzero(level > 0)
    done = np.zeros(len(shock), bool)
    rounds = [Round(active, level[active])]
    while len(active):
        passed[active] = level[active]
        done[active] = True
        lost = arrows.carry(share, active, level[active])
        hit, more = _raise(level, lost)
        rounds += [Round(hit, more)] if len(hit) else []
        active = hit[~done[hit]]
    return Spread(level, passed, tuple(rounds))


def bardoscia_2015(arrows: Outgoing, impact: Reals, shock: Reals) -> Spread:
    """The differential form; arguments as in `battiston_2012`."""
    share = impact[arrows.order]
    level, passed = shock.astype(float), np.zeros(len(shock))
    active = np.flatnonzero(level > 0)
    more = level[active]
    rounds = [Round(active, more)]
    while len(active) and len(rounds) <= ROUNDS_AT_MOST:
        passed[active] += more
        active, more = _raise(level, arrows.carry(share, active, more))
        rounds += [Round(active, more)] if len(active) else []
        kept = more > SMALLEST
        active, more = active[kept], more[kept]
    return Spread(level, passed, tuple(rounds))


def debtrank(spread: Spread, shock: Reals, worth: Reals) -> float:
    """The share of all worth that is lost beside the shock itself. A party weighs as much as it is worth."""
    total = float(worth.sum())
    return float(((spread.level - shock) * worth).sum()) / total if total > 0 else 0.0


def _raise(level: Reals, lost: Reals) -> tuple[Ints, Reals]:
    """Raises the levels by what arrived, to 1 at most; who was raised, and by how much."""
    raised = np.minimum(1.0, level + lost)
    hit = np.flatnonzero(raised > level)
    more = raised[hit] - level[hit]
    level[hit] = raised[hit]
    return hit, more
