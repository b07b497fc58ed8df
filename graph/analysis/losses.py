"""Who loses directly when a party fails: fetched from the store for the parties that are looked at, and no others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.analysis.filter import Filter
from graph.analysis.flows import BATCH, batches, fetch_deals, hop_usd
from graph.analysis.subjects import subject_keys
from graph.queries import catalog
from graph.schema import deal_table
from graph.store import Row, Store

_Amounts = dict[str, list[tuple[float | None, bool]]]


@dataclass(slots=True)
class Losses:
    """The losers of each party, with what they lose in dollars where it is known.

    Whoever bought a stake loses with the company that it is in, and not with the seller. The company is found by the
    name that the articles give it.
    """

    store: Store
    where: Filter
    hit: dict[str, Mapping[str, float | None]] = field(default_factory=dict)
    """Failing party -> losing party -> dollars."""
    stakes: dict[tuple[str, str], list[Row]] = field(default_factory=lambda: defaultdict(list))
    """(failing party, losing party) -> purchases of a stake in the failing one; rows of `subject_deals`."""
    _bought: dict[str, list[Row]] | None = None

    def load(self, parties: Iterable[str]) -> None:
        """Fetches the losers of those parties that are not known yet."""
        for some in batches(sorted(set(parties) - set(self.hit))):
            found: dict[str, _Amounts] = {party: defaultdict(list) for party in some}
            for row in self._fetch("exposed_to", parties=some):
                found[row["failing"]][row["hit"]].append((row["usd"], row["joint"]))
            self._add_stakes(some, found)
            for party, losers in found.items():
                self.hit[party] = {loser: hop_usd(amounts) for loser, amounts in losers.items()}

    def _add_stakes(self, parties: Sequence[str], found: Mapping[str, _Amounts]) -> None:
        bought = self._purchases()
        if not bought:
            return
        for party in catalog()["parties"].run(self.store, parties=parties, limit=BATCH):
            rows = {row["id"]: row for name in (party["search"] or "").split() for row in bought.get(name, ())}
            for row in rows.values():
                if row["buyer"] != party["id"]:
                    found[party["id"]][row["buyer"]].append((row["usd"], row["joint"]))
                    self.stakes[party["id"], row["buyer"]].append(row)

    def _purchases(self) -> Mapping[str, list[Row]]:
        """Purchases of stakes by the keys of the company."""
        if self._bought is None:
            self._bought = defaultdict(list)
            for row in self._fetch("subject_deals"):
                for name in subject_keys(row["subject"]):
                    self._bought[name].append(row)
        return self._bought

    def _fetch(self, query: str, **values: object) -> list[Row]:
        return fetch_deals(self.store, query, self.where, tuple(deal_table()), **values)
