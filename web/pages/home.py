"""The first page: the loops, the latest articles, and how much there is."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from graph.analysis import to_json, views
from web import shown, visitor
from web.pages.twin import page
from web.services import services

blueprint = Blueprint("home", __name__)
LOOPS = 24


@page(blueprint, "/", "home.html")
def home() -> dict[str, Any]:
    language = visitor.language()
    found = views.home(services().store, limit=LOOPS)
    number = found.loops.number
    return {
        "counts": {**to_json(found.counts), "loops": len(found.loops.items) if number is None else number},
        "truncated": number is None,
        "loops": [shown.loop(each, language) for each in found.loops.items],
        "articles": [shown.card(each) for each in found.articles],
    }
