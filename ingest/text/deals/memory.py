"""What earlier clauses leave open for later ones: the topic, a round, a venture, a loan, capital without a receiver."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.text.deals.clauses import Clause
from ingest.text.deals.ends import Ends, Parties, Reader
from ingest.text.deals.frames import Family
from ingest.text.deals.phrases import Phrase
from ingest.text.deals.rounds import OpenRound
from ingest.text.deals.sheet import Unit

CAPITAL = re.compile(r"^(?:共同|合计|总计|联合|分别)?(?:出资|投资|注资|投入|认缴|实缴|增资|投了|斥资)")
TOTAL = re.compile(r"(?:总计|合计|共计|总共|一共|累计共)$")
"""The sum of parts told before it (四家公司总计注资450亿元)."""
LENDERS = re.compile(r"牵头|领衔|主办|统筹|安排|组成")
DESCRIBES = re.compile(r"的[^,的]{0,10}$")
"""What ends a relative clause before its head (位于A对面的B)."""


@dataclass(slots=True)
class Memory:
    """State of one walk through a document. Places are (number of the sentence, paragraph)."""

    topic: Parties = ()
    other: Parties = ()
    """The party named last beside the topic."""
    topic_place: tuple[int, int] = (-1, -1)
    round: OpenRound = field(default_factory=OpenRound)
    company: Parties = ()
    """Whose shares were told last."""
    venture: Parties = ()
    venture_sentence: int = -9
    lender: Parties = ()
    borrower: Parties = ()
    loan_sentence: int = -9
    organizers: Parties = ()
    """Who leads the loan of this sentence (由A和B牵头，C获得贷款)."""
    capital: list[Ends] = field(default_factory=list)
    """Contributions of this sentence whose receiver is not told yet."""

    def enter(self, number: int, paragraph: int) -> None:
        """A new sentence begins; what does not reach over it is forgotten."""
        if self.topic_place[1] != paragraph:
            self.topic = ()
        if self.round.paragraph != paragraph and number - self.round.sentence > 2:
            self.round = OpenRound()
        self.organizers = ()
        self.capital = []

    def resolve(self, unit: Unit) -> Unit:
        """该公司 after a list of investors is the company of the round, not the last investor."""
        if unit.reference and unit.end - unit.start > 1 and set(unit.parties) <= self.round.investors and len(unit.parties) == 1:
            return replace(unit, parties=self.round.company)
        return unit

    def complete(self, ends: Ends, r: Reader, number: int) -> list[Ends]:
        """`ends` with an open side filled from what was told before; several where it closes what was open."""
        if ends.type == "LENDS_TO" and not ends.source and ends.target and self.organizers:
            ends = replace(ends, source=self.organizers, rule=ends.rule + "-organized")
        if ends.type == "GUARANTEES":
            ends = self._to_the_debtor(ends, number)
        if ends.type == "INVESTS_IN" and ends.source and not ends.target and CAPITAL.match(r.cue.word):
            return [] if TOTAL.search(r.left) else self._contribute(ends, number)
        if ends.type == "PARTICIPATES_IN" and ends.source and not ends.target and number - self.venture_sentence <= 2:
            if re.match(r"^.{0,4}(?:项目|计划|合资|联盟|工程|该|这)", r.right):
                ends = replace(ends, target=self.venture, inferred=True, rule=ends.rule + "-venture")
        if ends.type == "PARTICIPATES_IN" and ends.target and self.capital:
            return [ends, *(replace(c, target=ends.target, rule="contribution") for c in self.capital)]
        return [ends]

    def _contribute(self, ends: Ends, number: int) -> list[Ends]:
        if self.venture and number - self.venture_sentence <= 3 and not set(self.venture) & set(ends.source):
            return [replace(ends, target=self.venture, inferred=number != self.venture_sentence, rule="contribution")]
        self.capital.append(ends)
        return []

    def _to_the_debtor(self, ends: Ends, number: int) -> Ends:
        """A guarantee is to the debtor, not to the bank (rule on GUARANTEES)."""
        if self.borrower and self.loan_sentence == number and ends.target == self.lender and ends.source != self.borrower:
            return replace(ends, target=self.borrower)
        return ends

    def remember(self, ends: Ends, number: int) -> None:
        """Keeps what a told deal means for the clauses after it."""
        if ends.type in ("HOLDS_STAKE_IN", "INVESTS_IN", "ACQUIRES") and len(ends.target) == 1:
            self.company = ends.target
        if ends.type == "PARTICIPATES_IN" and ends.target:
            self.venture, self.venture_sentence = ends.target, number
        if ends.type == "LENDS_TO" and ends.source and ends.target:
            self.lender, self.borrower, self.loan_sentence = ends.source, ends.target, number
        if ends.type == "GUARANTEES" and ends.target:
            self.borrower, self.loan_sentence = ends.target, number

    def organize(self, clause: Clause) -> None:
        """由A和B牵头: kept as the lenders of a loan that a later clause of the sentence tells."""
        for cue in clause.cues:
            if cue.frame.family is Family.JOIN and LENDERS.search(cue.word):
                leaders = [p for p in clause.phrases if p.end <= cue.start]
                if leaders:
                    self.organizers = leaders[-1].parties

    def carry(self, clause: Clause, number: int, paragraph: int) -> None:
        """The first phrase without a case is what the next clauses are about."""
        free = [p for p in clause.phrases if p.case is None and p.start not in clause.consumed]
        if free:
            self._set_topic(free, clause, (number, paragraph))
        for phrase in clause.phrases:
            if not set(phrase.parties) & set(self.topic):
                self.other = phrase.parties

    def _set_topic(self, free: list[Phrase], clause: Clause, place: tuple[int, int]) -> None:
        chosen = free[0]
        for phrase in free[1:]:
            if not DESCRIBES.search(clause.text[chosen.end - clause.start : phrase.start - clause.start]):
                break
            chosen = phrase
        self.topic, self.topic_place = chosen.organisation or chosen.parties, place
