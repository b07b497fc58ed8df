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

from graph.analysis.kernels.further import pass_on
from graph.analysis.kernels.outgoing import Ints, Outgoing, Reals


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
        hit, more = _raise(level, *arrows.carry(share, active, level[active]))
        rounds += [Round(hit, more)] if len(hit) else []
        active = hit[~done[hit]]
    return Spread(level, passed, tuple(rounds))


def bardoscia_2015(arrows: Outgoing, impact: Reals, shock: Reals) -> Spread:
    """The differential form; arguments as in `battiston_2012`. After very many rounds the last is told for all that follow."""
    level = shock.astype(float)
    begun = np.flatnonzero(level > 0)
    first = Round(begun, level[begun])
    passed, later = pass_on(arrows, impact[arrows.order], level)
    return Spread(level, passed, (first, *(Round(*each) for each in later)))


def debtrank(spread: Spread, shock: Reals, worth: Reals) -> float:
    """The share of all worth that is lost beside the shock itself. A party weighs as much as it is worth."""
    total = float(worth.sum())
    return float(((spread.level - shock) * worth).sum()) / total if total > 0 else 0.0


def _raise(level: Reals, parties: Ints, lost: Reals) -> tuple[Ints, Reals]:
    """Raises the levels of parties by what they lose, to 1 at most; who was raised, and by how much."""
    before = level[parties]
    raised = np.minimum(1.0, before + lost)
    level[parties] = raised
    hit = np.flatnonzero(raised > before)
    return parties[hit], (raised - before)[hit]
