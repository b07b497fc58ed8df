"""Who depends on one other, which parties are hubs, and what holds the large loops together."""

from __future__ import annotations

import math
from typing import Any

from flask import Blueprint, request

from graph.analysis import concentration as analysis
from graph.errors import BadInput
from web import shown_risk, visitor
from web.pages.twin import page
from web.question import MIN_USD_CHOICES, Args, asked_where, percent, where
from web.services import services

blueprint = Blueprint("concentration", __name__)
LIMIT, HUBS = 20, 12
THRESHOLDS = (25, 50, 75, 90)


@page(blueprint, "/concentration", "concentration.html")
def concentration() -> dict[str, Any]:
    language = visitor.language()
    threshold = percent(request.args, "threshold", 100 * analysis.THRESHOLD, "The threshold must be more than 0 and at most 100 percent.")
    above = _above(request.args)
    with services().heavy.place():
        found = analysis.concentration(services().store, threshold, above, where(request.args), LIMIT)
    asked = {
        **asked_where(request.args),
        "threshold": round(threshold * 100, 10),
        "threshold_choices": sorted({*THRESHOLDS, round(threshold * 100, 10)}),
        "above": above,
        "above_choices": sorted({*MIN_USD_CHOICES, above}),
    }
    return {
        "asked": asked,
        "dependences": [shown_risk.dependence(each, language) for each in found.dependences],
        "more": found.more,
        "hubs": [shown_risk.hub(each, language) for each in found.hubs[:HUBS]],
        "breakers": shown_risk.breakers(found.breakers, language),
        "deals": found.deals,
        "left_out": [shown_risk.left_out(each, language) for each in found.left_out],
        "more_left_out": found.more_left_out,
    }


def _above(args: Args) -> float:
    text = args.get("above", "").strip()
    try:
        value = float(text) if text else analysis.ABOVE
    except ValueError:
        value = math.nan
    if not 0 <= value <= 1e18:
        raise BadInput("The sum of the loops must be a number of dollars from 0 to 1e18.")
    return value
