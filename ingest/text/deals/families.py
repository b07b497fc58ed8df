"""The grammar of each family: from the phrases around a cue to the two ends of a deal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from ingest.text.deals.arguments import Arguments
from ingest.text.deals.clauses import Clause
from ingest.text.deals.frames import Cue, Family
from ingest.text.deals.phrases import Phrase
from ingest.text.deals.sheet import clean

Parties = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ends:
    """Source and target parties of one or several deals of a type; empty where the text leaves an end open."""

    type: str
    source: Parties
    target: Parties
    rule: str
    subject: Parties = ()
    inferred: bool = False
    score: float = 0.8


def apart(ends: Ends) -> Ends:
    """Nobody stands on both sides: who is marked as one end leaves the list that was the subject (A与B…，从B买下C)."""
    both = set(ends.source) & set(ends.target)
    if not both:
        return ends
    if len(ends.source) >= len(ends.target):
        return replace(ends, source=tuple(p for p in ends.source if p not in both))
    return replace(ends, target=tuple(p for p in ends.target if p not in both))


PERSONAL = frozenset({"HOLDS_STAKE_IN", "PLEDGES_TO", "GUARANTEES", "BUYS_STAKE_FROM", "GRANTS_EQUITY_TO"})
LENDER_NAME = re.compile(r"(?:银行|行|信托|租赁|金租|保理|小贷|财务公司|信贷|证券|资本|基金|Bank|Credit|Capital|农商行|人寿|保险)$")


class Reader:
    """Reads the ends of one cue. Holds what every family needs: the clause, the cue, its arguments, party names."""

    def __init__(self, clause: Clause, cue: Cue, arguments: Arguments, names: tuple[str, ...]) -> None:
        self.clause, self.cue, self.arguments, self.names = clause, cue, arguments, names
        self.left = clean(clause.text[: cue.start - clause.start])
        self.right = clean(clause.text[cue.end - clause.start :])

    def of(self, *phrases: Phrase | None) -> Parties:
        """Parties of the first phrase that is there."""
        for phrase in phrases:
            if phrase is not None:
                personal = self.cue.frame.type in PERSONAL or not phrase.organisation
                return phrase.parties if personal else phrase.organisation
        return ()

    def subject(self) -> Parties:
        """Who the clause is about: its own subject, else what it is anchored to, else the topic carried on."""
        return self.of(self.arguments.subject) or self.clause.anchor or self.clause.topic

    def lends(self, parties: Parties) -> bool:
        """Whether one of the parties is a lender by its name."""
        return any(LENDER_NAME.search(self.names[p]) for p in parties)

    def carried(self) -> bool:
        return self.arguments.subject is None and not self.clause.anchor and self.clause.topic_inferred

    def ends(self, type_: str, source: Parties, target: Parties, rule: str, subject: Parties = ()) -> Ends:
        return apart(Ends(type_, source, target, rule, subject, self.carried()))


def give(r: Reader) -> list[Ends]:
    """agent -> receiver: A向B投资, B获A投资, A对B的投资, B从A获得贷款."""
    a, type_ = r.arguments, r.cue.frame.type
    receiver = a.purpose or a.to if type_ == "GUARANTEES" else a.to or a.purpose
    if a.agent:
        target = r.of(receiver, a.head, a.object if not r.cue.frame.noun else None) or r.subject()
        return [r.ends(type_, r.of(a.agent), target, "give-by")]
    if a.got and not a.gave and (a.origin or a.to):
        return [r.ends(type_, r.of(a.origin, a.to), r.subject(), "give-got")]
    if a.origin and not receiver:
        return [r.ends(type_, r.of(a.origin), r.subject(), "give-from")]
    if a.head and a.object is None and a.subject is None and receiver:
        return [r.ends(type_, r.of(a.head), r.of(receiver), "give-relative")]
    if a.got and not a.gave and not receiver:
        return []
    thing = None if r.cue.frame.noun else a.object
    target = r.of(receiver, a.ba if type_ not in ("PLEDGES_TO", "PURCHASES_FROM") else None, thing, a.head)
    return [r.ends(type_, r.subject(), target, "give")]


def lend(r: Reader) -> list[Ends]:
    """As `give`, but 向B贷款 may be either way: a lender's name decides where no light verb does."""
    a = r.arguments
    if a.to and not a.agent and not a.gave and not a.got and r.cue.frame.noun:
        subject = r.subject()
        if r.lends(r.of(a.to)) and not r.lends(subject):
            return [r.ends("LENDS_TO", r.of(a.to), subject, "lend-from-lender")]
    return give(r)


def borrow(r: Reader) -> list[Ends]:
    a = r.arguments
    if r.cue.word in ("借了", "贷了", "借出") and a.to and not r.lends(r.of(a.to)) and r.lends(r.subject()):
        return [r.ends("LENDS_TO", r.subject(), r.of(a.to), "lend")]
    return [r.ends("LENDS_TO", r.of(a.origin, a.to, a.object), r.subject(), "borrow")]


def take(r: Reader) -> list[Ends]:
    """agent -> origin or object: A采购B的芯片, A向B采购, A收购B, B被A收购."""
    if r.cue.frame.type == "ACQUIRES":
        return acquire(r)
    a, type_ = r.arguments, r.cue.frame.type
    if STAKE.search(r.right[:40]) and r.cue.word in BUYING:
        return acquire(r)
    if a.agent:
        return [r.ends(type_, r.of(a.agent), r.of(a.origin, a.head, a.to) or r.subject(), "take-by")]
    if a.head and a.subject is None and (a.origin or a.to):
        return [r.ends(type_, r.of(a.head), r.of(a.origin, a.to), "take-relative")]
    return [r.ends(type_, r.subject(), r.of(a.origin, a.to, a.object, a.head), "take")]


BUYING = ("购买", "购买了", "买", "购置")
STAKE = re.compile(r"股权|股份|老股|份额|股票|%")
CONTROL = re.compile(r"控股权|控制权|100%|全部股权|全部股份|多数股权|控股股权|[5-9]\d(?:\.\d+)?%|全资")
HELD_BY = re.compile(r"^(?:所?持有?的?|手中|手里|旗下|所拥有|名下|的)")


def acquire(r: Reader) -> list[Ends]:
    """A takeover; with a named seller also the sale."""
    a = r.arguments
    seller: Parties = r.of(a.origin)
    thing = r.of(a.object, a.ba, a.purpose, a.head)
    if a.object and a.second:
        gap = clean(r.clause.text[a.object.end - r.clause.start : a.second.start - r.clause.start])
        if HELD_BY.match(gap):
            seller, thing = r.of(a.object), r.of(a.second)
    if a.object and a.object.owner and not seller:
        seller = ()
    if a.to and not seller and a.object:
        seller = r.of(a.to)
    elif a.to and not thing:
        thing = r.of(a.to)
    if a.agent:
        buyer, thing = r.of(a.agent), r.of(a.object, a.head, a.ba) or r.subject()
    elif a.head and a.object is None and a.subject is None and a.to:
        buyer, thing = r.of(a.head), r.of(a.to)
    else:
        buyer = r.subject()
    found = [r.ends("ACQUIRES", buyer, thing, "acquire")]
    if seller:
        found.append(r.ends("BUYS_STAKE_FROM", buyer, seller, "acquire-seller", thing))
    return found


def sale(r: Reader, buyer: Parties, seller: Parties, thing: Parties, rule: str) -> list[Ends]:
    """A sale, and a takeover where a whole unit or the control changes hands."""
    found = []
    if buyer and seller:
        found.append(r.ends("BUYS_STAKE_FROM", buyer, seller, rule, thing))
    minority = STAKE.search(r.clause.text) and not CONTROL.search(r.clause.text)
    if buyer and thing and not minority:
        found.append(r.ends("ACQUIRES", buyer, thing, rule + "-whole"))
    return found


def sell(r: Reader) -> list[Ends]:
    """receiver -> agent: A把C卖给B, A向B转让C的股份, A所持C股份由B受让."""
    a = r.arguments
    buyer, seller = r.of(a.to), r.subject()
    thing = r.of(a.ba, a.object)
    if not buyer and r.cue.word.endswith(("给", "予", "给了")):
        buyer, thing = r.of(a.object), r.of(a.ba)
    if a.agent:
        return sale(r, buyer or r.subject(), r.of(a.agent), thing, "sell-by")
    if a.ba and a.ba.owner:
        thing = r.of(a.ba)
    return sale(r, buyer, seller, thing, "sell")


def buy(r: Reader) -> list[Ends]:
    """agent -> origin: A受让B所持C股份, A从B手里买走C."""
    a = r.arguments
    buyer, seller, thing = r.subject(), r.of(a.origin), r.of(a.object)
    if a.object and a.second:
        gap = clean(r.clause.text[a.object.end - r.clause.start : a.second.start - r.clause.start])
        if HELD_BY.match(gap) and not seller:
            seller, thing = r.of(a.object), r.of(a.second)
    if a.agent:
        buyer = r.of(a.agent)
        thing = thing or ()
        seller = seller or r.of(a.subject)
    if not seller and a.to:
        seller = r.of(a.to)
    if not seller:
        return gain(r, buyer, thing)
    return sale(r, buyer, seller, thing, "buy")


def gain(r: Reader, buyer: Parties, thing: Parties) -> list[Ends]:
    """A stake without a seller: control is a takeover, a minority new capital (rule 12)."""
    if not STAKE.search(r.right[:40]):
        return []
    type_ = "ACQUIRES" if CONTROL.search(r.clause.text) else "INVESTS_IN"
    return [r.ends(type_, buyer, thing, "gain")]


HELD_PASSIVE = re.compile(r"由|被|为")


def hold(r: Reader) -> list[Ends]:
    """agent -> object: A持有B 10%股份, B由A控股, 持有B的A."""
    a, type_ = r.arguments, "HOLDS_STAKE_IN"
    if a.agent:
        return [r.ends(type_, r.of(a.agent), r.of(a.head, a.object) or r.subject(), "hold-by")]
    if a.object and a.second and a.subject is None:
        gap = clean(r.clause.text[a.object.end - r.clause.start : a.second.start - r.clause.start])
        if re.search(r"的$|的.{0,8}$", gap):
            return [r.ends(type_, r.of(a.second), r.of(a.object), "hold-relative")]
    if a.object:
        return [r.ends(type_, r.subject(), r.of(a.object), "hold")]
    if a.head and a.subject:
        return [r.ends(type_, r.of(a.subject), r.of(a.head), "hold-head")]
    if a.head:
        return []
    return hold_open(r)


SHARE_AFTER = re.compile(r"^(?:比例)?(?:约|近|达|为|逾|超过?|合计)*[\d一二三四五六七八九十五两]")


def hold_open(r: Reader) -> list[Ends]:
    """持股14%: the company is the topic before, the holder the subject of the clause."""
    own, topic = r.of(r.arguments.subject), r.clause.anchor or r.clause.topic
    if r.arguments.to:
        return [r.ends("HOLDS_STAKE_IN", own or topic, r.of(r.arguments.to), "hold-of")]
    if not SHARE_AFTER.match(r.right) or not own or own == topic:
        return []
    return [Ends("HOLDS_STAKE_IN", own, topic, "hold-topic", inferred=r.clause.topic_inferred, score=0.6)]


def supply(r: Reader) -> list[Ends]:
    """receiver -> agent: A向B供货, A供货B, B由A供货."""
    a, type_ = r.arguments, "PURCHASES_FROM"
    if a.agent:
        return [r.ends(type_, r.of(a.to, a.purpose, a.head) or r.subject(), r.of(a.agent), "supply-by")]
    customer = r.of(a.to, a.purpose)
    if r.cue.word == "提供":
        return [r.ends(type_, customer, r.subject(), "supply-service")] if GOODS.search(r.right) else []
    if a.head and a.subject is None and customer:
        return [r.ends(type_, customer, r.of(a.head), "supply-relative")]
    return [r.ends(type_, customer or r.of(a.object), r.subject(), "supply")]


GOODS = re.compile(
    r"算力|云服务|芯片|服务器|设备|电池|产品|技术|服务|零部件|材料|组件|模块|GPU|电力|原料|系统|代工|方案|数据|软件|场地|产能|容量|解决方案"
)


def bid(r: Reader) -> list[Ends]:
    """A中标B项目: customer -> bidder."""
    a = r.arguments
    return [r.ends("PURCHASES_FROM", r.of(a.object, a.origin, a.head), r.subject(), "bid")]


def customer(r: Reader) -> list[Ends]:
    """A的客户包括B; B是A的客户."""
    a = r.arguments
    listed = re.match(r"^(?:之一)?(?:包括|有|是|为|涵盖|如|名单)", r.right)
    right = [p for p in r.clause.phrases if p.start >= r.cue.end]
    if listed and right and a.subject:
        return [r.ends("PURCHASES_FROM", r.of(right[0]), r.of(a.subject), "customer-list")]
    if a.possessor:
        others = [p for p in r.clause.phrases if p.end <= a.possessor.start and p.case is None]
        gap = clean(r.clause.text[others[-1].end - r.clause.start : a.possessor.start - r.clause.start]) if others else ""
        if others and re.search(r"(?:是|为|系|成为|作为)$", gap):
            return [r.ends("PURCHASES_FROM", r.of(others[-1]), r.of(a.possessor), "customer-of")]
    return []


def join(r: Reader) -> list[Ends]:
    """agents -> venture: A参与B, A与B共同成立C."""
    a = r.arguments
    target = r.of(a.object, a.to, a.head)
    if a.agent:
        return [r.ends("PARTICIPATES_IN", r.of(a.agent), target or r.subject(), "join-by")]
    partners = r.of(a.partner)
    return [r.ends("PARTICIPATES_IN", tuple(dict.fromkeys((*r.subject(), *partners))), target, "join")]


def pair(r: Reader) -> list[Ends]:
    """A与B合作, A联手B: every pair of the parties named."""
    a = r.arguments
    own = a.subject
    if own and len(own.parties) > 1 and not a.partner and not a.object:
        return [r.ends("PARTNERS_WITH", own.parties[:1], own.parties[1:], "pair-list")]
    other = r.of(a.partner, a.object if r.cue.word in ("联手", "携手", "牵手") else None)
    return [r.ends("PARTNERS_WITH", r.subject(), other, "pair")]


FAMILIES: dict[Family, Callable[[Reader], list[Ends]]] = {
    Family.GIVE: give,
    Family.TAKE: take,
    Family.SUPPLY: supply,
    Family.SELL: sell,
    Family.BUY: buy,
    Family.HOLD: hold,
    Family.JOIN: join,
    Family.PAIR: pair,
    Family.BID: bid,
    Family.BORROW: borrow,
    Family.CUSTOMER: customer,
}
