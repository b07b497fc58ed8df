"""A deal that is stated twice is one; what the first statement left open the later one fills."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.model import AmountKind, Status, Terms
from ingest.text.deals.candidates import Candidate

UNDIRECTED = frozenset({"PARTNERS_WITH"})
ONE_PER_PAIR = frozenset({"HOLDS_STAKE_IN", "PARTNERS_WITH", "PARTICIPATES_IN", "ACQUIRES"})


def merge(candidates: Iterable[Candidate]) -> list[Candidate]:
    """One candidate a deal, in the order of first statement."""
    merged: dict[tuple[str, int, int], list[Candidate]] = {}
    for candidate in candidates:
        ends = (candidate.source, candidate.target)
        if candidate.type in UNDIRECTED:
            ends = (min(ends), max(ends))
        same = merged.setdefault((candidate.type, *ends), [])
        for index, other in enumerate(same):
            if agrees(other, candidate):
                same[index] = fill(other, candidate)
                break
        else:
            same.append(candidate)
    return sorted((c for group in merged.values() for c in group), key=lambda c: (c.position, c.type, c.source, c.target))


def agrees(one: Candidate, other: Candidate) -> bool:
    """Whether two statements may be of one deal."""
    a, b = one.terms, other.terms
    if one.type in ONE_PER_PAIR:
        return True
    if a.round and b.round and a.round != b.round:
        return False
    if a.date and b.date and not (a.date.startswith(b.date) or b.date.startswith(a.date)):
        return a.amount is None or b.amount is None or a.amount == b.amount
    return a.amount is None or b.amount is None or abs(a.amount - b.amount) <= 0.1 * max(a.amount, b.amount)


def fill(one: Candidate, other: Candidate) -> Candidate:
    """`one`, with what only `other` says."""
    a, b = one.terms, other.terms
    gaps = {name: getattr(b, name) for name in ("stake_pct", "shares", "quantity", "round", "subject", "date") if getattr(a, name) is None}
    if a.amount is None and b.amount is not None:
        gaps |= {"amount": b.amount, "currency": b.currency, "amount_kind": b.amount_kind}
    if b.status is not Status.ANNOUNCED:
        gaps["status"] = b.status
    return replace(one, terms=replace(a, **gaps), party_subject=one.party_subject if one.party_subject is not None else other.party_subject)


__all__ = ["AmountKind", "Terms", "agrees", "fill", "merge"]
