"""Clearing of debts: who can pay how much when everybody pays out of what comes in.

Eisenberg and Noe, "Systemic Risk in Financial Systems", Management Science 47(2), 2001. What a party cannot pay is missing
to all its creditors in proportion to what it owes them. The payments are the greatest that fit together, found by the
fictitious default algorithm: at first everybody pays all; then who cannot is in default, and the payments of those in
default are worked out anew, until nobody else is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.kernels.outgoing import Ints, Outgoing, Reals, add_up

DENSE = 300
"""Up to so many parties in default their equations are solved directly; for more they are iterated."""
EXACT = 1e-13
"""Iteration ends when no payment falls by more than this share of what is owed."""
SWEEPS_AT_MOST = 5_000
_SLACK = 1e-11
"""A shortfall below this share of what is owed is rounding, no default."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """The greatest payments that fit together."""

    paid: Reals
    """What every party pays in all."""
    income: Reals
    """What every party has to pay with: its cash and what it is paid."""
    equity: Reals
    """What is left when all is paid."""
    rounds: tuple[Ints, ...]
    """The parties that came into default in each round."""
    unique: bool
    """False where a ring of debts has no cash from anywhere: then smaller payments fit together as well."""
    gap: float
    """The largest difference between what a party pays and what it could pay, as a share of what it owes; 0 but for rounding."""


@dataclass(slots=True)
class _Books:
    """The payments while they are worked out; `income` always belongs to `paid`."""

    debts: Outgoing
    share: Reals
    due: Reals
    paid: Reals
    income: Reals

    def pay(self, parties: Ints, amounts: Reals) -> None:
        """These parties now pay these amounts."""
        change = amounts - self.paid[parties]
        self.paid[parties] = amounts
        creditors, less = self.debts.carry(self.share, parties, change)
        self.income[creditors] += less

    def affordable(self, parties: Ints) -> Reals:
        return np.clip(self.income[parties], 0.0, self.due[parties])


def clear(debts: Outgoing, owed: Reals, cash: Reals, owed_outside: Reals | None = None) -> Cleared:
    """Clears debts that lead from debtor to creditor; `owed` belongs to them as they were given.

    `cash` is what each party has from elsewhere, and `owed_outside` what it owes to somebody who is no party here.
    """
    amount = owed[debts.order]
    due = add_up(debts.source, amount, debts.parties)
    if owed_outside is not None:
        due = due + owed_outside
    share: Reals = amount / np.where(due > 0, due, 1.0)[debts.source]
    books = _Books(debts, share, due, due.copy(), cash + add_up(debts.target, amount, debts.parties))
    defaulted = np.zeros(debts.parties, bool)
    rounds: list[Ints] = []
    while len(fallen := np.flatnonzero(~defaulted & (books.income < due * (1 - _SLACK)))):
        rounds.append(fallen)
        defaulted[fallen] = True
        _settle(books, np.flatnonzero(defaulted))
    books.income = cash + add_up(debts.target, share * books.paid[debts.source], debts.parties)
    missed = np.abs(books.paid - np.clip(books.income, 0.0, due))
    gap = float((missed / np.where(due > 0, due, 1.0)).max(initial=0.0))
    equity = np.maximum(0.0, books.income - due)
    unique = _is_unique(debts, amount, cash, books.paid > due * _SLACK)
    return Cleared(books.paid, books.income, equity, tuple(rounds), unique, gap)


def _settle(books: _Books, defaulted: Ints) -> None:
    """The payments of the parties in default, while all others pay all."""
    if len(defaulted) <= DENSE and _solve(books, defaulted):
        return
    moving = defaulted
    for _ in range(SWEEPS_AT_MOST):
        able = books.affordable(moving)
        less = books.paid[moving] - able > EXACT * books.due[moving]
        if not less.any():
            return
        books.pay(moving[less], able[less])
        moving = defaulted


def _solve(books: _Books, defaulted: Ints) -> bool:
    """p = income from elsewhere + what those in default pay each other, as linear equations; False where that fails."""
    row = np.full(books.debts.parties, -1, np.intp)
    row[defaulted] = np.arange(len(defaulted))
    inner = np.flatnonzero((row[books.debts.source] >= 0) & (row[books.debts.target] >= 0))
    payer, payee = row[books.debts.source[inner]], row[books.debts.target[inner]]
    among = np.zeros((len(defaulted), len(defaulted)))
    np.add.at(among, (payee, payer), books.share[inner])
    elsewhere = books.income[defaulted] - among @ books.paid[defaulted]
    try:
        paid = np.linalg.solve(np.eye(len(defaulted)) - among, elsewhere)
    except np.linalg.LinAlgError:
        return False
    books.pay(defaulted, np.clip(paid, 0.0, books.due[defaulted]))
    return True


def _is_unique(debts: Outgoing, amount: Reals, cash: Reals, pays: NDArray[np.bool_]) -> bool:
    """Whoever cash can reach pays something however payments are found; payments among the others rest on nothing."""
    reached = cash > 0
    edge = np.flatnonzero(reached)
    owing = (amount > 0).astype(float)
    while len(edge):
        owed, _ = debts.carry(owing, edge, np.ones(len(edge)))
        edge = owed[~reached[owed]]
        reached[edge] = True
    return not bool(pays[~reached].any())
