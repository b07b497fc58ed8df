"""How money gets from one party to another."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from graph.analysis import paths as analysis
from graph.analysis.throughput import throughput
from graph.errors import BadInput
from web import shown, shown_risk, visitor
from web.pages.asking import ask
from web.pages.twin import page
from web.question import Hops
from web.services import services

blueprint = Blueprint("paths", __name__)
HOPS = Hops(least=1, most=6, usual=4)
LIMIT = 50


@page(blueprint, "/paths", "paths.html")
def paths() -> dict[str, Any]:
    language = visitor.language()
    question = ask(request.args, HOPS, ("source", "target"), language)
    source, target = question.parties["source"], question.parties["target"]
    data: dict[str, Any] = {"asked": question.data, "source": None, "target": None, "paths": [], "truncated": False, "throughput": None}
    if source is None or target is None:
        return data
    if source == target:
        raise BadInput("A path needs two different parties; ask for the loops of one instead.")
    with services().heavy.place():
        found = analysis.paths(services().store, source.id, target.id, question.hops, question.where, LIMIT)
        through = throughput(services().store, source.id, target.id, question.where)
    return {
        **data,
        "source": shown.party(source, language),
        "target": shown.party(target, language),
        "paths": [shown.chain(each, language) for each in found.items],
        "truncated": found.truncated,
        "throughput": shown_risk.throughput(through, language),
    }
