"""Which deals a question looks at."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import BadInput
from graph.facts.dates import days
from graph.model import LIVE, Status
from graph.schema import deal_table


@dataclass(frozen=True, slots=True)
class Filter:
    """What a deal must be to count. Raises BadInput for a type, status, sum or date that there cannot be."""

    types: tuple[str, ...] | None = None
    """Deal types; None for all that the question can use."""
    cash_only: bool = False
    """Only types that move cash."""
    min_usd: float | None = None
    """The least sum of a deal, in US dollars. A deal without a known sum does not reach it."""
    since: str | None = None
    """ISO date of any precision. A deal whose date may lie in the time asked for counts; one without a date does not."""
    until: str | None = None
    statuses: tuple[Status, ...] = LIVE

    def __post_init__(self) -> None:
        _check_names("deal type", self.types or (), tuple(deal_table()))
        _check_names("status", self.statuses, tuple(Status))
        if self.min_usd is not None and not (math.isfinite(self.min_usd) and self.min_usd >= 0):
            raise BadInput("The least sum must be a number of dollars that is not below zero.")
        first, last = _day(self.since, 0), _day(self.until, 1)
        if first and last and first > last:
            raise BadInput(f"The time asked for ends ({self.until}) before it begins ({self.since}); swap the two dates.")

    def parameters(self, usable: Sequence[str]) -> dict[str, object]:
        """The parameters that a query with a `filter` line takes; `usable` are the deal types that the question can use.

        Raises BadInput when none of them is left, because an empty answer would look like a finding.
        """
        types = [t for t in usable if (self.types is None or t in self.types) and (not self.cash_only or deal_table()[t].moves_cash)]
        if not types:
            raise BadInput(f"None of the chosen deal types counts here; choose among {', '.join(usable)}.")
        return {
            "types": types,
            "statuses": [str(status) for status in self.statuses],
            "min_usd": float(self.min_usd or 0.0),
            "since": _day(self.since, 0) or "",
            "until": _day(self.until, 1) or "9999-12-31",
        }


def _check_names(what: str, names: Sequence[str], known: Sequence[str]) -> None:
    if unknown := [name for name in names if name not in known]:
        raise BadInput(f"There is no {what} {str(unknown[0])[:60]!r}; choose among {', '.join(known)}.")


def _day(date: str | None, end: int) -> str | None:
    """The first (0) or last (1) day that a date of any precision means."""
    if date is None:
        return None
    try:
        return days(date)[end].isoformat()
    except ValueError as error:
        raise BadInput(f"The date cannot be used: {str(error)[:100]}.") from error


ANY_STATUS = Filter(statuses=tuple(Status))
"""Every deal, the denied and the terminated too: for pages that list what was reported."""
