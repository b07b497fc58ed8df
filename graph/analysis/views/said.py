"""Claims and metrics as the pages show them, out of the rows of the queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.analysis.describe import label, party_refs, terms
from graph.analysis.results import PartyRef
from graph.analysis.views.values import ArticleCard, ClaimView, MetricView
from graph.model import Evidence
from graph.store import Row, Store


def claim_views(store: Store, rows: Sequence[Row]) -> tuple[ClaimView, ...]:
    """Claims from rows of `claims_of_article` or `claims_of_deal`."""
    refs = party_refs(store, [row[end] for row in rows for end in ("source", "target")])
    return tuple(_claim(row, refs) for row in rows if row["source"] in refs and row["target"] in refs)


def _claim(row: Row, refs: Mapping[str, PartyRef]) -> ClaimView:
    claim = row["claim"]
    return ClaimView(
        id=claim["id"],
        type=claim["type"],
        label=label(claim["type"]),
        source=refs[row["source"]],
        target=refs[row["target"]],
        **terms(claim),
        inferred=bool(claim.get("inferred")),
        rule=claim.get("rule") or "",
        score=claim.get("score", 1.0),
        deal=claim.get("deal"),
        evidence=_evidence(row, claim),
    )


def metric_views(store: Store, rows: Sequence[Row]) -> tuple[MetricView, ...]:
    """Metrics from rows of `metrics_of_article` or `metrics_of_party`."""
    refs = party_refs(store, [row["party"] for row in rows])
    return tuple(_metric(row, refs) for row in rows if row["party"] in refs)


def _metric(row: Row, refs: Mapping[str, PartyRef]) -> MetricView:
    metric = row["metric"]
    return MetricView(
        id=metric["id"],
        party=refs[row["party"]],
        name=metric["name"],
        value=metric.get("value"),
        text=metric.get("text"),
        unit=metric.get("unit"),
        period=metric.get("period"),
        change_pct=metric.get("change_pct"),
        evidence=_evidence(row, metric),
    )


def _evidence(row: Row, said: Mapping[str, Any]) -> Evidence:
    return Evidence(
        claim=said["id"],
        article=row["article"],
        title=row["title"] or "",
        published=row["published"],
        text=said.get("evidence") or "",
        start=said.get("start", 0),
        end=said.get("end", 0),
    )


def article_card(row: Row) -> ArticleCard:
    """An article in a list, from a row of `latest_articles` or `articles_of_party`."""
    return ArticleCard(
        id=row["article"],
        title=row["title"] or "",
        source=row["origin"] or "",
        url=row["url"] or "",
        published=row["published"],
        claims=row["claims"],
        parties=row["parties"],
    )
