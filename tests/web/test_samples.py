"""Which samples a start still has to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.facts import articles
from graph.ids import article_id
from graph.model import Article, Reading
from graph.store import Store
from ingest.sources import text
from ingest.sources.article import Source
from tests.servers import wipe
from web import samples

FILES = sorted(samples.FOLDER.glob("*.txt"))


@pytest.fixture
def store(embedded: Store) -> Store:
    wipe(embedded)
    return embedded


def _write(store: Store, *texts: str) -> None:
    for each in texts:
        articles.add(store, Article(article_id(each), each, "", "", "", None), Reading((), (), ()))


def _text(file: Path) -> str:
    """As a start reads it."""
    (source,) = text.read(file)
    assert isinstance(source, Source)
    return source.text


def test_an_empty_store_lacks_them_all(store: Store) -> None:
    assert samples.missing(store) == FILES


def test_a_start_that_was_killed_among_them_is_completed_by_the_next(store: Store) -> None:
    _write(store, *map(_text, FILES[:3]))
    assert samples.missing(store) == FILES[3:]
    _write(store, *map(_text, FILES[3:]))
    assert samples.missing(store) == []


def test_a_store_with_an_article_of_the_user_is_left_alone(store: Store) -> None:
    _write(store, _text(FILES[0]), "一篇别的文章。")
    assert samples.missing(store) == []
