"""Small random graphs of deals, and how to write many of them into a store."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.facts.dates import days
from graph.facts.search import search_text
from graph.model import Status
from graph.schema import deal_table
from graph.store import Store, Transaction

TYPES = tuple(deal_table())
DATES = (None, "2023", "2024-02", "2024-02-10", "2025-10-29", "2025")
# Few different sums, so that loops tie, and joint ones coincide.
SUMS = (None, None, None, 1e6, 2e6, 2e6, 3e6, 5.5e9, 0.1, 0.2, 0.7)


@dataclass(frozen=True, slots=True)
class TestDeal:
    """A deal as the tests make it up."""

    __test__ = False  # not a test, whatever pytest thinks of its name

    id: str
    type: str
    source: str
    target: str
    usd: float | None = None
    amount_kind: str | None = None
    status: str = Status.ANNOUNCED
    date: str | None = None
    subject: str | None = None

    @property
    def articles(self) -> int:
        """How many articles state it."""
        return 1 + sum(self.id.encode()) % 3

    def row(self) -> dict[str, object]:
        first, last = days(self.date) if self.date else (None, None)
        values = {
            "id": self.id,
            "amount": self.usd,
            "currency": None if self.usd is None else "USD",
            "usd": self.usd,
            "amount_kind": self.amount_kind,
            "status": str(self.status),
            "date": self.date,
            "date_from": first and first.isoformat(),
            "date_to": last and last.isoformat(),
            "subject": self.subject,
            "claims": ["c1"],
            "articles": [f"a{number + 1}" for number in range(self.articles)],
        }
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class World:
    """Parties, of which no other world has any, and the deals among them. The name of party X is 公司X."""

    parties: tuple[str, ...]
    deals: tuple[TestDeal, ...]


def name_of(party: str) -> str:
    return f"公司{party}"


def random_world(number: int) -> World:
    """Parallel deals, deals in both directions, all types, statuses, dates and kinds of sums."""
    chance = random.Random(number)
    parties = tuple(f"w{number}{letter}" for letter in "abcdefg"[: chance.randint(3, 7)])
    deals = []
    for i in range(chance.randint(len(parties), 7 * len(parties))):
        source, target = chance.sample(parties, 2)
        type_ = chance.choice(TYPES)
        usd = chance.choice(SUMS)
        about = chance.choice([name_of(chance.choice(parties)), "一处物业", None]) if deal_table()[type_].subject else None
        kind = chance.choice(["exact", "joint", "about", None]) if usd is not None else None
        status = chance.choices(list(Status), [5, 2, 3, 1, 1, 1])[0]
        deals.append(TestDeal(f"w{number}d{i:02}", type_, source, target, usd, kind, status, chance.choice(DATES), about))
    return World(parties, tuple(deals))


def fill(store: Store, worlds: Sequence[World]) -> None:
    """Writes the worlds as facts would."""
    parties = [party for world in worlds for party in world.parties]
    by_type = _by_type(deal for world in worlds for deal in world.deals)

    def unit(transaction: Transaction) -> None:
        transaction.run(
            "UNWIND $rows AS row MERGE (p:Party {id: row.id}) SET p = row",
            rows=[
                {"id": p, "key": p, "name": name_of(p), "kind": "company", "aliases": [p], "search": search_text((p, name_of(p)))}
                for p in parties
            ],
        )
        for type_, rows in by_type.items():
            transaction.run(
                f"UNWIND $rows AS row MATCH (a:Party {{id: row.source}}) MATCH (b:Party {{id: row.target}}) "
                f"MERGE (a)-[r:{type_} {{id: row.deal.id}}]->(b) SET r = row.deal",
                rows=rows,
            )

    store.write(unit)


def _by_type(deals: Iterable[TestDeal]) -> dict[str, list[dict[str, object]]]:
    rows: dict[str, list[dict[str, object]]] = defaultdict(list)
    for deal in deals:
        rows[deal.type].append({"source": deal.source, "target": deal.target, "deal": deal.row()})
    return rows
