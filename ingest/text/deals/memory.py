"""What earlier clauses leave open for later ones: the topic, a round, a venture, the last deal of each type."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.text.deals.cases import Case
from ingest.text.deals.clauses import Clause
from ingest.text.deals.ends import SPLIT, Ends, Parties, Reader
from ingest.text.deals.frames import Family
from ingest.text.deals.phrases import Phrase
from ingest.text.deals.rounds import OpenRound
from ingest.text.deals.sheet import Unit, clean

CAPITAL = re.compile(
    r"^(?:共同|合计|总计|联合|分别)?(?:出资|投资|注资|投入|认缴|实缴|增资|投了|斥资|认购|入股|加码|追加投资|追投|缴付|掏|各|合出|认下|自掏|出了)"
)
TOTAL = re.compile(r"(?:总计|合计|共计|总共|一共|累计共)$")
"""The sum of parts told before it (四家公司总计注资450亿元)."""
ALL_TOLD = re.compile(r"(?:累计|先后|前后|已|迄今|至今)[^,]{0,4}$")
SUM_ALONE = re.compile(
    r"(?:了|额|总额|金额)?[^,的]{0,4}[\d.一二三四五六七八九十百千两数]+[万亿千百多余]*(?:元|[美港日韩欧澳]元|人民币|新台币|英镑|美金)?(?:左右|以上)?"
)
"""A sum and no purpose behind it (持有A 14%，累计投资30亿元)."""
TOGETHER = {"PARTICIPATES_IN": 3, "INVESTS_IN": 1}
"""Deals that several have with one target, and for how many sentences who has joined counts."""
TO_SOMEBODY = re.compile(r"[向给]|[为对](?![此该这本上收并]|交易)|客户|企业|居民|用户")
"""Whom a loan is for, if not for the deal that was told."""
DEBT_PART = re.compile(r"^了?[^,股]{0,6}(?:债务|债权|贷款)(?:部分|融资)?")
LENDERS = re.compile(r"牵头|领衔|主办|统筹|安排|组成")
GENERIC_VENTURE = re.compile(r"^.{0,4}(?:项目|计划|合资|联盟|工程|该|这|一家合资|一家新)")
VALUED = re.compile(r"投后|投前|估值")
DESCRIBES = re.compile(r"的[^,的]{0,10}$")
"""What ends a relative clause before its head (位于A对面的B)."""
LISTED = re.compile(r"(?:人|方|股东|伙伴|客户|供应商|机构|对手|成员)(?:之一)?(?:分别|主要|则|还|依次)*(?:是|为|包括|有|:)[^,]{0,4}$")
"""Before names that are told by their role; the clauses after them go on about the one whose roles they play."""
OWN_SHARES = re.compile(r"(?:所持|持有|手中|手里|名下)[^,]{0,8}$")
"""卖出所持的全部B股票 is about who sells."""
AGREEMENT = re.compile(
    r"[^,]{0,10}?(?:洽谈|商谈|谈判|磋商|接洽|接触|签署|签订|签下|订立|达成|敲定)了?[^,]{0,6}?(?:股权转让|股份转让|资产转让|资产出售|资产购买|转让|收购|出售|买卖|框架|最终|正式|初步|排他性?)*的?(?:协议|合同|意向书|备忘录|一致|谈判|接触)?"
)
"""What two do before the next clause says what they agree on."""
REACH = 2
"""How many sentences on a deal may be completed."""


@dataclass(slots=True)
class Memory:
    """State of one walk through a document. Sentences are known by their number."""

    topic: Parties = ()
    topic_place: tuple[int, int] = (-1, -1)
    """Number and paragraph of the sentence that set the topic."""
    other: Parties = ()
    """The party named last beside the topic."""
    round: OpenRound = field(default_factory=OpenRound)
    company: Parties = ()
    """Whose shares were told last, and in which sentence."""
    company_sentence: int = -9
    last: dict[str, tuple[Ends, int]] = field(default_factory=dict)
    """The last deal of each type, whole or with an open end, and the sentence that told it."""
    organizers: Parties = ()
    """Who leads the loan of this sentence (由A和B牵头，C获得贷款)."""
    capital: list[Ends] = field(default_factory=list)
    """Contributions of this sentence whose receiver is not told yet."""
    partner: Parties = ()
    """Whom the clause before says its subject talks or agrees with."""
    projects: frozenset[int] = frozenset()
    """Parties that are projects; one named in this sentence is the venture that is meant (在A计划中，…成立合资企业)."""
    project: Parties = ()
    together: dict[str, set[int]] = field(default_factory=lambda: {type_: set() for type_ in TOGETHER})
    """Everybody who takes part in the last venture, or pays into the last company that was invested in."""
    pledgor: Parties = ()
    """Who pledges in this sentence to somebody not told yet."""

    def enter(self, number: int, paragraph: int) -> None:
        """A new sentence begins; what does not reach over it is forgotten."""
        if self.topic_place[1] != paragraph:
            self.topic = ()
        if self.round.paragraph != paragraph and number - self.round.sentence > REACH:
            self.round = OpenRound()
        if number - self.company_sentence > REACH:
            self.company = ()
        self.organizers = self.pledgor = self.project = self.partner = ()
        self.capital = []

    def recent(self, type_: str, number: int, reach: int = REACH) -> Ends | None:
        """The last deal of the type, if it is not too far back."""
        found = self.last.get(type_)
        return found[0] if found and number - found[1] <= reach else None

    def resolve(self, unit: Unit) -> Unit:
        """该公司 after a list of investors is the company of the round, not the last investor."""
        if unit.reference and unit.end - unit.start > 1 and set(unit.parties) <= self.round.investors and len(unit.parties) == 1:
            return replace(unit, parties=self.round.company)
        return unit

    def complete(self, ends: Ends, r: Reader, number: int) -> list[Ends]:
        """`ends` with an open side filled from what was told before; several where it closes what was open."""
        match ends.type:
            case "LENDS_TO":
                return self._lend(ends, r, number)
            case "GUARANTEES":
                return [self._to_the_debtor(ends, r, number)]
            case "PLEDGES_TO":
                return [self._to_the_lender(ends, number)]
            case "INVESTS_IN" if ends.source and not ends.target and (ends.rule == "round" or CAPITAL.match(r.cue.word)):
                return [] if TOTAL.search(r.left) else self._contribute(ends, r, number)
            case "INVESTS_IN" if ends.target and ends.rule == "round":
                return [ends, *self._waiting(ends.target, "round")]
            case "PARTICIPATES_IN":
                return self._join(ends, r, number)
            case _:
                return [ends]

    def _lend(self, ends: Ends, r: Reader, number: int) -> list[Ends]:
        if not ends.source and ends.target:
            pledge = self.recent("PLEDGES_TO", number, 0)
            if self.organizers:
                ends = replace(ends, source=self.organizers, rule=ends.rule + "-organized")
            elif pledge and pledge.source == ends.target:
                ends = replace(ends, source=pledge.target, rule=ends.rule + "-pledged")
        elif ends.source and not ends.target:
            ends = self._to_the_buyer(ends, r, number)
        if ends.source and ends.target and self.pledgor == ends.target:
            return [ends, Ends("PLEDGES_TO", self.pledgor, ends.source, "pledge-for-loan")]
        return [ends]

    def _to_the_buyer(self, ends: Ends, r: Reader, number: int) -> Ends:
        """A拟收购B。C承诺提供债务融资: a loan without a borrower, told behind a takeover, is the buyer's."""
        takeover = self.recent("ACQUIRES", number, 1)
        if (
            not takeover
            or not r.arguments.gave
            or TO_SOMEBODY.search(r.left + r.right)
            or set(ends.source) & {*takeover.source, *takeover.target}
        ):
            return ends
        return replace(
            ends, target=takeover.source, rule=ends.rule + "-takeover", inferred=takeover is not self.recent("ACQUIRES", number, 0)
        )

    def _contribute(self, ends: Ends, r: Reader, number: int) -> list[Ends]:
        """Capital without a receiver goes to the open round, the venture told before or what its giver holds; else it waits."""
        venture = self.recent("PARTICIPATES_IN", number, TOGETHER["PARTICIPATES_IN"])
        if venture and not (self.recent("PARTICIPATES_IN", number, 0) or set(ends.source) & self.together["PARTICIPATES_IN"]):
            venture = None
        if self.round.company and number == self.round.sentence and not set(self.round.company) & set(ends.source):
            return [replace(ends, target=self.round.company, inferred=number != self.round.sentence, rule="round-capital")]
        if venture and venture.target and not set(venture.target) & set(ends.source):
            return [replace(ends, target=venture.target, inferred=True, rule="contribution")]
        holding = self.recent("HOLDS_STAKE_IN", number, 0)
        if holding and holding.source == ends.source and holding.target and ALL_TOLD.search(r.left) and SUM_ALONE.fullmatch(r.right):
            return [replace(ends, target=holding.target, rule="contribution-held")]
        whole = self.recent("INVESTS_IN", number, TOGETHER["INVESTS_IN"])
        if whole and whole.target and set(ends.source) <= self.together["INVESTS_IN"] and SUM_ALONE.fullmatch(r.right):
            return [replace(ends, target=whole.target, inferred=True, rule="contribution")]
        self.capital.append(ends)
        return []

    def _waiting(self, target: Parties, rule: str) -> list[Ends]:
        """Investors of this sentence that were told before their company (A领投，B跟投了C)."""
        found = [replace(c, target=target) for c in self.capital if c.rule == rule]
        self.capital = [c for c in self.capital if c.rule != rule]
        return found

    def joined(self, ends: Ends) -> list[Ends]:
        """出资13亿，成为C的股东: the capital of this sentence goes to the company whose holder its giver becomes."""
        found = [c for c in self.capital if ends.type == "HOLDS_STAKE_IN" and ends.rule == "role-is" and set(c.source) <= set(ends.source)]
        self.capital = [c for c in self.capital if c not in found]
        return [replace(c, target=ends.target, rule="contribution") for c in found]

    def valued(self, clause: Clause) -> list[Ends]:
        """C投后估值…: the company of the investors told before it."""
        if not self.capital or not clause.phrases or not VALUED.search(clause.text):
            return []
        return self._waiting(clause.phrases[0].parties, "round")

    def _to_the_debtor(self, ends: Ends, r: Reader, number: int) -> Ends:
        """A guarantee is to the debtor, not to the bank (rule on GUARANTEES)."""
        loan = self.recent("LENDS_TO", number, 0)
        if loan and loan.target and ends.source != loan.target and (ends.target == loan.source or not ends.target):
            return replace(ends, target=loan.target)
        if ends.target and r.lends(ends.target) and not r.cue.frame.noun:
            return replace(ends, target=loan.target if loan else ())
        return ends

    def _to_the_lender(self, ends: Ends, number: int) -> Ends:
        """另以厂房作抵押: to whom the loan told before is owed."""
        loan = self.recent("LENDS_TO", number, 0)
        if ends.target or not ends.source:
            return ends
        if loan and loan.source and loan.target:
            own = ends.source != loan.source and not set(ends.source) <= self.projects
            return replace(ends, source=ends.source if own else loan.target, target=loan.source, rule=ends.rule + "-for-loan")
        self.pledgor = ends.source
        return ends

    def _join(self, ends: Ends, r: Reader, number: int) -> list[Ends]:
        if ends.source and not ends.target:
            if self.round.company and number - self.round.sentence <= 1 and r.cue.word.startswith("参与"):
                type_ = "LENDS_TO" if DEBT_PART.match(r.right) else "INVESTS_IN"
                return [replace(ends, type=type_, target=self.round.company, rule="round-join")]
            venture = self.recent("PARTICIPATES_IN", number)
            if self.project and GENERIC_VENTURE.match(r.right):
                ends = replace(ends, target=self.project, rule=ends.rule + "-project")
            elif venture and GENERIC_VENTURE.match(r.right):
                ends = replace(ends, target=venture.target, inferred=True, rule=ends.rule + "-venture")
        if ends.target and self.capital:
            return [ends, *(replace(c, target=ends.target, rule="contribution") for c in self.capital)]
        return [ends]

    def remember(self, ends: Ends, number: int) -> None:
        """Keeps what a told deal means for the clauses after it."""
        if ends.type in TOGETHER:
            before = self.recent(ends.type, number, TOGETHER[ends.type])
            others = self.together[ends.type] if before and before.target == ends.target else set()
            self.together[ends.type] = others | set(ends.source)
        whole = self.recent(ends.type, number, 0)
        if ends.type == "LENDS_TO" and not ends.target and whole and whole.source and whole.target:
            return  # the loan told before, named again (贷款以…作质押)
        self.last[ends.type] = ends, number
        if ends.type in ("HOLDS_STAKE_IN", "INVESTS_IN", "ACQUIRES", "PARTICIPATES_IN") and len(ends.target) == 1:
            self.company, self.company_sentence = ends.target, number

    def organize(self, clause: Clause) -> None:
        """由A和B牵头: kept as the lenders of a loan that a later clause of the sentence tells."""
        for cue in clause.cues:
            if cue.frame.family is Family.JOIN and LENDERS.search(cue.word):
                leaders = [p for p in clause.phrases if p.end <= cue.start]
                if leaders:
                    self.organizers = leaders[-1].parties

    def carry(self, clause: Clause, number: int, paragraph: int) -> None:
        """The first phrase without a case is what the next clauses are about."""
        free = [p for p in clause.phrases if p.case is None and p.start not in clause.consumed and not _listed(clause, p)]
        if free:
            self._set_topic(free, clause, (number, paragraph))
        self.partner = _partner(clause)
        topic = frozenset(self.topic)
        for phrase in clause.phrases:
            if self.projects.issuperset(phrase.parties):
                self.project = phrase.parties
            if topic.isdisjoint(phrase.parties):
                self.other = phrase.parties

    def _set_topic(self, free: list[Phrase], clause: Clause, place: tuple[int, int]) -> None:
        chosen = free[0]
        for phrase in free[1:]:
            gap = clause.text[chosen.end - clause.start : phrase.start - clause.start]
            if not DESCRIBES.search(gap) or OWN_SHARES.search(gap):
                break
            chosen = phrase
        self.topic, self.topic_place = chosen.organisation or chosen.parties, place


def _partner(clause: Clause) -> Parties:
    """B of a clause that ends with A与B洽谈 or A与B签署协议, so that the next says what about."""
    for phrase in clause.phrases[-1:]:
        joined = phrase.case is None and phrase.joined_by in SPLIT and phrase.first == len(phrase.parties) - 1
        if (joined or phrase.case is Case.WITH) and AGREEMENT.fullmatch(clean(clause.text[phrase.end - clause.start :])):
            return phrase.parties[phrase.first :] if joined else phrase.parties
    return ()


def _listed(clause: Clause, phrase: Phrase) -> bool:
    return len(phrase.parties) > 1 and bool(LISTED.search(clean(clause.text[: phrase.start - clause.start])))
