"""A deal that is stated twice is one; what the first statement left open the later one fills."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.model import AmountKind, Status, Terms
from ingest.text.deals.candidates import Candidate

MOST_OF_A_PAIR = 30
"""Deals of one type between the same two parties that are told apart; keeps a repeated text linear."""
PARTS = ("contribution", "round-capital")
"""Rules that tell what one party pays of a sum."""
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
        for index, other in enumerate(same[:MOST_OF_A_PAIR]):
            if agrees(other, candidate):
                same[index] = retold(other, candidate)
                break
        else:
            same.append(candidate)
    return sorted((c for group in merged.values() for c in group), key=lambda c: (c.position, c.type, c.source, c.target))


def share_terms(candidates: Iterable[Candidate]) -> list[Candidate]:
    """A takeover and the sale beside it, a loan and its guarantee have one sum: either takes what only the other tells."""
    found = list(candidates)
    takeovers = {(c.source, c.target, c.sentence.start): c for c in found if c.type == "ACQUIRES"}
    sales = {(c.source, c.party_subject, c.sentence.start): c for c in found if c.type == "BUYS_STAKE_FROM"}
    loans = {(c.target, c.sentence.start): c for c in found if c.type == "LENDS_TO"}
    result = []
    for c in found:
        other: Candidate | None = None
        if c.type == "BUYS_STAKE_FROM" and c.party_subject is not None:
            other = takeovers.get((c.source, c.party_subject, c.sentence.start))
            if other and c.rule == "part-seller" and other.terms.amount is not None:
                c = replace(c, terms=replace(c.terms, amount=None, currency=None, amount_kind=None))
        elif c.type == "ACQUIRES":
            other = sales.get((c.source, c.target, c.sentence.start))
        elif c.type == "GUARANTEES" and c.terms.amount is None:
            loan = loans.get((c.target, c.sentence.start))
            other = replace(loan, terms=Terms(loan.terms.amount, loan.terms.currency, loan.terms.amount_kind)) if loan else None
        result.append(fill(c, other) if other else c)
    return result


def agrees(one: Candidate, other: Candidate) -> bool:
    """Whether two statements may be of one deal."""
    a, b = one.terms, other.terms
    if one.type in ONE_PER_PAIR:
        return True
    if a.round and b.round and a.round != b.round:
        return False
    if a.date and b.date and not (a.date.startswith(b.date) or b.date.startswith(a.date)):
        return a.amount is None or b.amount is None or a.amount == b.amount
    return a.amount is None or b.amount is None or abs(a.amount - b.amount) <= 0.1 * max(a.amount, b.amount) or is_part(one, other)


def is_part(whole: Candidate, part: Candidate) -> bool:
    """Whether the later statement tells what one party pays of a sum of several (共投资30亿元。其中，A出资20亿元), or of a
    round (领投5亿元C轮，出资3亿元)."""
    a, b = whole.terms, part.terms
    smaller = a.amount is not None and b.amount is not None and b.amount < a.amount and a.currency == b.currency
    of_several = a.amount_kind is AmountKind.JOINT or whole.rule == "round"
    return smaller and of_several and part.rule in PARTS and b.amount_kind is not AmountKind.JOINT


def retold(first: Candidate, later: Candidate) -> Candidate:
    """Both statements as one, at the place that a reader wants to see: where the sum is told, and rather a sentence than a heading."""
    if is_part(first, later):
        return fill(later, first)
    filled = fill(first, later)
    told_there = first.terms.amount is None and later.terms.amount is not None
    if told_there or (first.sentence.heading and not later.sentence.heading):
        return replace(later, terms=filled.terms, party_subject=filled.party_subject)
    return filled


def fill(one: Candidate, other: Candidate) -> Candidate:
    """`one`, with what only `other` says."""
    a, b = one.terms, other.terms
    gaps = {name: getattr(b, name) for name in ("stake_pct", "shares", "quantity", "round", "subject", "date") if getattr(a, name) is None}
    if a.amount is None and b.amount is not None:
        gaps |= {"amount": b.amount, "currency": b.currency, "amount_kind": b.amount_kind}
    if b.status is not Status.ANNOUNCED:
        gaps["status"] = b.status
    return replace(one, terms=replace(a, **gaps), party_subject=one.party_subject if one.party_subject is not None else other.party_subject)
