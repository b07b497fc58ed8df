"""Which candidates say nothing of their own beside a more exact one of the same sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.model import Terms
from ingest.text.deals.candidates import Candidate

CAPITAL = frozenset({"INVESTS_IN", "ACQUIRES", "GRANTS_EQUITY_TO"})


UNSURE = ("-between", "contract-bought", "contract-sold")
"""Ends of rules that guess who of two partners is the customer."""


def directed(candidates: Sequence[Candidate]) -> list[Candidate]:
    """A contract of two parties goes the way in which the article elsewhere says that one buys from the other."""
    sure = {(c.source, c.target) for c in candidates if c.type == "PURCHASES_FROM" and not c.rule.endswith(UNSURE)}
    return [_turned(c) if c.type == "PURCHASES_FROM" and c.rule.endswith(UNSURE) and _against(c, sure) else c for c in candidates]


def _against(c: Candidate, sure: set[tuple[int, int]]) -> bool:
    return (c.target, c.source) in sure and (c.source, c.target) not in sure


def _turned(c: Candidate) -> Candidate:
    return replace(c, source=c.target, target=c.source)


def select(candidates: Sequence[Candidate]) -> Iterator[tuple[Candidate, str | None]]:
    """Each candidate with the reason against it, None where it stands."""
    told = _Told(candidates)
    for candidate in candidates:
        yield candidate, told.reason(candidate)


class _Told:
    """Lookups over all candidates of a document."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.pairs = {(frozenset((c.source, c.target)), c.sentence.start) for c in candidates if c.type != "PARTNERS_WITH"}
        self.capital = {(c.source, c.target) for c in candidates if c.type in ("INVESTS_IN", "HOLDS_STAKE_IN")}
        self.bought = {(c.source, c.target, c.sentence.start) for c in candidates if c.type in CAPITAL and not c.rule.endswith("-held")}
        sure = [c for c in candidates if c.type == "PURCHASES_FROM" and not c.rule.endswith(UNSURE)]
        self.sure_goods = {(frozenset((c.source, c.target)), c.sentence.start) for c in sure}
        self.second_hand = {(c.source, c.party_subject) for c in candidates if c.type == "BUYS_STAKE_FROM"}
        self.sold = {(c.target, c.party_subject, c.sentence.start) for c in candidates if c.type == "BUYS_STAKE_FROM"}

    def reason(self, c: Candidate) -> str | None:
        if c.type == "PARTNERS_WITH" and (frozenset((c.source, c.target)), c.sentence.start) in self.pairs:
            return "the sentence tells a more exact deal of the two"
        if c.rule.endswith(UNSURE) and (frozenset((c.source, c.target)), c.sentence.start) in self.sure_goods:
            return "another clause says who supplies whom"
        if c.type == "PARTICIPATES_IN" and (c.source, c.target) in self.capital:
            return "a contribution or a share is told"
        if c.type == "INVESTS_IN" and c.rule == "gain" and (c.source, c.target) in self.second_hand:
            return "shares that another hand sold"
        if c.type == "HOLDS_STAKE_IN" and not c.rule.startswith(("aside", "role")):
            if (c.source, c.target, c.sentence.start) in self.bought:
                return "the holding that the deal of the sentence leads to"
            if (c.source, c.target, c.sentence.start) in self.sold:
                return "the holding that the sentence says is sold"
        return None


def with_shares(candidates: Sequence[Candidate], dropped: Sequence[Candidate]) -> list[Candidate]:
    """Investments take the share that a dropped holding of the same pair and sentence told."""
    shares = {(c.source, c.target, c.sentence.start): c.terms.stake_pct for c in dropped if c.type == "HOLDS_STAKE_IN"}
    return [_with_share(c, shares.get((c.source, c.target, c.sentence.start))) for c in candidates]


def with_contracts(candidates: Sequence[Candidate], dropped: Sequence[Candidate]) -> list[Candidate]:
    """Purchases take the sum that only the dropped contract of the same pair and sentence told."""
    contracts = {(c.source, c.target, c.sentence.start): c.terms for c in dropped if c.rule.endswith(UNSURE) and c.terms.amount}
    return [_with_sum(c, contracts.get((c.source, c.target, c.sentence.start))) for c in candidates]


def _with_sum(c: Candidate, contract: Terms | None) -> Candidate:
    if contract is None or c.type != "PURCHASES_FROM" or c.terms.amount is not None:
        return c
    return replace(c, terms=replace(c.terms, amount=contract.amount, currency=contract.currency, amount_kind=contract.amount_kind))


def _with_share(c: Candidate, share: float | None) -> Candidate:
    if share is None or c.type not in CAPITAL or c.terms.stake_pct is not None:
        return c
    return replace(c, terms=replace(c.terms, stake_pct=share))
