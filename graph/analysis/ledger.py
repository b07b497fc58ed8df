"""All deals of the graph, as far as they are computed with. This is the one place that fetches them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from graph.analysis.filter import Filter
from graph.analysis.flows import DEALS_AT_MOST, batches, check_size
from graph.model import AmountKind, Status
from graph.queries import catalog
from graph.store import Row, Store


class Entry(NamedTuple):
    """A deal in the ledger."""

    id: str
    type: str
    source: str
    target: str
    usd: float | None
    told: bool
    """The articles tell a sum, whether or not it is known in dollars."""
    kind: AmountKind | None
    status: Status
    subject: str | None

    @property
    def joint(self) -> bool:
        return self.kind is AmountKind.JOINT


@dataclass(frozen=True, slots=True)
class Ledger:
    """The deals that a filter lets through, whatever their status, by id."""

    entries: Sequence[Entry]
    statuses: tuple[Status, ...]
    """Those that count; deals of another status are left out, and it is said that they are."""


def read_ledger(store: Store, where: Filter, usable: Sequence[str]) -> Ledger:
    """Fetches the deals of the types that the question can use; raises QueryTooLarge where it may not look at so many."""
    anything = replace(where, statuses=tuple(Status))
    rows = catalog()["all_deals"].run(store, limit=DEALS_AT_MOST, **anything.parameters(usable))
    check_size(sum(len(row["deals"]) for row in rows))
    entries = [_entry(row["source"], deal) for row in rows for deal in row["deals"]]
    return Ledger(sorted(entries), where.statuses)


def _entry(source: str, deal: Sequence[Any]) -> Entry:
    target, type_, id_, usd, amount, kind, status, subject = deal
    return Entry(id_, type_, source, target, usd, amount is not None, AmountKind(kind) if kind else None, Status(status), subject)


def metrics_of_size(store: Store) -> list[Row]:
    """The metrics that tell how large a party is."""
    return catalog()["metrics_of_size"].run(store, limit=DEALS_AT_MOST)


def keys_of(store: Store, parties: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """The words under which each of the parties is found."""
    query = catalog()["parties"]
    rows = (row for some in batches(parties) for row in query.run(store, parties=some, limit=len(some)))
    return {row["id"]: (row["search"] or "").split() for row in rows}
