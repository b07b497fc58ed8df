"""Articles with their readings, out of the store again: exactly what was added, whatever has been judged since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from graph.facts.claims import TERMS, read_terms
from graph.formats.content import read_articles
from graph.ids import party_id
from graph.model import Article, Claim, Metric, PartyKind, Reading, ReadParty, Span
from graph.store import Store

BATCH = 50

_MENTION = ("key", "name", "kind", "aliases", "starts", "ends")
_CLAIM = ("id", "type", "source", "target", *TERMS, "evidence", "start", "end", "inferred", "rule", "score")
_METRIC = tuple(f.name for f in fields(Metric))

MENTIONS = (
    "UNWIND $ids AS id MATCH (a:Article {id: id})-[m:MENTIONS]->(:Party) "
    f"WITH id AS article, m RETURN article, {', '.join(f'm.{n} AS {n}' for n in _MENTION)} ORDER BY article, key"
)
CLAIMS = (
    "UNWIND $ids AS article MATCH (a:Article {id: article})-[:STATES]->(c:Claim) "
    f"WITH article AS article_id, c RETURN article_id, {', '.join(f'c.{n} AS {n}' for n in _CLAIM)} ORDER BY article_id, id"
)
METRICS = (
    "UNWIND $ids AS article MATCH (a:Article {id: article})-[:STATES]->(m:Metric) "
    f"WITH article AS article_id, m RETURN article_id, m.id AS id, {', '.join(f'm.{n} AS {n}' for n in _METRIC)} ORDER BY article_id, id"
)

Rows = Mapping[str, list[dict[str, Any]]]


def read_readings(store: Store) -> Iterator[tuple[Article, Reading]]:
    """Every article in order of id with what was read out of it; dropped candidates are not kept."""
    batch: list[Article] = []
    for article in read_articles(store):
        batch.append(article)
        if len(batch) == BATCH:
            yield from readings_of(store, batch)
            batch = []
    if batch:
        yield from readings_of(store, batch)


def readings_of(store: Store, batch: Sequence[Article]) -> Iterator[tuple[Article, Reading]]:
    """Each of the articles, which are in the store, with what was read out of it."""
    ids = [article.id for article in batch]
    mentions = _by_article("article", store.read(MENTIONS, ("article", *_MENTION), ids=ids))
    claims = _by_article("article_id", store.read(CLAIMS, ("article_id", *_CLAIM), ids=ids))
    metrics = _by_article("article_id", store.read(METRICS, ("article_id", "id", *_METRIC), ids=ids))
    for article in batch:
        keys = {party_id(row["key"]): row["key"] for row in mentions[article.id]}
        yield (
            article,
            Reading(
                parties=tuple(_party(row) for row in mentions[article.id]),
                claims=tuple(_claim(row, keys) for row in claims[article.id]),
                metrics=tuple(_metric(row, keys) for row in metrics[article.id]),
            ),
        )


def _by_article(column: str, rows: list[dict[str, Any]]) -> Rows:
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


def _party(row: Mapping[str, Any]) -> ReadParty:
    spans = tuple(Span(start, end) for start, end in zip(row["starts"] or (), row["ends"] or (), strict=True))
    return ReadParty(row["key"], row["name"], PartyKind(row["kind"]), tuple(row["aliases"] or ()), spans)


def _claim(row: Mapping[str, Any], keys: Mapping[str, str]) -> Claim:
    return Claim(
        type=row["type"],
        source=keys[row["source"]],
        target=keys[row["target"]],
        terms=read_terms(row),
        evidence=row["evidence"],
        start=row["start"],
        end=row["end"],
        inferred=bool(row["inferred"]),
        rule=row["rule"] or "",
        score=row["score"],
    )


def _metric(row: Mapping[str, Any], keys: Mapping[str, str]) -> Metric:
    values = {name: row[name] for name in _METRIC}
    return Metric(**{**values, "entity": keys[row["entity"]], "evidence": row["evidence"] or ""})
