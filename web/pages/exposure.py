"""Who is hit when a party fails."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from graph.analysis import cycles
from graph.analysis import exposure as analysis
from web import shown, visitor
from web.language import Language
from web.pages.asking import ask
from web.pages.twin import page
from web.question import Hops
from web.services import services

blueprint = Blueprint("exposure", __name__)
HOPS = Hops(least=1, most=5, usual=3)
LIMIT = 200


@page(blueprint, "/exposure", "exposure.html")
def exposure() -> dict[str, Any]:
    """Every party that is hit, the largest sum first, with the chains that lead to it."""
    language = visitor.language()
    question = ask(request.args, HOPS, ("party",), language)
    party = question.parties["party"]
    data: dict[str, Any] = {"asked": question.data, "party": None, "hit": [], "chains": 0, "truncated": False}
    if party is None:
        return {**data, "suggestions": _suggestions(language)}
    with services().heavy.place():
        found = analysis.exposed(services().store, party.id, question.hops, question.where, LIMIT)
    hit = [
        {
            "party": shown.party(each.party, language),
            "usd": each.usd,
            "hops": each.hops,
            "paths": [shown.chain(path, language) for path in found.items if path.parties[-1].id == each.party.id],
        }
        for each in analysis.hits(found.items)
    ]
    return {**data, "party": shown.party(party, language), "hit": hit, "chains": len(found.items), "truncated": found.truncated}


def _suggestions(language: Language) -> list[shown.Data]:
    """Parties of the best loops, to begin with."""
    found = cycles.loops(services().store, limit=10)
    parties = {each.id: each for loop in found.items for each in loop.parties}
    return [shown.party(each, language) for each in list(parties.values())[:10]]
