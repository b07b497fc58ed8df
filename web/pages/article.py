"""An article: its text with names and evidence marked, and what it states beside it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from graph.analysis import to_json, views
from web import marks, shown, visitor
from web.pages.twin import page
from web.services import services

blueprint = Blueprint("article", __name__)


@page(blueprint, "/articles/<id_>", "article.html")
def article(id_: str) -> dict[str, Any]:
    language = visitor.language()
    found = views.article(services().store, id_)
    evidence = [marks.Mark(claim.id, claim.evidence.start, claim.evidence.end) for claim in found.claims]
    names = [marks.Mark(each.party.id, span.start, span.end) for each in found.parties for span in each.spans]
    head = {name: getattr(found, name) for name in ("id", "title", "source", "url", "published", "text")}
    return {
        "article": {**head, "link": shown.safe_link(found.url)},
        "paragraphs": to_json(_without_title(marks.paragraphs(found.text, evidence, names), found.title)),
        "claims": [shown.deal(claim, language) for claim in found.claims],
        "metrics": [shown.metric(each, language) for each in found.metrics],
        "parties": [{**shown.party(each.party, language), "named": each.name, "aliases": list(each.aliases)} for each in found.parties],
    }


def _without_title(paragraphs: list[marks.Paragraph], title: str) -> list[marks.Paragraph]:
    """The first line is left out where it only repeats the title, which stands above the text."""
    first = paragraphs[0].passages if paragraphs else ()
    repeats = "".join(piece.text for passage in first for piece in passage.pieces).strip() == title
    return paragraphs[1:] if repeats and not any(passage.claims for passage in first) else paragraphs
