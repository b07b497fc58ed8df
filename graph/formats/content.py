"""All that an export writes, read from the store in pages and in one fixed order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.facts.claims import TERMS, read_terms
from graph.model import Article, Deal, Party, PartyKind, Terms
from graph.schema import DealTable, deal_table
from graph.store import Store

PAGE = 2000

_ARTICLE = ("id", "title", "source", "url", "published", "text")
_PARTY = ("id", "key", "name", "kind", "aliases")
_DEAL = ("id", *TERMS, "usd", "claims", "articles", "disputed", "accepted")
_CLAIM = ("id", "type", "deal", *TERMS, "evidence", "start", "end", "inferred", "rule", "score")
_METRIC = ("id", "name", "value", "text", "unit", "period", "change_pct", "evidence", "start", "end")


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim with its place in the graph; `source` and `target` are party ids."""

    id: str
    article: str
    deal: str | None
    type: str
    source: str
    target: str
    terms: Terms
    evidence: str
    start: int
    end: int
    inferred: bool
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class StoredMetric:
    """A metric with its place in the graph; `party` is a party id."""

    id: str
    article: str
    party: str
    name: str
    value: float | None
    text: str | None
    unit: str | None
    period: str | None
    change_pct: float | None


@dataclass(frozen=True, slots=True)
class Content:
    """The whole graph as values, each list ordered by id."""

    articles: list[Article]
    parties: list[Party]
    deals: list[Deal]
    claims: list[StoredClaim]
    metrics: list[StoredMetric]


def read_content(store: Store, table: DealTable | None = None) -> Content:
    """Reads the graph; deals of all types of the table, in order of id."""
    types = table or deal_table()
    deals = [_deal(name, row) for name in types for row in _pages(store, _deal_text(name), (*_DEAL, "source_id", "target_id"))]
    return Content(
        articles=[_article(row) for row in _pages(store, _node_text("Article", _ARTICLE), _ARTICLE)],
        parties=[_party(row) for row in _pages(store, _node_text("Party", _PARTY), _PARTY)],
        deals=sorted(deals, key=lambda d: d.id),
        claims=[_claim(row) for row in _pages(store, _CLAIM_TEXT, (*_CLAIM, "article_id", "source_id", "target_id"))],
        metrics=[_metric(row) for row in _pages(store, _METRIC_TEXT, (*_METRIC, "article_id", "party_id"))],
    )


def read_articles(store: Store) -> Iterator[Article]:
    """The articles in order of id, a page at a time."""
    return (_article(row) for row in _pages(store, _node_text("Article", _ARTICLE), _ARTICLE))


def _pages(store: Store, text: str, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """All rows of a text that takes `$after` (the last id seen) and `$size`."""
    after = ""
    while rows := store.read(text, columns, after=after, size=PAGE):
        yield from rows
        after = rows[-1]["id"]
        if len(rows) < PAGE:
            return


def _returned(variable: str, names: Sequence[str]) -> str:
    return ", ".join(f"{variable}.{name} AS {name}" for name in names)


def _node_text(label: str, names: Sequence[str]) -> str:
    return f"MATCH (n:{label}) WHERE n.id > $after RETURN {_returned('n', names)} ORDER BY n.id LIMIT $size"


def _deal_text(type_: str) -> str:
    return (
        f"MATCH (a:Party)-[r:{type_}]->(b:Party) WHERE r.id > $after "
        f"RETURN {_returned('r', _DEAL)}, a.id AS source_id, b.id AS target_id ORDER BY r.id LIMIT $size"
    )


_CLAIM_TEXT = (
    "MATCH (c:Claim) WHERE c.id > $after WITH c ORDER BY c.id LIMIT $size "
    "MATCH (c)<-[:STATES]-(n:Article) MATCH (c)-[:FROM]->(a:Party) MATCH (c)-[:TO]->(b:Party) "
    "WITH c, n.id AS article_id, a.id AS source_id, b.id AS target_id "
    f"RETURN {_returned('c', _CLAIM)}, article_id, source_id, target_id ORDER BY c.id"
)
_METRIC_TEXT = (
    "MATCH (m:Metric) WHERE m.id > $after WITH m ORDER BY m.id LIMIT $size "
    "MATCH (m)<-[:STATES]-(n:Article) MATCH (m)<-[:REPORTS]-(p:Party) "
    "WITH m, n.id AS article_id, p.id AS party_id "
    f"RETURN {_returned('m', _METRIC)}, article_id, party_id ORDER BY m.id"
)


def _article(row: dict[str, Any]) -> Article:
    return Article(**{name: row[name] if name == "published" else row[name] or "" for name in _ARTICLE})


def _party(row: dict[str, Any]) -> Party:
    return Party(row["id"], row["key"], row["name"], PartyKind(row["kind"]), tuple(row["aliases"] or ()))


def _deal(type_: str, row: dict[str, Any]) -> Deal:
    claims, articles, disputed = (tuple(row[name] or ()) for name in ("claims", "articles", "disputed"))
    ends = (row["source_id"], row["target_id"])
    return Deal(row["id"], type_, *ends, read_terms(row), row["usd"], claims, articles, disputed, bool(row["accepted"]))


def _claim(row: dict[str, Any]) -> StoredClaim:
    plain = {name: row[name] for name in ("id", "deal", "type", "evidence", "start", "end", "rule", "score")}
    return StoredClaim(
        article=row["article_id"],
        source=row["source_id"],
        target=row["target_id"],
        terms=read_terms(row),
        inferred=bool(row["inferred"]),
        **plain,
    )


def _metric(row: dict[str, Any]) -> StoredMetric:
    plain = {name: row[name] for name in ("id", "name", "value", "text", "unit", "period", "change_pct")}
    return StoredMetric(article=row["article_id"], party=row["party_id"], **plain)
