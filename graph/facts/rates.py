"""Yearly reference rates, so that sums in different currencies can be compared."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import BadTable
from graph.model import CURRENCIES

RATES = Path(__file__).with_name("rates.toml")


@dataclass(frozen=True, slots=True)
class Rates:
    """Units of each currency for one US dollar, by year."""

    source: str
    provisional: tuple[int, ...]
    """Years whose rates will still change."""
    per_dollar: Mapping[str, Mapping[int, float]]

    def rate(self, currency: str, year: int | None) -> float | None:
        """The rate of `year`, of the nearest year of the table when it has no such year, of the latest when None."""
        years = self.per_dollar.get(currency)
        if years is None:
            return None
        first, last = min(years), max(years)
        return years[last if year is None else min(max(year, first), last)]


def usd(amount: float | None, currency: str | None, date: str | None = None) -> float | None:
    """A sum in US dollars at the reference rate of its year; None where the sum or the currency is unknown.

    `date` is an ISO date of any precision: the deal's, or else its article's; without one the latest rate counts.
    """
    if amount is None or currency is None:
        return None
    rate = reference_rates().rate(currency, int(date[:4]) if date else None)
    return None if rate is None else round(amount / rate, 2)


@cache
def reference_rates() -> Rates:
    """The rates of this project."""
    return load_rates(RATES)


def load_rates(path: Path) -> Rates:
    """Reads a file of rates; raises BadTable with file and key at the first thing that is wrong."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadTable(f"{path.name} cannot be read: {error}.") from error
    source = raw.pop("source", None)
    if not isinstance(source, str) or not source.strip():
        raise BadTable(f"{path.name}, source: name where the rates come from.")
    provisional = raw.pop("provisional", [])
    if not isinstance(provisional, list) or not all(isinstance(y, int) for y in provisional):
        raise BadTable(f"{path.name}, provisional: must be a list of years.")
    wanted = set(CURRENCIES) - {"USD"}
    if wrong := wanted.symmetric_difference(raw):
        what = "is missing" if min(wrong) in wanted else "is no currency of graph.model.CURRENCIES"
        raise BadTable(f"{path.name}, {min(wrong)}: {what}.")
    per_dollar = {currency: _years(path.name, currency, raw[currency]) for currency in sorted(wanted)}
    _check_same_years(path.name, per_dollar, provisional)
    some = next(iter(per_dollar.values()))
    return Rates(source.strip(), tuple(provisional), {"USD": dict.fromkeys(some, 1.0), **per_dollar})


def _years(file: str, currency: str, raw: Any) -> dict[int, float]:
    if not isinstance(raw, dict) or not raw:
        raise BadTable(f"{file}, {currency}: must be a table of years.")
    years = {}
    for year, rate in raw.items():
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise BadTable(f"{file}, {currency}.{year}: a year has four digits.")
        if not isinstance(rate, int | float) or isinstance(rate, bool) or not 0 < rate < 1e6:
            raise BadTable(f"{file}, {currency}.{year}: must be how many {currency} one US dollar costs.")
        years[int(year)] = float(rate)
    return years


def _check_same_years(file: str, per_dollar: Mapping[str, Mapping[int, float]], provisional: list[int]) -> None:
    """Every currency has every year, without a gap: a missing one would silently be replaced by a neighbour."""
    years = sorted(set().union(*per_dollar.values()))
    for currency, rates in per_dollar.items():
        if gap := sorted(set(range(years[0], years[-1] + 1)) - set(rates)):
            raise BadTable(f"{file}, {currency}.{gap[0]}: is missing.")
    if unknown := set(provisional) - set(years):
        raise BadTable(f"{file}, provisional: {min(unknown)} is no year of the table.")
