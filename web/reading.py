"""Reads uploaded articles into the store, as a job: what went in, what was found, which loops it closed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.analysis import views
from graph.errors import BadInput, QueryTooLarge
from graph.store import Store
from web import shown
from web.jobs import Progress
from web.language import Language
from web.services import ArticleReader

TOO_LARGE = "The article is stored, but is too large for its deals to be listed here; split it into articles."


@dataclass(frozen=True, slots=True)
class Upload:
    """A file or a pasted text, with what its sender tells of it."""

    name: str
    data: bytes
    title: str = ""
    source: str = ""
    url: str = ""
    published: str = ""


def read_uploads(store: Store, reader: ArticleReader, uploads: list[Upload], language: Language, progress: Progress) -> dict[str, Any]:
    """Reads every article of the uploads; one that is refused is told with its reason and the rest goes on."""
    from ingest import jobs  # here, since it brings the reader's libraries along, which take seconds to load

    steps: list[jobs.Step] = []

    def note(step: jobs.Step) -> None:
        steps.append(step)
        progress(len(steps), max(len(steps), len(uploads)))

    summary = jobs.add(store, reader, _sources(uploads), note)
    return {
        "articles": [_item(store, step, language) for step in steps],
        "closed": [shown.loop(loop, language) for loop in summary.loops.values()],
    }


def _sources(uploads: list[Upload]) -> Iterator[Any]:
    from ingest.sources import text
    from ingest.sources.article import Refused
    from ingest.sources.origin import origin

    for upload in uploads:
        try:
            told = origin({"published": upload.published, "title": upload.title, "source": upload.source, "url": upload.url})
        except BadInput as error:
            yield Refused(upload.name, str(error))
            continue
        yield from text.read(io.BytesIO(upload.data), told, upload.name)


def _item(store: Store, step: Any, language: Language) -> dict[str, Any]:
    """One article done, with its deals in the order of its text."""
    item: dict[str, Any] = {"name": step.name, "title": step.title, "article": step.article}
    item |= {"known": step.known, "refused": step.refused, "notes": step.notes}
    if step.article is None:
        return {**item, "stated": 0, "deals": []}
    try:
        claims = views.article(store, step.article).claims
    except QueryTooLarge:
        return {**item, "stated": step.deals, "deals": [], "notes": (*step.notes, TOO_LARGE)}
    return {**item, "stated": len(claims), "deals": [_with_sentence(shown.deal(claim, language)) for claim in claims]}


def _with_sentence(claim: shown.Data) -> shown.Data:
    """A claim has one sentence; deals, which the templates show, have a list of them."""
    return {**claim, "evidence": [claim["evidence"]]}
