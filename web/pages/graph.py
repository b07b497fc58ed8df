"""The canvas: the surroundings of a party, or the parties of the loops."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from graph.analysis import cycles, views
from graph.queries import catalog
from web import shown, visitor
from web.language import Language
from web.parties import find
from web.question import MIN_USD_CHOICES
from web.services import services

blueprint = Blueprint("graph", __name__)
LOOPS = 40


@blueprint.get("/graph")
def graph() -> ResponseReturnValue:
    """The page itself; its script asks for the data."""
    limits = services().settings.limits
    party, asked = _asked_for()
    data = {
        "party": party,
        "asked": asked,
        "limits": {"nodes": limits.canvas_nodes, "step": limits.canvas_step, "sums": MIN_USD_CHOICES},
    }
    return render_template("graph.html", data=data, twin=f"/graph.json?party={party['id']}" if party else "/graph.json")


@blueprint.get("/graph.json")
def graph_data() -> ResponseReturnValue:
    party, _ = _asked_for()
    if party is None:
        return jsonify(_of_loops(visitor.language()))
    found = views.neighbours(services().store, party["id"], limit=services().settings.limits.canvas_step * 2)
    return jsonify(shown.surroundings(found, visitor.language()))


def _asked_for() -> tuple[shown.Data | None, shown.Data]:
    """The party to draw around, or none; and whom a name may mean that is not clear."""
    language, text = visitor.language(), request.args.get("party", "").strip()
    party, candidates = find(services().store, text) if text else (None, ())
    unclear = {"party": [shown.party(each, language) for each in candidates]} if text and not party else {}
    return shown.party(party, language) if party else None, {"party_text": text, "candidates": unclear}


def _of_loops(language: Language) -> dict[str, Any]:
    """Parties and deals of the best loops, each once."""
    found = cycles.loops(services().store, limit=LOOPS)
    hops = {(hop.source.id, hop.target.id): hop for loop in found.items for hop in loop.hops}
    parties = {end.id: end for hop in hops.values() for end in (hop.source, hop.target)}
    counted = catalog()["degrees"].run(services().store, parties=list(parties), limit=len(parties)) if parties else []
    degrees = {row["party"]: row["deals"] for row in counted}
    return {
        "parties": [{**shown.party(each, language), "deals": degrees.get(each.id, 0)} for each in parties.values()],
        "deals": [shown.deal(each, language) for hop in hops.values() for each in hop.deals],
        "more": 0,
    }
