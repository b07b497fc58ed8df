"""The graph as CSV tables, one file a kind of thing, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from graph.facts.claims import TERMS
from graph.formats.content import Content
from graph.model import Terms

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = tuple[object, ...]


def write_tables(content: Content, folder: Path) -> list[Path]:
    """Writes parties, deals, claims, metrics and articles; returns the paths. UTF-8 with a mark, which Excel asks for."""
    names = {party.id: party.name for party in content.parties}
    tables: dict[str, Iterable[Row]] = {
        "parties": _parties(content),
        "deals": _deals(content, names),
        "claims": _claims(content, names),
        "metrics": _metrics(content, names),
        "articles": _articles(content),
    }
    return [_write(folder / f"{name}.csv", rows) for name, rows in tables.items()]


def _parties(content: Content) -> Iterator[Row]:
    yield ("id", "name", "kind", "aliases")
    for party in content.parties:
        yield (party.id, party.name, party.kind, "|".join(party.aliases))


def _deals(content: Content, names: Mapping[str, str]) -> Iterator[Row]:
    yield ("id", "type", "source_id", "source", "target_id", "target", *TERMS, "usd", "disputed", "claims", "articles")
    for deal in content.deals:
        ends = (deal.source, names[deal.source], deal.target, names[deal.target])
        lists = ("|".join(deal.disputed), "|".join(deal.claims), "|".join(deal.articles))
        yield (deal.id, deal.type, *ends, *_values(deal.terms), deal.usd, *lists)


def _claims(content: Content, names: Mapping[str, str]) -> Iterator[Row]:
    yield ("id", "article_id", "deal_id", "type", "source", "target", *TERMS, "evidence", "start", "end", "inferred", "rule", "score")
    for claim in content.claims:
        head = (claim.id, claim.article, claim.deal, claim.type, names[claim.source], names[claim.target])
        tail = (claim.evidence, claim.start, claim.end, claim.inferred, claim.rule, claim.score)
        yield (*head, *_values(claim.terms), *tail)


def _metrics(content: Content, names: Mapping[str, str]) -> Iterator[Row]:
    yield ("id", "article_id", "party_id", "party", "name", "value", "text", "unit", "period", "change_pct")
    for m in content.metrics:
        yield (m.id, m.article, m.party, names[m.party], m.name, m.value, m.text, m.unit, m.period, m.change_pct)


def _articles(content: Content) -> Iterator[Row]:
    yield ("id", "title", "source", "url", "published")
    for article in content.articles:
        yield (article.id, article.title, article.source, article.url, article.published)


def _values(terms: Terms) -> tuple[object, ...]:
    return tuple(getattr(terms, name) for name in TERMS)


def _write(path: Path, rows: Iterable[Row]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([cell(value) for value in row] for row in rows)
    return path


def cell(value: object) -> str:
    """A value as the text of a cell. Numbers are plain digits; a text that a spreadsheet would run gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)
    if isinstance(value, int):
        return str(value)
    text = str(value)
    return "'" + text if text.startswith(_FORMULA) else text
