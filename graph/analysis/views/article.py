"""An article with all that was read out of it."""

from __future__ import annotations

from graph.analysis.describe import party_refs
from graph.analysis.views.said import claim_views, metric_views
from graph.analysis.views.values import ArticlePage, Mention
from graph.errors import NotFound
from graph.model import Span
from graph.queries import catalog
from graph.store import Store

ITEMS_AT_MOST = 20_000
"""Parties, claims and metrics of one article; a text within our limit of size has no more."""


def article(store: Store, article_id: str) -> ArticlePage:
    """Raises NotFound for an id that no article has."""
    queries = catalog()
    found = queries["article"].run(store, article=article_id)
    if not found:
        raise NotFound(f"There is no article {article_id[:60]!r}; choose one from the list.")
    row = found[0]
    bounds = {"article": article_id, "limit": ITEMS_AT_MOST}
    return ArticlePage(
        id=row["id"],
        title=row["title"] or "",
        source=row["source"] or "",
        url=row["url"] or "",
        published=row["published"],
        text=row["text"],
        parties=_mentions(store, article_id),
        claims=claim_views(store, queries["claims_of_article"].run(store, **bounds)),
        metrics=metric_views(store, queries["metrics_of_article"].run(store, **bounds)),
    )


def _mentions(store: Store, article_id: str) -> tuple[Mention, ...]:
    """In the order in which the text first names them; those that it names nowhere come last."""
    rows = catalog()["mentions_of_article"].run(store, article=article_id, limit=ITEMS_AT_MOST)
    refs = party_refs(store, [row["party"] for row in rows])
    mentions = [
        Mention(
            party=refs[row["party"]],
            name=row["name"],
            aliases=tuple(row["aliases"] or ()),
            spans=tuple(Span(start, end) for start, end in zip(row["starts"] or (), row["ends"] or (), strict=True)),
        )
        for row in rows
        if row["party"] in refs
    ]
    return tuple(sorted(mentions, key=lambda m: (not m.spans, m.spans[0].start if m.spans else 0, m.party.id)))
