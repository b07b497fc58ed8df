"""Finds parties by a part of any of their names."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from graph.analysis import views
from web import shown, visitor
from web.pages.twin import page
from web.services import services

blueprint = Blueprint("search", __name__)
LONGEST = 200


@page(blueprint, "/search", "search.html")
def search() -> dict[str, Any]:
    language = visitor.language()
    text = request.args.get("q", "").strip()[:LONGEST]
    found = views.search(services().store, text) if text else ()
    return {
        "q": text,
        "parties": [
            {**shown.party(each.party, language), "others": [name for name in each.aliases if name != each.party.name], "deals": each.deals}
            for each in found
        ],
    }
