"""What comes of it when parties fail or lose a part of what they have."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from graph.analysis import PartyRef, cycles
from graph.analysis.shock import Model, Scenario, compare
from graph.errors import BadInput
from web import shown, shown_risk, visitor
from web.language import Language
from web.pages.twin import page
from web.parties import find
from web.question import Args, asked_where, percent, where
from web.services import services

blueprint = Blueprint("shock", __name__)
LIMIT, PARTIES = 50, 6
LOSSES = (10, 25, 50, 75, 100)


@page(blueprint, "/shock", "shock.html")
def shock() -> dict[str, Any]:
    """Every loser with the ways by which it is hit, for all parties at once and, where there are several, for each alone."""
    language = visitor.language()
    chosen, asked = _ask(request.args, language)
    data: dict[str, Any] = {"asked": asked, "answer": None, "suggestions": []}
    if asked["candidates"]:
        return data
    if not chosen:
        return {**data, "suggestions": _suggestions(language)}
    together = Scenario(tuple((party.id, asked["loss"] / 100) for party in chosen))
    alone = [Scenario((start,)) for start in together.parties] if len(chosen) > 1 else []
    with services().heavy.place():
        answer = compare(services().store, [together, *alone], Model(asked["model"]), where(request.args), LIMIT)
    return {**data, "answer": shown_risk.answered(answer, language)}


def _ask(args: Args, language: Language) -> tuple[list[PartyRef], dict[str, Any]]:
    """The parties that are clear, and the question as it was understood; names that are not clear have candidates."""
    loss = percent(args, "loss", 100, "The loss of a party must be more than 0 and at most 100 percent.") * 100
    model = args.get("model", "").strip() or str(Model.DEBTRANK)
    if model not in list(Model):
        raise BadInput(f"There is no model {model[:60]!r}; choose among {', '.join(Model)}.")
    names = list(dict.fromkeys(text.strip() for text in args.getlist("party") if text.strip()))
    if len(names) > PARTIES:
        raise BadInput(f"The number of parties that lose at once must be from 1 to {PARTIES}.")
    found = {text: find(services().store, text) for text in names}
    parties = list({party.id: party for party, _ in found.values() if party}.values())
    unclear = {text: [shown.party(each, language) for each in others] for text, (party, others) in found.items() if party is None}
    asked = {
        **asked_where(args),
        "parties": [shown.party(each, language) for each in parties],
        "most_parties": PARTIES,
        "loss": round(loss, 10),
        "loss_choices": sorted({*LOSSES, round(loss, 10)}),
        "model": model,
        "models": [str(each) for each in Model],
        "candidates": unclear,
    }
    return parties, asked


def _suggestions(language: Language) -> list[shown.Data]:
    """Parties of the best loops, to begin with."""
    found = cycles.loops(services().store, limit=10)
    parties = {each.id: each for loop in found.items for each in loop.parties}
    return [shown.party(each, language) for each in list(parties.values())[:10]]
