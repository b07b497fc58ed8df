"""Derives deals from claims: a pure function, so that deals can be dropped and rebuilt at any time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.facts.claims import StoredClaim
from graph.facts.grouping import group
from graph.facts.merging import Merged, merge
from graph.ids import deal_id
from graph.model import Deal
from graph.schema import deal_table

Ends = tuple[str, str, str]
"""Deal type, id of the source, id of the target: the place in the graph that deals of one pair share."""


def ends(type_: str, source: str, target: str) -> Ends:
    """Where a claim's deal lies; a type without direction runs from the smaller party id to the larger."""
    if not deal_table()[type_].directed and target < source:
        source, target = target, source
    return type_, source, target


def derive(claims: Iterable[StoredClaim]) -> list[Deal]:
    """The deals that the claims state, by type, ends and date; the order of the claims does not matter.

    Rejected claims, and those whose two ends a person has found to be one party, state no deal.
    """
    places: dict[Ends, list[StoredClaim]] = defaultdict(list)
    for claim in claims:
        if claim.verdict != "reject" and claim.source != claim.target:
            places[ends(claim.type, claim.source, claim.target)].append(claim)
    return [deal for place in sorted(places) for deal in _deals_of(place, places[place])]


def _deals_of(place: Ends, claims: list[StoredClaim]) -> list[Deal]:
    about_third = deal_table()[place[0]].subject
    merged = [(merge(same), same) for same in group(claims, about_third)]
    merged.sort(key=lambda pair: _age(*pair))
    return [_deal(place, number, terms, same) for number, (terms, same) in enumerate(merged)]


def _age(merged: Merged, claims: list[StoredClaim]) -> tuple[str, float, str, str]:
    """Order among the deals of a pair: date (undated last), sum, round, and for equals the smallest claim."""
    terms = merged.terms
    amount = float("inf") if terms.amount is None else terms.amount
    return terms.date or "~", amount, terms.round or "~", min(c.id for c in claims)


def _deal(place: Ends, number: int, merged: Merged, claims: list[StoredClaim]) -> Deal:
    type_, source, target = place
    return Deal(
        id=deal_id(type_, source, target, number),
        type=type_,
        source=source,
        target=target,
        terms=merged.terms,
        usd=merged.usd,
        claims=tuple(sorted(c.id for c in claims)),
        articles=tuple(sorted({c.article for c in claims})),
        disputed=merged.disputed,
        accepted=any(c.verdict == "accept" for c in claims),
    )
