"""How much a party can lose: its market value, else its valuation, cash or revenue, else all that it is exposed by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from graph.analysis.kernels.outgoing import Reals, add_up
from graph.analysis.pairs import Pairs
from graph.analysis.sums import Case
from graph.facts.rates import usd
from graph.model import Evidence
from graph.store import Row

PREFERRED = ("market_cap", "valuation", "cash", "revenue")
EXPOSURE = "exposure"


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a party can lose, and how that is known."""

    usd: float
    """0 where nothing at all is known."""
    basis: str
    """The name of a metric, or `exposure`: the sum of the deals by which it can lose."""
    evidence: Evidence | None = None
    """The sentence that states the metric."""


def reported(rows: Iterable[Row]) -> Mapping[str, Capacity]:
    """The capacity of each party of which a metric tells one, from rows of `metrics_of_size`.

    Of several the preferred metric counts, of this the figure published last, of equals the larger.
    """
    best: dict[str, tuple[tuple[int, str, float], Row]] = {}
    for row in rows:
        metric = row["metric"]
        value = usd(metric["value"], metric.get("unit"), row["published"])
        if value is None or value <= 0:
            continue
        rank = (-PREFERRED.index(metric["name"]), row["published"] or "", value)
        if row["party"] not in best or rank > best[row["party"]][0]:
            best[row["party"]] = rank, row
    return {party: Capacity(rank[2], row["metric"]["name"], _evidence(row)) for party, (rank, row) in best.items()}


@dataclass(frozen=True, eq=False)
class Capacities:
    """The capacity of each party of a snapshot."""

    usd: Reals
    told: Mapping[int, Capacity]
    """Those that a metric tells, by the place of the party."""

    def of(self, place: int) -> Capacity:
        return self.told.get(place) or Capacity(float(self.usd[place]), EXPOSURE)


def capacities(ties: Pairs, known: Mapping[str, Capacity]) -> Capacities:
    """The arrows of `ties` lead from who fails to who loses."""
    told, most = (add_up(ties.target, ties.dollars[case], ties.parties) for case in (Case.TOLD, Case.MOST))
    usd = np.where(told > 0, told, most)
    snapshot = ties.counted.snapshot
    by_place = {place: each for party, each in known.items() if (place := snapshot.place(party)) is not None}
    usd[list(by_place)] = [each.usd for each in by_place.values()]
    return Capacities(usd, by_place)


def _evidence(row: Row) -> Evidence:
    metric = row["metric"]
    return Evidence(
        claim=metric["id"],
        article=row["article"],
        title=row["title"] or "",
        published=row["published"],
        text=metric.get("evidence") or "",
        start=metric.get("start", 0),
        end=metric.get("end", 0),
    )
