"""How much of what is announced runs in loops."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from graph.analysis import circularity as analysis
from web import amounts, shown, shown_risk, visitor
from web.pages.twin import page
from web.parties import find
from web.question import asked_where, where
from web.services import services

blueprint = Blueprint("circularity", __name__)
LIMIT = 20


@page(blueprint, "/circularity", "circularity.html")
def circularity() -> dict[str, Any]:
    """The largest circulation of the whole graph, or through one party."""
    language = visitor.language()
    text = request.args.get("party", "").strip()
    party, candidates = find(services().store, text) if text else (None, ())
    asked = {**asked_where(request.args), "party": party.id if party else None, "party_text": party.name if party else text}
    if text and party is None:
        asked["candidates"] = {"party": [shown.party(each, language) for each in candidates]}
        return {"asked": asked, "answer": None}
    with services().heavy.place():
        found = analysis.circularity(services().store, party.id if party else None, where(request.args), LIMIT)
    answer = {
        "party": shown.party(found.party, language) if found.party else None,
        "announced": found.announced,
        "announced_text": amounts.dollars(found.announced, language),
        "in_loops": found.in_loops,
        "in_loops_text": amounts.dollars(found.in_loops, language),
        "share_text": shown_risk.percent(found.in_loops / found.announced if found.announced else 0.0),
        "least": found.least,
        "most": found.most,
        "span_text": shown_risk.span(found.least, found.most, language),
        "parties": [shown_risk.circling(each, language) for each in found.parties],
        "more": found.more,
        "loops": [shown_risk.running_loop(each, language) for each in found.loops],
        "told": found.told,
        "deals": found.deals,
        "left_out": [shown_risk.left_out(each, language) for each in found.left_out],
        "more_left_out": found.more_left_out,
    }
    return {"asked": asked, "answer": answer}
