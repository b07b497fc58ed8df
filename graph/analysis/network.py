"""The hops that a filter leaves of a snapshot, with what is known of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analysis.filter import Filter
from graph.analysis.kernels.hops import Reals, hop_sums
from graph.analysis.kernels.links import Links, link
from graph.analysis.kernels.sorting import Ints
from graph.analysis.snapshot.arrays import Snapshot
from graph.analysis.snapshot.codes import STATUSES, SUM_KINDS, types, which
from graph.model import AmountKind
from graph.schema import deal_table


@dataclass(frozen=True, eq=False)
class Network:
    """Hops from party to party, each with the deals that make it. Parties are places in the snapshot."""

    snapshot: Snapshot
    links: Links
    source: Ints
    """Of each hop the party that value leaves."""
    deals: Ints
    """Places in the snapshot's deals, in the order of the hops."""
    first: Ints
    """The deals of hop h are `deals[first[h]:first[h + 1]]`."""

    @cached_property
    def usd(self) -> Reals:
        """Of each hop the sum of the known sums; not a number where none is known."""
        deals = self.snapshot.deals
        joint = deals.kind[self.deals] == SUM_KINDS.index(AmountKind.JOINT)
        return hop_sums(self.first, deals.usd[self.deals], joint)

    @cached_property
    def latest(self) -> Ints:
        """Of each hop the day of its latest deal; below 0 where none has a date."""
        return self._largest(self.snapshot.deals.first)

    @cached_property
    def articles(self) -> Ints:
        """Of each hop how many articles state the one of its deals that the most state."""
        return self._largest(self.snapshot.deals.articles).astype(np.int32)

    def _largest(self, values: NDArray[Any]) -> NDArray[Any]:
        return np.maximum.reduceat(values[self.deals], self.first[:-1]) if len(self.deals) else values[:0]

    def hop(self, source: int, target: int) -> int | None:
        """The number of the hop from one party to another; None where there is none."""
        first, end = self.links.first_out[source], self.links.first_out[source + 1]
        found = int(first + np.searchsorted(self.links.target[first:end], target))
        return found if found < end and self.links.target[found] == target else None

    def above(self, least: float) -> tuple[Links, Ints]:
        """The hops of at least this sum, and which they are."""
        kept = np.flatnonzero(self.usd >= least).astype(np.int32)
        return link(self.links.parties, self.source[kept], self.links.target[kept]), kept


def network(snapshot: Snapshot, where: Filter) -> Network:
    """The hops along which value moves. Made once for each snapshot and filter.

    Raises BadInput when none of the chosen deal types moves value.
    """
    return snapshot.kept.get((network, where), lambda: _network(snapshot, where))


def _network(snapshot: Snapshot, where: Filter) -> Network:
    return network_of(snapshot, np.flatnonzero(passing(snapshot, where, deal_table().value_moving)))


def network_of(snapshot: Snapshot, rows: NDArray[Any]) -> Network:
    """The hops that some deals make; `rows` are their places, in order."""
    deals = rows.astype(np.int32)
    source, target = snapshot.deals.source[deals], snapshot.deals.target[deals]
    begins = np.ones(len(deals), np.bool_)
    begins[1:] = (source[1:] != source[:-1]) | (target[1:] != target[:-1])
    places = np.flatnonzero(begins)
    first = np.full(len(places) + 1, len(deals), np.int32)
    first[:-1] = places
    source, target = source[first[:-1]], target[first[:-1]]
    return Network(snapshot, link(len(snapshot.parties), source, target), source, deals, first)


def passing(snapshot: Snapshot, where: Filter, usable: tuple[str, ...], rows: NDArray[Any] | None = None) -> NDArray[np.bool_]:
    """Which of the deals, or of those in some places, a filter lets through; the same as the `filter` of a query does."""
    wanted = where.parameters(usable)
    type_, status, usd, first, last = (
        values if rows is None else values[rows]
        for values in (snapshot.deals.type, snapshot.deals.status, snapshot.deals.usd, snapshot.deals.first, snapshot.deals.last)
    )
    found = which(_texts(wanted["types"]), types())[type_] & which(_texts(wanted["statuses"]), STATUSES)[status]
    if where.min_usd:
        found &= usd >= where.min_usd
    if where.since:
        found &= last >= date.fromisoformat(str(wanted["since"])).toordinal()
    if where.until:
        found &= (first >= 0) & (first <= date.fromisoformat(str(wanted["until"])).toordinal())
    return found


def _texts(values: object) -> list[str]:
    assert isinstance(values, list)
    return values
