"""The words for what was computed with numbers: parties by name, deals with their sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from graph.analysis.describe import deals_between, party_refs
from graph.analysis.filter import Filter
from graph.analysis.ledger import Entry
from graph.analysis.pairs import Pairs
from graph.analysis.results import DealView, Hop, PartyRef
from graph.analysis.sums import Case, Reason
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
    """Parties and deals by their ids; what went while it was looked at is missing."""

    refs: Mapping[str, PartyRef]
    deals: Mapping[str, DealView]

    def hop(self, pairs: Pairs, arrow: int) -> Hop | None:
        """An arrow with all its deals; None where it went."""
        source, target = (self.refs.get(end) for end in pairs.ends(arrow))
        deals = tuple(self.deals[entry.id] for entry in pairs.deals[arrow] if entry.id in self.deals)
        if source is None or target is None or not deals:
            return None
        return Hop(source, target, deals, float(pairs.sums[Case.TOLD][arrow]) or None)

    def hops(self, pairs: Pairs, arrows: Iterable[int]) -> tuple[Hop, ...]:
        """Several arrows that belong together: none where one of them went."""
        found = [self.hop(pairs, arrow) for arrow in arrows]
        whole = tuple(hop for hop in found if hop is not None)
        return whole if len(whole) == len(found) else ()

    def left_out(self, left: Iterable[tuple[Entry, Reason]]) -> tuple[LeftOut, ...]:
        return tuple(LeftOut(self.deals[entry.id], reason) for entry, reason in left if entry.id in self.deals)


def find_words(store: Store, where: Filter, parties: Iterable[str], entries: Iterable[Entry]) -> Words:
    """The words for these parties and deals, whatever the status of the deals."""
    wanted = {entry.id: entry for entry in entries}
    pairs = {(entry.source, entry.target) for entry in wanted.values()}
    found = deals_between(store, pairs, replace(where, statuses=tuple(Status)), tuple(deal_table())) if pairs else {}
    ends = {end for pair in pairs for end in pair}
    return Words(party_refs(store, ends.union(parties)), {deal.id: deal for some in found.values() for deal in some if deal.id in wanted})


def near(left: Iterable[tuple[Entry, Reason]], first: Collection[str], parties: Collection[str]) -> list[tuple[Entry, Reason]]:
    """Deals left out that touch some of these parties, those that touch the `first` before the others."""
    touching = [(entry, reason) for entry, reason in left if entry.source in parties or entry.target in parties]
    return sorted(touching, key=lambda item: (item[0].source not in first and item[0].target not in first, item[0].id))
