"""Reads from an address what is asked: hops, filters, parties. What cannot be used is a BadInput."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from graph.analysis import Filter, PartyRef
from graph.errors import BadInput
from graph.model import LIVE, Status
from graph.schema import deal_table

Args = MultiDict[str, str]
MIN_USD_CHOICES = (1e7, 1e8, 1e9, 1e10, 1e11)
_PARTY = re.compile(r"p[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Hops:
    """How long a loop or chain may be."""

    least: int
    most: int
    usual: int

    def of(self, args: Args) -> int:
        text = args.get("hops", "").strip() or str(self.usual)
        if not text.isascii() or not text.isdigit() or not self.least <= int(text[:9]) <= self.most:
            raise BadInput(f"The number of hops must be from {self.least} to {self.most}.")
        return int(text)

    @property
    def choices(self) -> list[int]:
        return list(range(self.least, self.most + 1))


def where(args: Args) -> Filter:
    """The filter that the form asks for; no types means all of them, no statuses the live ones."""
    return Filter(
        types=tuple(dict.fromkeys(args.getlist("types"))) or None,
        cash_only=args.get("cash_only") == "1",
        min_usd=_sum(args.get("min_usd", "").strip()),
        since=args.get("since", "").strip() or None,
        until=args.get("until", "").strip() or None,
        statuses=_statuses(args.getlist("statuses")),
    )


def asked(args: Args, hops: Hops) -> dict[str, Any]:
    """The question as it was understood, with what the form offers to choose from."""
    return {"hops": hops.of(args), "hops_choices": hops.choices, **asked_where(args)}


def asked_where(args: Args) -> dict[str, Any]:
    """The same of a question in which the number of hops is no matter."""
    filtered = where(args)
    sums = sorted({*MIN_USD_CHOICES, *([filtered.min_usd] if filtered.min_usd else [])})
    return {
        "types": list(filtered.types or ()),
        "cash_only": filtered.cash_only,
        "min_usd": filtered.min_usd,
        "min_usd_choices": sums,
        "since": filtered.since,
        "until": filtered.until,
        "statuses": [str(status) for status in filtered.statuses],
        "narrowed": bool(filtered.types or filtered.cash_only or filtered.statuses != LIVE),
        "status_choices": [str(status) for status in Status],
        "candidates": {},
    }


def percent(args: Args, name: str, usual: float, what: str) -> float:
    """A share that is asked for in percent, as a share of 1: more than 0 and at most 100 percent."""
    text = args.get(name, "").strip()
    try:
        value = float(text) if text else usual
    except ValueError:
        value = math.nan
    if not 0 < value <= 100:
        raise BadInput(what)
    return value / 100


def is_party_id(text: str) -> bool:
    return _PARTY.fullmatch(text) is not None


def pick(text: str, found: list[PartyRef]) -> PartyRef | None:
    """The party that a name means: the only one found, or the only one of exactly that name."""
    exact = [each for each in found if each.name == text]
    chosen = exact or found
    return chosen[0] if len(chosen) == 1 else None


def deal_types(moving: bool = False) -> list[str]:
    """Names of the deal types, of all or of those that move value."""
    return [each.name for each in deal_table().values() if each.moves_value or not moving]


def _statuses(names: list[str]) -> tuple[Status, ...]:
    if unknown := [name for name in names if name not in list(Status)]:
        raise BadInput(f"There is no status {unknown[0][:60]!r}; choose among {', '.join(Status)}.")
    return tuple(dict.fromkeys(Status(name) for name in names)) or LIVE


def _sum(text: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value <= 1e18:
        raise BadInput("The least sum must be a number of dollars from 0 to 1e18.")
    return value or None
