"""The three models over one board, with one kind of answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.analysis.kernels.clearing import Cleared, clear
from graph.analysis.kernels.debtrank import Spread, bardoscia_2015, battiston_2012, debtrank
from graph.analysis.kernels.outgoing import Ints, Outgoing, Reals, add_up
from graph.analysis.pairs import Pairs
from graph.analysis.shock.values import Model
from graph.analysis.sums import Case

Round = tuple[Ints, Reals]
"""Parties, and the share of its capacity that each loses more."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one model says. Arrays belong to the parties of the board, those of arrows to its ties."""

    lost: Reals
    """Dollars of each party's deals that come to nothing."""
    share: Reals
    """The share of its capacity that each loses, the shock included."""
    along: Reals
    """Dollars lost along each arrow."""
    carried: Reals
    """How much of what arrives at its source goes on along each arrow, as a share of 1."""
    start: Reals
    """With how much the shock begins, in the unit in which `carried` passes it on."""
    rounds: Sequence[Round]
    debtrank: float | None = None
    once: bool = False
    """A party passes on only what it has lost in the round in which it is first hit."""
    unique: bool = True


def run(model: Model, ties: Pairs, case: Case, capacity: Reals, shock: Reals) -> Run:
    """`shock` is the share of what it has that each party loses at first."""
    if model is Model.CLEARING:
        return _clearing(ties, case, capacity, shock)
    return _debtrank(model, ties, case, capacity, shock)


def _debtrank(model: Model, ties: Pairs, case: Case, capacity: Reals, shock: Reals) -> Run:
    amount = ties.dollars[case]
    impact = _over(amount, capacity[ties.target])
    form = battiston_2012 if model is Model.DEBTRANK else bardoscia_2015
    spread: Spread = form(ties.outgoing, impact, shock)
    along = amount * spread.passed[ties.source]
    lost = add_up(ties.target, along, len(capacity))
    rounds = [(each.parties, each.more) for each in spread.rounds]
    return Run(
        lost, spread.level, along, np.minimum(1.0, impact), shock, rounds, debtrank(spread, shock, capacity), model is Model.DEBTRANK
    )


def _clearing(ties: Pairs, case: Case, capacity: Reals, shock: Reals) -> Run:
    """Before the shock everybody can pay, and has as much left as its capacity; the shock takes of what comes from outside."""
    amount, debts = ties.dollars[case], ties.outgoing
    due, income = add_up(ties.source, amount, len(capacity)), add_up(ties.target, amount, len(capacity))
    cash = np.maximum(0.0, capacity + due - income)
    own = cash * shock
    cleared = clear(debts, amount, cash - own)
    missing = due - cleared.paid
    along = amount * _over(missing, due)[ties.source]
    lost = add_up(ties.target, along, len(capacity))
    passed_on = np.minimum(1.0, _over(missing, own + lost))
    share = np.maximum(shock, np.minimum(1.0, _over(lost, capacity)))
    carried = passed_on[ties.source] * _over(amount, due[ties.source])
    return Run(lost, share, along, carried, own, list(_rounds(ties, debts, amount, cleared, capacity, shock)), unique=cleared.unique)


def _rounds(ties: Pairs, debts: Outgoing, amount: Reals, cleared: Cleared, capacity: Reals, shock: Reals) -> Sequence[Round]:
    """Who falls in a round takes from its creditors, with the payments as they are in the end."""
    begin = np.flatnonzero(shock > 0)
    rounds: list[Round] = [(begin, shock[begin])]
    due = add_up(ties.source, amount, len(capacity))
    missing = _over(due - cleared.paid, due)
    reached = shock.copy()
    for fallen in cleared.rounds:
        creditors, arriving = debts.carry(amount[debts.order], fallen, missing[fallen])
        more = np.minimum(_over(arriving, capacity[creditors]), 1.0 - reached[creditors])
        hit = more > 0
        reached[creditors] += more
        rounds += [(creditors[hit], more[hit])] if hit.any() else []
    return rounds


def _over(amounts: Reals, whole: Reals) -> Reals:
    """Shares; 0 of nothing."""
    return np.divide(amounts, whole, out=np.zeros(len(amounts)), where=whole > 0)
