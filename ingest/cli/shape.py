"""A reading as plain JSON values, with names instead of keys: what `extract` writes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from graph.model import Claim, Metric, Reading, ReadParty
from ingest.sources.article import Source, remarks

PLACES = 4


def shape(source: Source, reading: Reading, explain: bool = False) -> dict[str, Any]:
    """The article's parties, deals and metrics, and notes where its reader has some; with `explain`, the dropped candidates and why."""
    names = {party.key: party.name for party in reading.parties}
    value: dict[str, Any] = {
        "id": source.id,
        "published": source.published,
        "entities": [_entity(party) for party in reading.parties],
        "deals": [_deal(claim, names) for claim in reading.claims],
        "metrics": [_metric(metric, names) for metric in reading.metrics],
    }
    if notes := (*remarks(source.text), *reading.notes):
        value["notes"] = list(notes)
    if explain:
        value["dropped"] = [asdict(dropped) for dropped in reading.dropped]
    return value


def _entity(party: ReadParty) -> dict[str, Any]:
    mentions = [[span.start, span.end] for span in party.mentions]
    return {"name": party.name, "kind": str(party.kind), "aliases": list(party.aliases), "mentions": mentions}


def _deal(claim: Claim, names: dict[str, str]) -> dict[str, Any]:
    return {
        "type": claim.type,
        "source": names[claim.source],
        "target": names[claim.target],
        **{key: _plain(value) for key, value in asdict(claim.terms).items()},
        "evidence": claim.evidence,
        "start": claim.start,
        "end": claim.end,
        "inferred": claim.inferred,
        "rule": claim.rule,
        "score": round(claim.score, PLACES),
    }


def _metric(metric: Metric, names: dict[str, str]) -> dict[str, Any]:
    return asdict(metric) | {"entity": names[metric.entity]}


def _plain(value: object) -> object:
    """Enumerations as text; whole floats stay floats, as the gold has them."""
    return str(value) if isinstance(value, str) else value
