"""An article and its reading as the rows that are written: properties of nodes and arrows, with their ids."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from graph.facts.claims import terms_row
from graph.ids import claim_id, digest, metric_id, party_id
from graph.model import Article, Claim, Metric, Reading, ReadParty

Row = dict[str, Any]

_FLOATS = ("amount", "stake_pct", "score", "value", "change_pct")
"""Written as floats even when whole: 10 and 10.0 are one value to one store and two to another."""


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """What an article adds to the graph. Parties are named by the ids of their own keys, before any judgement."""

    article: Row
    mentions: tuple[Row, ...]
    claims: tuple[Row, ...]
    metrics: tuple[Row, ...]

    @property
    def id(self) -> str:
        return str(self.article["id"])

    @property
    def digest(self) -> str:
        """Of all that was read, so that the same reading is not written twice."""
        return str(self.article["reading"])


def article_rows(article: Article, reading: Reading) -> ArticleRows:
    """The rows of a checked reading; the same reading gives the same rows, whatever the order of its parts."""
    head = present({**asdict(article), "title": article.title or None, "source": article.source or None, "url": article.url or None})
    mentions = tuple(_mention_row(article, party) for party in sorted(reading.parties, key=lambda p: p.key))
    claims = tuple(_claim_rows(article, reading.claims))
    metrics = tuple(_metric_rows(article, reading.metrics))
    content = json.dumps([head, mentions, claims, metrics], sort_keys=True, ensure_ascii=False)
    return ArticleRows({**head, "reading": digest(content, size=32)}, mentions, claims, metrics)


def present(row: Mapping[str, Any]) -> Row:
    """The row as it is stored: without absent values, figures that can be broken as floats."""
    found = {name: value for name, value in row.items() if value is not None}
    return {**found, **{name: float(found[name]) for name in _FLOATS if name in found}}


def _mention_row(article: Article, party: ReadParty) -> Row:
    spans = sorted(party.mentions, key=lambda span: (span.start, span.end))
    return {
        "id": "n" + digest(article.id, party.key),
        "key": party.key,
        "name": party.name,
        "kind": str(party.kind),
        "aliases": sorted(set(party.aliases)),
        "count": len(spans),
        "starts": [span.start for span in spans],
        "ends": [span.end for span in spans],
    }


def _claim_rows(article: Article, claims: Iterable[Claim]) -> Iterable[Row]:
    numbers: Counter[tuple[str, str, str, int, int]] = Counter()
    for row in sorted(map(_claim_row, claims), key=_place_and_content):
        place = (row["type"], row["source"], row["target"], row["start"], row["end"])
        yield {"id": claim_id(article.id, *place, numbers[place]), **row}
        numbers[place] += 1


def _claim_row(claim: Claim) -> Row:
    return present(
        {
            "type": claim.type,
            "source": party_id(claim.source),
            "target": party_id(claim.target),
            **terms_row(claim.terms),
            "evidence": claim.evidence,
            "start": claim.start,
            "end": claim.end,
            "inferred": claim.inferred,
            "rule": claim.rule or None,
            "score": claim.score,
        }
    )


def _metric_rows(article: Article, metrics: Iterable[Metric]) -> Iterable[Row]:
    numbers: Counter[tuple[str, str]] = Counter()
    for row in sorted((present({**asdict(m), "entity": party_id(m.entity)}) for m in metrics), key=_place_and_content):
        place = (row["entity"], row["name"])
        yield {"id": metric_id(article.id, *place, numbers[place]), **row}
        numbers[place] += 1


def _place_and_content(row: Row) -> tuple[int, int, str]:
    """By what it says, not by where it stood in the reading: things that agree in the rest are numbered alike every time."""
    return row["start"], row["end"], json.dumps(row, sort_keys=True, ensure_ascii=False)
