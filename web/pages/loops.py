"""All loops, by what the visitor asks for."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from graph.analysis import cycles
from web import shown, visitor
from web.pages.asking import ask
from web.pages.twin import page
from web.question import Hops
from web.services import services

blueprint = Blueprint("loops", __name__)
HOPS = Hops(least=2, most=6, usual=4)
LIMIT = 50


@page(blueprint, "/loops", "loops.html")
def loops() -> dict[str, Any]:
    language = visitor.language()
    question = ask(request.args, HOPS, ("party",), language)
    data: dict[str, Any] = {"asked": question.data, "loops": [], "truncated": False}
    if question.open:
        return data
    party = question.parties["party"]
    start = party.id if party else None
    with services().heavy.place():
        found = cycles.loops(services().store, start, question.hops, question.where, LIMIT)
    return {**data, "loops": [shown.loop(each, language, start) for each in found.items], "truncated": found.truncated}
