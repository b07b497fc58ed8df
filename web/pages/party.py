"""A party: its deals in and out, the loops through it, who is hit when it fails; and its surroundings for the canvas."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.analysis import exposure, views
from graph.analysis.views.values import DealGroup
from graph.errors import BadInput
from graph.schema import deal_table
from web import shown, visitor
from web.pages.twin import page
from web.parties import named
from web.question import is_party_id
from web.services import services

blueprint = Blueprint("party", __name__)
LOOPS = 3
HITS = 8


@page(blueprint, "/parties/<id_>", "party.html")
def party(id_: str) -> dict[str, Any]:
    language = visitor.language()
    store = services().store
    _lead_on(id_)
    found = views.party(store, id_)
    hit = exposure.hits(exposure.exposed(store, id_).items)
    return {
        "party": {**shown.party(found.party, language), "others": [name for name in found.aliases if name != found.party.name]},
        "out": shown.groups(_directed(found.outgoing), language),
        "into": shown.groups(_directed(found.incoming), language),
        "neither": shown.groups(_undirected(found.outgoing, found.incoming), language),
        "more_deals": found.more_deals,
        "loops": [shown.loop(each, language, id_) for each in found.loops.items[:LOOPS]],
        "more_loops": found.loops.truncated or len(found.loops.items) > LOOPS,
        "hit": [{"party": shown.party(each.party, language), "usd": each.usd, "hops": each.hops} for each in hit[:HITS]],
        "metrics": [shown.metric(each, language) for each in found.metrics],
        "articles": [shown.card(each) for each in found.articles],
    }


@blueprint.get("/parties/<id_>/neighbours.json")
def neighbours(id_: str) -> ResponseReturnValue:
    """The party with those that it deals with, the largest sums first, for the canvas."""
    _lead_on(id_)
    most = services().settings.limits.canvas_nodes
    text = request.args.get("limit", "12")
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= most:
        raise BadInput(f"The number of neighbours must be from 1 to {most}.")
    found = views.neighbours(services().store, id_, limit=int(text))
    return jsonify(shown.surroundings(found, visitor.language()))


def _lead_on(text: str) -> None:
    """Sends whoever gives the name of a party to the same page under its id."""
    if is_party_id(text):
        return
    if found := named(services().store, text):
        query = request.query_string.decode("ascii", "replace")
        address = url_for(str(request.endpoint), id_=found.id)
        abort(redirect(f"{address}?{query}" if query else address, 303))


def _directed(groups: tuple[DealGroup, ...]) -> list[DealGroup]:
    return [each for each in groups if deal_table()[each.type].directed]


def _undirected(*sides: tuple[DealGroup, ...]) -> list[DealGroup]:
    """Deals between equals, which stand on one side or the other by chance."""
    found: dict[str, DealGroup] = {}
    for each in (group for side in sides for group in side if not deal_table()[group.type].directed):
        known = found.get(each.type)
        found[each.type] = replace(each, deals=(*known.deals, *each.deals)) if known else each
    return list(found.values())
