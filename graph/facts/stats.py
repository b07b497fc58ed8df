"""How much there is in the graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.schema import deal_table
from graph.store import Store

_LABELS = {"articles": "Article", "parties": "Party", "claims": "Claim", "metrics": "Metric", "judgements": "Judgement"}


@dataclass(frozen=True, slots=True)
class Counted:
    """Numbers of things by what they are, and of deals by type (those that occur, in the order of the table)."""

    nodes: Mapping[str, int]
    deals: Mapping[str, int]


def count(store: Store) -> Counted:
    """Counts everything."""
    nodes = {name: _number(store, f"MATCH (n:{label}) RETURN count(n) AS number") for name, label in _LABELS.items()}
    types = "|".join(deal_table())
    rows = store.read(f"MATCH (:Party)-[r:{types}]->(:Party) RETURN type(r) AS name, count(r) AS number", ("name", "number"))
    found = {row["name"]: row["number"] for row in rows}
    deals = {name: found[name] for name in deal_table() if name in found}
    return Counted({**nodes, "deals": sum(deals.values())}, deals)


def _number(store: Store, text: str) -> int:
    return int(store.read(text, ("number",))[0]["number"])
