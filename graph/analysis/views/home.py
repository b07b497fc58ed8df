"""The first page: how much there is, what came last, and the best loops."""

from __future__ import annotations

from graph.analysis.cycles import loops
from graph.analysis.filter import Filter
from graph.analysis.snapshot import current
from graph.analysis.views.said import article_card
from graph.analysis.views.values import ArticleCard, Counts, Home
from graph.queries import catalog
from graph.store import Store


def home(store: Store, max_hops: int = 4, where: Filter | None = None, limit: int = 12, articles: int = 10) -> Home:
    """The counts, the latest `articles` and the best `limit` loops of the whole graph."""
    return Home(counts(store), latest_articles(store, articles), loops(store, None, max_hops, where, limit))


def counts(store: Store) -> Counts:
    """How much the graph holds. A store looks at every deal to count them; in memory they are counted."""
    found = {row["what"]: row["number"] for row in catalog()["counts"].run(store)}
    return Counts(**{**dict.fromkeys(Counts.__slots__, 0), **found, "deals": len(current(store).deals)})


def latest_articles(store: Store, limit: int = 10) -> tuple[ArticleCard, ...]:
    return tuple(map(article_card, catalog()["latest_articles"].run(store, limit=limit)))
