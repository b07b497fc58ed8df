"""Which part of a sentence speaks of which deal: from its clause to the clause of the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from ingest.text.deals.candidates import Candidate, Stretch

IN_ROUND = ("round", "fund")


def with_territories(plain: str, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates, which come sentence by sentence, each with its territory."""
    for _, group in groupby(candidates, key=lambda c: c.sentence.start):
        yield from _divide(plain, list(group))


def _divide(plain: str, candidates: list[Candidate]) -> Iterator[Candidate]:
    """The first deal of a sentence has what stands before it, the last what stands after it; semicolons divide all."""
    starts = sorted({(c.clause[0], _event(c)) for c in candidates if not c.is_aside})
    events: dict[object, Stretch] = {}
    for index, (start, event) in enumerate(starts):
        following = next((s for s, e in starts[index + 1 :] if e != event), None)
        begin = events[event][0] if event in events else start if index else -1
        events[event] = begin, following if following is not None else -1
    for candidate in candidates:
        yield replace(candidate, territory=_cut(plain, candidate, events))


def _event(candidate: Candidate) -> object:
    """Investors of one round are one event; else a clause is one."""
    if candidate.rule.startswith(IN_ROUND):
        return candidate.target, "round"
    return candidate.clause[0], "clause"


def _cut(plain: str, candidate: Candidate, events: dict[object, Stretch]) -> Stretch:
    if candidate.is_aside:
        return candidate.clause
    low, high = candidate.window
    begin, end = events[_event(candidate)]
    begin = low if begin < 0 else max(low, begin)
    end = high if end < 0 else min(high, end)
    if candidate.rule.startswith(IN_ROUND):
        return begin, max(end, candidate.clause[1])
    left = plain.rfind(";", begin, candidate.clause[0]) + 1
    right = plain.find(";", candidate.clause[1], end)
    return max(begin, left), max(candidate.clause[1], right if right >= 0 else end)
