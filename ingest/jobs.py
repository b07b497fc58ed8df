"""Reads articles into the store, one write unit an article.

A run that is killed leaves whole articles and no half ones; the same run again goes on, since an article that is
there already under the same reading is not written twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from graph import ids
from graph.analysis.cycles import as_now, closed
from graph.analysis.results import Loop
from graph.errors import BadInput
from graph.facts import articles, origin
from graph.model import Article
from graph.store import Store
from ingest.readers import Reads
from ingest.sources.article import Refused, Source, remarks
from ingest.sources.origin import of_text


@dataclass(frozen=True, slots=True)
class Step:
    """One article done. `refused` says why it was not read; else `article` is in the store."""

    name: str
    title: str
    article: str | None = None
    known: bool = False
    deals: int = 0
    loops: tuple[Loop, ...] = ()
    """Loops that this article closed."""
    refused: str | None = None
    notes: tuple[str, ...] = ()
    """What is to be known of its text, and what its reader says of how it was read (`Reading.notes`)."""


@dataclass(slots=True)
class Summary:
    """What a run did."""

    added: int = 0
    known: int = 0
    deals: int = 0
    """Deals that the articles of this run state, each once."""
    refused: list[Refused] = field(default_factory=list)
    loops: dict[str, Loop] = field(default_factory=dict)
    """Loops newly closed, by id, the best first."""


def add(
    store: Store,
    reader: Reads,
    sources: Iterable[Source | Refused],
    on_progress: Callable[[Step], None] | None = None,
) -> Summary:
    """Reads and stores every article; what is refused is told and the rest goes on.

    Raises StoreUnavailable when the store goes away; the articles before that are stored.
    """
    summary = Summary()
    deals: set[str] = set()
    for source in sources:
        step, stated = _add(store, reader, source)
        deals.update(stated)
        if step.refused is not None:
            summary.refused.append(Refused(step.name, step.refused))
        elif step.known:
            summary.known += 1
        else:
            summary.added += 1
        summary.loops.update((loop.id, loop) for loop in step.loops)
        summary.deals = len(deals)
        if on_progress:
            on_progress(step)
    if summary.loops:  # later articles may have told more of their sums, or that a deal came to nothing
        summary.loops = {loop.id: loop for loop in as_now(store, summary.loops.values())}
    return summary


def _add(store: Store, reader: Reads, source: Source | Refused) -> tuple[Step, tuple[str, ...]]:
    if isinstance(source, Refused):
        return Step(source.name, source.name, refused=source.reason), ()
    article = _known(store, Article(ids.article_id(source.text), source.text, source.title, source.source, source.url, source.published))
    try:
        reading = reader.read(article.text, article.published)
        added = articles.add(store, article, reading)
    except BadInput as error:
        return Step(source.id, source.title, refused=f"was not read: {error}"), ()
    loops = tuple(closed(store, added.closed_hops)) if added.closed_hops else ()
    notes = (*remarks(article.text), *reading.notes)
    return Step(source.id, article.title, article.id, added.known, len(added.deals), loops, notes=notes), added.deals


def _known(store: Store, article: Article) -> Article:
    """The article with what the store knows of its origin as well; the text is read by the date that holds of both."""
    before = origin.stored(store, article.id)
    if before is None:
        return article
    own = of_text(article.text)
    return origin.join(article, before, Article(article.id, article.text, own.title, own.source, own.url, own.published))
