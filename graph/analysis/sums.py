"""What a deal counts with: as told, at least, and at most; and why some count for nothing.

As told: the sum of the articles, a joint one with each of its deals, as everywhere on the pages. At least: nothing of a sum
that is joint or told as a maximum, and nothing of a deal that is planned or rumored. At most: a deal without a sum counts
like the middle one of its type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from graph.analysis.flows import hop_usd
from graph.analysis.ledger import Entry, Ledger
from graph.model import AmountKind, Status


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


ENOUGH = 3
"""Known sums of a type from which its middle one tells something."""
_FIRM = (Status.ANNOUNCED, Status.COMPLETED)


@dataclass(frozen=True, slots=True)
class Sums:
    """How to count the deals of one ledger."""

    statuses: tuple[Status, ...]
    typical: Mapping[str, float]
    """The middle of the known sums of each type that has enough of them."""

    def left_out(self, entry: Entry) -> Reason | None:
        """Why a deal counts for nothing as told; None where it counts."""
        if entry.status not in self.statuses:
            return Reason.STATUS
        if entry.usd is None:
            return Reason.NO_CURRENCY if entry.told else Reason.NO_AMOUNT
        return None

    def of(self, entries: Sequence[Entry]) -> tuple[float, float, float]:
        """What the deals from one party to another come to: at least, as told, at most.

        A joint sum that several of them carry counts once.
        """
        if len(entries) == 1:
            return self._of_one(entries[0])
        counted = [each for each in entries if each.status in self.statuses]
        least = hop_usd((each.usd, False) for each in counted if _is_sure(each))
        told = hop_usd((each.usd, each.joint) for each in counted)
        most = hop_usd((self.typical.get(each.type) if each.usd is None else each.usd, each.joint) for each in counted)
        return least or 0.0, told or 0.0, most or 0.0

    def _of_one(self, entry: Entry) -> tuple[float, float, float]:
        """The same of a single deal, which most of them are."""
        if entry.status not in self.statuses:
            return 0.0, 0.0, 0.0
        if entry.usd is None:
            return 0.0, 0.0, self.typical.get(entry.type, 0.0)
        return entry.usd if _is_sure(entry) else 0.0, entry.usd, entry.usd


def _is_sure(entry: Entry) -> bool:
    return entry.status in _FIRM and entry.kind not in (AmountKind.JOINT, AmountKind.UP_TO)


def sums_of(ledger: Ledger) -> Sums:
    """How to count the deals of a ledger."""
    known: dict[str, list[float]] = defaultdict(list)
    for entry in ledger.entries:
        if entry.usd is not None and entry.status in ledger.statuses:
            known[entry.type].append(entry.usd)
    return Sums(ledger.statuses, {type_: median(some) for type_, some in known.items() if len(some) >= ENOUGH})
