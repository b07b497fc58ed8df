"""The samples, read once and written into a store."""

from __future__ import annotations

from functools import cache

from graph.facts import articles
from graph.ids import article_id
from graph.model import Article, Reading
from graph.store import Store
from ingest.reader import Reader
from tests.samples.expectations import NAMES, meta_of, text_of
from tests.servers import wipe


def fill(store: Store) -> None:
    """The store with the samples and nothing else."""
    wipe(store)
    for article, reading in _read():
        articles.add(store, article, reading)


@cache
def _read() -> tuple[tuple[Article, Reading], ...]:
    reader = Reader()
    found = []
    for name in NAMES:
        text, meta = text_of(name), meta_of(name)
        article = Article(article_id(text), text, meta["title"], meta["source"], meta["url"], meta["published"])
        found.append((article, reader.read(text, article.published)))
    return tuple(found)
