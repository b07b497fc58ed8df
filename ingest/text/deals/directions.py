"""Of two deals of one kind that run against each other in one sentence, one is read the wrong way round."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.schema import deal_table
from ingest.text.deals.candidates import Candidate
from ingest.text.deals.learned import RULE

MARKED = 0.3
"""How likely a deal of the grammar must be for its direction to go before the encoder's. On texts left out of training and those with
gold it is right in seven of nine such pairs from here on, and in one of four below."""
_MUTUAL = re.compile(r"互相|相互|交叉|换股|換股|互换|互換|股份交换|股份交換|互持|互为|互為|对等|各自|彼此|置换|置換")

Judged = tuple[Candidate, float]
"""A candidate and how likely it is."""


def one_way(plain: str, judged: Sequence[Judged]) -> Iterator[tuple[Candidate, str | None]]:
    """Each candidate with the reason against it, None where it stands: of two opposite ones of a sentence that tells nothing mutual the
    grammar's if it is sure enough, else the likelier; and who sells a stake to its buyer does not acquire it."""
    best: dict[tuple[str, int, int, int], float] = defaultdict(float)
    for candidate, likely in judged:
        key = _key(candidate)
        best[key] = max(best[key], _weight(candidate, likely))
    sold = {(c.sentence.start, c.target) for c, _ in judged if c.type == "BUYS_STAKE_FROM"}
    acquired = {(c.sentence.start, c.source, c.target) for c, _ in judged if c.type == "ACQUIRES"}
    for candidate, _ in judged:
        type_, sentence, source, target = _key(candidate)
        reason = None
        if deal_table()[type_].directed and best[_key(candidate)] < best.get((type_, sentence, target, source), 0.0):
            reason = None if _MUTUAL.search(plain, *candidate.window) else "the sentence tells it the other way round"
        elif candidate.rule == RULE and type_ == "ACQUIRES" and (sentence, source) in sold:
            others = any(s == sentence and t == target and a != source for s, a, t in acquired)
            reason = "the sentence tells that it sells" if others else None
        yield candidate, reason


def _key(candidate: Candidate) -> tuple[str, int, int, int]:
    return candidate.type, candidate.sentence.start, candidate.source, candidate.target


def _weight(candidate: Candidate, likely: float) -> float:
    """Likelihood, plus one for a deal whose direction the grammar marks."""
    return likely + (candidate.rule != RULE and likely > MARKED)
