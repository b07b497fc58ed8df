"""A party with its deals, figures, loops and articles."""

from __future__ import annotations

from collections.abc import Iterable

from graph.analysis.cycles import loops
from graph.analysis.describe import deal_views, label, party_ref
from graph.analysis.filter import ANY_STATUS, Filter
from graph.analysis.results import DealView
from graph.analysis.views.said import article_card, metric_views
from graph.analysis.views.values import DealGroup, PartyPage
from graph.errors import NotFound
from graph.queries import catalog
from graph.schema import deal_table
from graph.store import Store

LOOPS, METRICS, ARTICLES = 10, 100, 20


def party(store: Store, party_id: str, max_hops: int = 4, where: Filter | None = None, limit: int = 200) -> PartyPage:
    """At most `limit` deals, the largest first, whatever their status; the loops are those of live deals.

    Raises NotFound for an id that no party has.
    """
    queries = catalog()
    found = queries["parties"].run(store, parties=[party_id], limit=1)
    if not found:
        raise NotFound(f"There is no party {party_id[:60]!r}; search for it by its name.")
    parameters = (where or ANY_STATUS).parameters(tuple(deal_table()))
    deals = deal_views(store, queries["deals_of_party"].run(store, party=party_id, limit=limit, **parameters))
    number = sum(row["deals"] for row in queries["neighbour_count"].run(store, party=party_id, **parameters))
    metrics = queries["metrics_of_party"].run(store, party=party_id, limit=METRICS)
    articles = queries["articles_of_party"].run(store, party=party_id, limit=ARTICLES)
    return PartyPage(
        party=party_ref(found[0]),
        aliases=tuple(found[0]["aliases"] or ()),
        outgoing=_groups(deal for deal in deals if deal.source.id == party_id),
        incoming=_groups(deal for deal in deals if deal.target.id == party_id),
        more_deals=max(0, number - len(deals)),
        metrics=metric_views(store, metrics),
        loops=loops(store, party_id, max_hops, where, LOOPS),
        articles=tuple(map(article_card, articles)),
    )


def _groups(deals: Iterable[DealView]) -> tuple[DealGroup, ...]:
    by_type: dict[str, list[DealView]] = {type_: [] for type_ in deal_table()}
    for deal in deals:
        by_type[deal.type].append(deal)
    return tuple(DealGroup(type_, label(type_), tuple(several)) for type_, several in by_type.items() if several)
