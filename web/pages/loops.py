"""All loops, by what the visitor asks for, a page at a time."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from graph.analysis import cycles
from graph.analysis.ranking import Order
from graph.errors import BadInput
from web import shown, visitor
from web.pages.asking import ask
from web.pages.twin import page
from web.question import Args, Hops
from web.services import services

blueprint = Blueprint("loops", __name__)
HOPS = Hops(least=2, most=8, usual=4)
LIMIT = 50
LAST_PAGE = 1_000_000


@page(blueprint, "/loops", "loops.html")
def loops() -> dict[str, Any]:
    language = visitor.language()
    question = ask(request.args, HOPS, ("party",), language)
    order, number, in_time = _order(request.args), _page(request.args), request.args.get("in_time") == "1"
    asked = {**question.data, "order": order, "orders": list(Order), "in_time": in_time, "page": number}
    data: dict[str, Any] = {"asked": asked, "loops": [], "truncated": False, "number": 0, "by_length": {}}
    if question.open:
        return data
    party = question.parties["party"]
    start = party.id if party else None
    offset = (number - 1) * LIMIT
    with services().heavy.place():
        found = cycles.loops(services().store, start, question.hops, question.where, LIMIT, order=order, offset=offset, in_time=in_time)
    told = [shown.loop(each, language, each.parties[0].id if in_time else start) for each in found.items]
    counts = {"number": found.number, "by_length": {str(length): count for length, count in found.by_length.items()}}
    return {**data, **counts, "first": offset + 1, "loops": told, "truncated": found.truncated}


def _order(args: Args) -> Order:
    text = args.get("order", "").strip() or Order.SMALLEST
    if text not in list(Order):
        raise BadInput(f"There is no order {text[:60]!r}; choose among {', '.join(Order)}.")
    return Order(text)


def _page(args: Args) -> int:
    text = args.get("page", "").strip() or "1"
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= LAST_PAGE:
        raise BadInput(f"The page must be a number from 1 to {LAST_PAGE}.")
    return int(text[:9])
