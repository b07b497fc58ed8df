"""An article with all that was read out of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from graph.analysis.describe import party_refs
from graph.analysis.views.said import claim_views, metric_views
from graph.analysis.views.values import ArticlePage, ClaimView, Mention
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
    parties = _mentions(store, article_id)
    claims = claim_views(store, queries["claims_of_article"].run(store, **bounds))
    return ArticlePage(
        id=row["id"],
        title=row["title"] or "",
        source=row["source"] or "",
        url=row["url"] or "",
        published=row["published"],
        text=row["text"],
        parties=parties,
        claims=_in_text_order(claims, parties),
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


def _in_text_order(claims: Iterable[ClaimView], parties: Iterable[Mention]) -> tuple[ClaimView, ...]:
    """By where their sentences start; within one, as the names of the sources stand, then those of the targets."""
    places: dict[str, list[int]] = {}
    for mention in parties:
        places.setdefault(mention.party.id, []).extend(span.start for span in mention.spans)
    named = {party: sorted(starts) for party, starts in places.items()}

    def place(claim: ClaimView) -> tuple[int, int, int, int, str]:
        start, end = claim.evidence.start, claim.evidence.end
        source, target = (_first(named.get(party.id, ()), start, end) for party in (claim.source, claim.target))
        return start, source, target, end, claim.id

    return tuple(sorted(claims, key=place))


def _first(starts: Sequence[int], start: int, end: int) -> int:
    """Where a party is first named in a sentence; its start, where it is meant without being named."""
    at = bisect_left(starts, start)
    return starts[at] if at < len(starts) and starts[at] < end else start
