"""Where an article comes from, told more than once: what holds does not depend on which telling came first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.model import Article
from graph.store import Store

_STORED = "MATCH (a:Article {id: $id}) RETURN a.text AS text, a.title AS title, a.source AS source, a.url AS url, a.published AS published"
_COLUMNS = ("text", "title", "source", "url", "published")


def stored(store: Store, article_id: str) -> Article | None:
    """The article as the store has it, None where it has none of that id."""
    for row in store.read(_STORED, _COLUMNS, id=article_id):
        return Article(article_id, row["text"], row["title"] or "", row["source"] or "", row["url"] or "", row["published"])
    return None


def join(one: Article, other: Article, of_text: Article) -> Article:
    """One text told twice, with all that either telling knows; the same whichever is `one`, and over any number of tellings.

    `of_text` holds what the text itself says of its origin, which a source puts where nobody tells anything else; so it
    gives way to whatever else is told. Of two values the earlier day of publication holds, and the longer title, source
    or address; of equal lengths the smaller.
    """
    return replace(
        one,
        title=_text((one.title, other.title), of_text.title),
        source=_text((one.source, other.source), of_text.source),
        url=_text((one.url, other.url), of_text.url),
        published=_day((one.published, other.published), of_text.published),
    )


def _text(told: Iterable[str], of_text: str) -> str:
    return min(filter(None, told), key=lambda value: (value == of_text, -len(value), value), default="")


def _day(told: Iterable[str | None], of_text: str | None) -> str | None:
    return min(filter(None, told), key=lambda value: (value == of_text, value), default=None)
