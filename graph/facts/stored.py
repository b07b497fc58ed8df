"""What is already in the graph about the parties and pairs that a change touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.facts.claims import TERMS, StoredClaim, read_terms
from graph.facts.derivation import ends
from graph.facts.parties import Mentioned
from graph.facts.rulings import Rulings
from graph.model import PartyKind
from graph.store import Transaction

Pair = tuple[str, str]
"""Ids of the source and the target of arrows."""

_CLAIM = ", ".join(f"c.{name} AS {name}" for name in ("id", "type", "source", "target", "deal", *TERMS))
CLAIMS_OF_PAIRS = (
    "UNWIND $pairs AS pair MATCH (c:Claim {pair: pair}) MATCH (c)<-[:STATES]-(a:Article) "
    f"RETURN a.id AS article, a.published AS published, {_CLAIM}"
)
_PARTY = ("id", "key", "name", "kind", "aliases", "search")
PARTIES = f"UNWIND $ids AS id MATCH (p:Party {{id: id}}) RETURN {', '.join(f'p.{name} AS {name}' for name in _PARTY)}"
MENTIONS_OF_PARTIES = (
    "UNWIND $ids AS id MATCH (p:Party {id: id}) MATCH (p)<-[m:MENTIONS]-(a:Article) WHERE a.id <> $leaving WITH id, m "
    "RETURN id, m.key AS key, m.name AS name, m.kind AS kind, m.aliases AS aliases, count(m) AS articles, sum(m.count) AS count"
)


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """A claim of the graph, and the deal that it was last put under."""

    claim: StoredClaim
    deal: str | None


def pair_key(type_: str, source: str, target: str) -> str:
    """`Claim.pair`, by which the claims between two parties are found at once however many either has."""
    return " ".join(ends(type_, source, target)[1:])


def read_pair(key: str) -> Pair:
    source, _, target = key.partition(" ")
    return source, target


def pair_of(claim: StoredClaim) -> Pair:
    _, source, target = ends(claim.type, claim.source, claim.target)
    return source, target


def stored_claim(row: Mapping[str, Any], article: str, published: str | None, rulings: Rulings) -> StoredClaim:
    """A claim's properties as a claim between the parties that judgements leave."""
    source, target = rulings.party(row["source"]), rulings.party(row["target"])
    return StoredClaim(row["id"], article, published, row["type"], source, target, read_terms(row), rulings.verdicts.get(row["id"]))


def read_claims(transaction: Transaction, pairs: Iterable[Pair], rulings: Rulings) -> list[KnownClaim]:
    """All claims between the two ends of each pair, of every type."""
    keys = [f"{source} {target}" for source, target in sorted(pairs)]
    rows = transaction.run(CLAIMS_OF_PAIRS, pairs=keys) if keys else []
    return [KnownClaim(stored_claim(row, row["article"], row["published"], rulings), row["deal"]) for row in rows]


def read_parties(transaction: Transaction, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The properties of those of the parties that are in the graph."""
    wanted = sorted(ids)
    return {row["id"]: row for row in transaction.run(PARTIES, ids=wanted)} if wanted else {}


def read_mentions(transaction: Transaction, ids: Iterable[str], leaving: str) -> dict[str, list[Mentioned]]:
    """How articles other than `leaving` mention each party. Looks at all of them, so ask only where it matters."""
    wanted = sorted(ids)
    found: dict[str, list[Mentioned]] = {id_: [] for id_ in wanted}
    for row in transaction.run(MENTIONS_OF_PARTIES, ids=wanted, leaving=leaving) if wanted else []:
        found[row["id"]].append(mentioned(row, row["articles"]))
    return found


def mentioned(row: Mapping[str, Any], articles: int = 1) -> Mentioned:
    return Mentioned(row["key"], row["name"], PartyKind(row["kind"]), tuple(row["aliases"] or ()), articles, row["count"])
