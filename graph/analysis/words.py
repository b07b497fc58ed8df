"""The words for what was computed with numbers: parties by name, deals with their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analysis.describe import deals_between
from graph.analysis.filter import Filter
from graph.analysis.pairs import Pairs
from graph.analysis.results import DealView, Hop, PartyRef
from graph.analysis.snapshot import Snapshot
from graph.analysis.sums import Case, Entry, Reason, Rows, Sums
from graph.model import Status
from graph.schema import deal_table
from graph.store import Store

LEFT_OUT = 40
"""Deals that are named among those left out."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A deal that counts for nothing as told, and why."""

    deal: DealView
    reason: Reason


@dataclass(frozen=True, slots=True)
class Words:
    """What parties are called, and deals by their ids; those that went while it was looked at are missing."""

    snapshot: Snapshot
    deals: Mapping[str, DealView]

    def party(self, place: int) -> PartyRef:
        return self.snapshot.party(place)

    def hop(self, pairs: Pairs, arrow: int) -> Hop | None:
        """An arrow with all its deals; None where they went."""
        deals = tuple(self.deals[entry.id] for entry in pairs.deals(arrow) if entry.id in self.deals)
        if not deals:
            return None
        source, target = (self.party(int(ends[arrow])) for ends in (pairs.source, pairs.target))
        return Hop(source, target, deals, float(pairs.dollars[Case.TOLD][arrow]) or None)

    def hops(self, pairs: Pairs, arrows: Iterable[int]) -> tuple[Hop, ...]:
        """Several arrows that belong together: none where one of them went."""
        found = [self.hop(pairs, arrow) for arrow in arrows]
        whole = tuple(hop for hop in found if hop is not None)
        return whole if len(whole) == len(found) else ()

    def left_out(self, counted: Sums, rows: Rows) -> tuple[LeftOut, ...]:
        """The first LEFT_OUT of these deals with their reasons."""
        told = [(self.deals.get(counted.deal_id(int(row))), counted.reason_of(int(row))) for row in rows[:LEFT_OUT]]
        return tuple(LeftOut(deal, reason) for deal, reason in told if deal is not None and reason is not None)


def find_words(store: Store, where: Filter, counted: Sums, entries: Iterable[Entry], left: Rows) -> Words:
    """The words for these deals and for the first LEFT_OUT of those left out, whatever their status."""
    wanted = {entry.id: entry for entry in (*entries, *(counted.entry(int(row)) for row in left[:LEFT_OUT]))}
    pairs = {(entry.source, entry.target) for entry in wanted.values()}
    found = deals_between(store, pairs, replace(where, statuses=tuple(Status)), tuple(deal_table())) if pairs else {}
    return Words(counted.snapshot, {deal.id: deal for some in found.values() for deal in some if deal.id in wanted})


def near(counted: Sums, left: NDArray[np.bool_], first: NDArray[Any], parties: NDArray[Any]) -> Rows:
    """Of deals left out those that touch some of these parties, by id; those that touch the `first` before the others."""
    deals = counted.snapshot.deals
    touched, begun = np.zeros(len(counted.snapshot.parties), bool), np.zeros(len(counted.snapshot.parties), bool)
    touched[parties], begun[first] = True, True
    rows = np.flatnonzero(left & (touched[deals.source] | touched[deals.target]))
    late = ~(begun[deals.source[rows]] | begun[deals.target[rows]])
    return rows[np.lexsort((deals.id[rows], late))]
