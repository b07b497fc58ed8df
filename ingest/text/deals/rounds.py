"""Rounds of financing: who raises is told once, the investors in the clauses and sentences after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.text.deals.arguments import collect
from ingest.text.deals.clauses import Clause
from ingest.text.deals.ends import Ends, Parties, Reader
from ingest.text.deals.frames import Cue, Family
from ingest.text.deals.phrases import Phrase
from ingest.text.deals.sheet import clean


@dataclass(slots=True)
class OpenRound:
    """The round that later investors join. `sentence` counts the document's sentences."""

    company: Parties = ()
    sentence: int = -9
    paragraph: int = -9
    clause: tuple[int, int] | None = None
    """The clause that told of the round; its sum and its label are there."""
    investors: set[int] = field(default_factory=set)
    """Who has joined; 该公司 after them is still the company."""


DEBT = re.compile(r"债务|债权|贷款|授信|私募债|银团|租赁|信贷|杠杆")
ROUND_NAME = re.compile(r"(?:[A-H]\d?\+{0,2}|天使\+?|种子|战略|一|首|新一|本|该|这一|这|此|上一|Pre-?[A-Z]?)$")
RAISING = re.compile(r"完成|获|宣布|拿到|敲定|收官|达成|官宣|启动|筹|募|融资|开启|推进|寻求|进行|凑齐|轮")
LISTED = re.compile(
    r"(?:投资方|出资方|领投方|跟投方|投资人|领投人|老股东|投资机构)(?:之一)?[^,]{0,8}?(?:为|是|包括|有|:|还有|分别是|中|名单)?"
)
TOUCHES = re.compile(r"(?:的)?.{0,8}")
"""Between the company and its round (领投了A的新一轮融资)."""


def open_round(r: Reader) -> Parties:
    """The company that raises money at this cue; empty where none is told."""
    a = r.arguments
    if DEBT.search(r.left[-12:]) or (r.cue.word == "轮" and not ROUND_NAME.search(r.left)):
        return ()
    investors_before = [c for c in r.clause.cues if c.frame.family is Family.ROUND and c.end <= r.cue.start]
    touching = [p for p in r.clause.phrases if p.end <= r.cue.start and TOUCHES.fullmatch(r.before_cue(p))]
    if touching and (investors_before or a.possessor) and investors_before[-1:] and touching[-1].start >= investors_before[-1].end:
        return r.of(touching[-1])
    if a.possessor:
        return r.of(a.possessor)
    if investors_before:
        return ()
    if a.agent and not a.subject:
        return r.of(a.head) or r.subject()
    return r.of(a.subject) or r.clause.anchor or r.clause.topic


def fund(r: Reader) -> list[Ends]:
    """获A、B融资; A为B融资; 由A领投的B轮融资 is read at 领投."""
    a = r.arguments
    if r.cue.word == "轮" and not ROUND_NAME.search(r.left):
        return []
    debt = bool(DEBT.search(r.left[-12:]))
    type_ = "LENDS_TO" if debt else "INVESTS_IN"
    if a.agent and a.agent.end >= r.cue.start - 30:
        return [r.ends(type_, r.of(a.agent), r.subject(), "fund-by")]
    if a.origin:
        return [r.ends(type_, r.of(a.origin), r.subject(), "fund-from")]
    if debt and a.partner:
        return [r.ends(type_, r.of(a.partner), r.subject(), "fund-with")]
    if debt and a.gave and (a.to or a.purpose):
        return [r.ends(type_, r.subject(), r.of(a.to, a.purpose), "fund-give")]
    return []


def invest_in_round(r: Reader, current: OpenRound) -> list[Ends]:
    """A领投, 由A领投, 投资方包括A和B, A领投了C的B轮: the company is the object, else the open round's."""
    a = r.arguments
    investors = _investors(r)
    if not investors:
        return []
    target = r.of(a.to, a.object, a.head) if not _lists_after(r) else ()
    if a.agent and a.subject and not target and a.subject.parties != investors:
        target = r.of(a.subject)
    inferred = False
    if not target or set(target) & set(investors):
        target = current.company
        inferred = True
    if target and set(target) <= current.investors:
        return []
    if set(target) == set(current.company):
        current.investors.update(investors)
    return [Ends("INVESTS_IN", investors, target, "round", (), False, also=current.clause if inferred else None)]


def _lists_after(r: Reader) -> bool:
    return bool(re.fullmatch(r"投资方|出资方|领投方|跟投方|投资人|领投人|老股东", r.cue.word))


def _investors(r: Reader) -> Parties:
    a = r.arguments
    if _lists_after(r):
        after = _first_after(r.clause, r.cue)
        if after:
            return after.parties
        left = [p for p in r.clause.phrases if p.end <= r.cue.start]
        if left and re.search(
            r"(?:是|为|系|成为|作为|任|担任).{0,12}$", clean(r.clause.text[left[-1].end - r.clause.start : r.cue.start - r.clause.start])
        ):
            return left[-1].parties
        return ()
    own = a.agent or a.subject
    return own.parties if own else ()


def _first_after(clause: Clause, cue: Cue) -> Phrase | None:
    after = [p for p in clause.phrases if p.start >= cue.end]
    if not after:
        return None
    gap = clean(clause.text[cue.end - clause.start : after[0].start - clause.start])
    return after[0] if len(gap) <= 12 else None


def reader(clause: Clause, cue: Cue, names: tuple[str, ...]) -> Reader:
    return Reader(clause, cue, collect(clause, cue), names)
