"""What a deal counts with: as told, at least, and at most; and why some count for nothing.

As told: the sum of the articles, a joint one with each of its deals, as everywhere on the pages. At least: nothing of a sum
that is joint or told as a maximum, and nothing of a deal that is planned or rumored. At most: a deal without a sum counts
like the middle one of its type.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.analysis.filter import Filter
from graph.analysis.kernels.outgoing import Reals
from graph.analysis.network import passing
from graph.analysis.snapshot import Snapshot
from graph.analysis.snapshot.codes import NO_SUM, STATUSES, SUM_KINDS, which
from graph.model import AmountKind, Status

Rows = NDArray[np.intp]
"""Places of deals in the snapshot."""


class Case(StrEnum):
    """How the sums are taken."""

    LEAST = "least"
    TOLD = "told"
    MOST = "most"


class Reason(StrEnum):
    """Why a deal is left out of the sums."""

    NO_AMOUNT = "no_amount"
    NO_CURRENCY = "no_currency"
    STATUS = "status"
    """It is in a state that does not count."""


REASONS: tuple[Reason | None, ...] = (None, *Reason)
"""By the codes of `Sums.reason`."""
ENOUGH = 3
"""Known sums of a type from which its middle one tells something."""
_FIRM = (Status.ANNOUNCED, Status.COMPLETED)
_UNSURE = (AmountKind.JOINT, AmountKind.UP_TO)


class Entry(NamedTuple):
    """A deal as far as it is computed with."""

    id: str
    source: str
    target: str
    usd: float | None
    joint: bool


@dataclass(frozen=True, eq=False)
class Sums:
    """How the deals of a snapshot count, in arrays of all its deals."""

    snapshot: Snapshot
    asked: NDArray[np.bool_]
    """The deals that the filter lets through, whatever their status."""
    dollars: Mapping[Case, Reals]
    """Not a number where none are known."""
    reason: NDArray[np.uint8]
    """Why a deal counts for nothing as told: a code of REASONS."""

    @property
    def counting(self) -> NDArray[np.bool_]:
        """The deals in a state that counts, also those without a known sum."""
        other_state: NDArray[np.bool_] = self.reason == REASONS.index(Reason.STATUS)
        return self.asked & ~other_state

    def entry(self, row: int) -> Entry:
        deals, usd = self.snapshot.deals, float(self.snapshot.deals.usd[row])
        source, target = (self.snapshot.party_id(int(end[row])) for end in (deals.source, deals.target))
        return Entry(self.deal_id(row), source, target, None if np.isnan(usd) else usd, bool(deals.kind[row] == _JOINT))

    def deal_id(self, row: int) -> str:
        return bytes(self.snapshot.deals.id[row]).decode()

    def reason_of(self, row: int) -> Reason | None:
        return REASONS[int(self.reason[row])]


_JOINT = SUM_KINDS.index(AmountKind.JOINT)


def sums_of(snapshot: Snapshot, where: Filter, usable: Sequence[str]) -> Sums:
    """How the deals of the types that a question can use count; raises BadInput where none of them is asked for."""
    deals = snapshot.deals
    asked = passing(snapshot, replace(where, statuses=tuple(Status)), tuple(usable))
    live = which(where.statuses, STATUSES)[deals.status]
    known = ~np.isnan(deals.usd)
    sure = live & which(_FIRM, STATUSES)[deals.status] & ~which(_UNSURE, SUM_KINDS)[deals.kind]
    told = np.where(live, deals.usd, np.nan)
    most = np.where(live & ~known, _typical(snapshot, asked & live & known), told)
    reason = np.zeros(len(deals), np.uint8)
    reason[~known] = REASONS.index(Reason.NO_CURRENCY)
    reason[~known & (deals.kind == SUM_KINDS.index(NO_SUM))] = REASONS.index(Reason.NO_AMOUNT)
    reason[~live] = REASONS.index(Reason.STATUS)
    return Sums(snapshot, asked, {Case.LEAST: np.where(sure, deals.usd, np.nan), Case.TOLD: told, Case.MOST: most}, reason)


def _typical(snapshot: Snapshot, known: NDArray[np.bool_]) -> Reals:
    """For each deal the middle of the known sums of its type; not a number where too few are known."""
    by_type = np.full(256, np.nan)
    usd, types = snapshot.deals.usd[known], snapshot.deals.type[known]
    for type_ in np.unique(types).tolist():
        some = usd[types == type_]
        if len(some) >= ENOUGH:
            by_type[type_] = np.median(some)
    return by_type[snapshot.deals.type]
