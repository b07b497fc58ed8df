"""Money, paper and promises given: 投资, 贷款, 补贴, 担保, 质押, 认股权证."""

from __future__ import annotations

import re

from ingest.text.deals.ends import Ends, Parties, Reader
from ingest.text.deals.phrases import Phrase
from ingest.text.deals.sheet import clean

LATER_GUARANTEE = re.compile(r"担保|保证|作保|兜底|差额补足|保函|增信|反担保|垫付|代偿")
AT_LENDER = re.compile(r"^.{0,3}(?:在|向|与|于|从|对|和)")
DEBT_PAPER = re.compile(r"债|票据")
BONDS = re.compile(r"债券|公司债|可转债|可换股债|可转换(?:公司)?债|永续债|私募债|中期票据|[资ABS]{3}|资本债|次级债")
SHARE_PAPER = re.compile(r"股(?!东)|认股|期权|权证")


def give(r: Reader) -> list[Ends]:
    """agent -> receiver: A向B投资, B获A投资, A对B的投资, B从A获得贷款."""
    a, type_ = r.arguments, r.cue.frame.type
    if type_ == "PURCHASES_FROM" and LATER_GUARANTEE.search(r.right):
        return []
    if r.cue.word in SWAPPED:
        return _swap(r)
    if r.cue.word in SUBSCRIBED and BONDS.search(r.clause.text):
        type_ = "LENDS_TO"
    receiver = a.purpose or a.to if type_ == "GUARANTEES" else a.to or a.purpose
    if a.agent:
        target = r.of(receiver, a.head, a.object if not r.cue.frame.noun else None)
        if not target:
            target = r.of(a.subject) if type_ == "INVESTS_IN" else r.subject()
        return [r.ends(type_, r.of(a.agent), target, "give-by")]
    if a.got and not a.gave and (a.origin or a.to):
        return [r.ends(type_, r.of(a.origin, a.to), r.subject(), "give-got")]
    if a.origin and not receiver:
        return [r.ends(type_, r.of(a.origin), r.subject(), "give-from")]
    if a.head and a.object is None and a.subject is None and receiver:
        return [r.ends(type_, r.of(a.head), r.of(receiver), "give-relative")]
    if a.got and not a.gave and not receiver:
        return [r.ends(type_, (), r.subject(), "give-open")] if type_ == "LENDS_TO" else []
    return [_plain_give(r, r.of(receiver), type_)]


SWAPPED = ("换股", "互换股份", "交叉持股")


def _swap(r: Reader) -> list[Ends]:
    """A与B换股: each grants the other its shares."""
    if "以外" in r.clause.text:
        return []
    own = r.arguments.subject
    both = own.parties if own and len(own.parties) == 2 else ()
    one, other = (both[:1], both[1:]) if both else (r.subject(), r.of(r.arguments.partner))
    return [r.ends("GRANTS_EQUITY_TO", one, other, "swap"), r.ends("GRANTS_EQUITY_TO", other, one, "swap")]


SUBSCRIBED = ("认购", "缴付", "缴款", "认缴", "超额认购")


def _takes_object(r: Reader) -> bool:
    """补贴B, 资助B: these nouns are verbs too where a name follows at once."""
    touching = r.arguments.object
    return r.cue.frame.type == "SUBSIDIZES" and touching is not None and touching.start - r.cue.end <= 1


OF_SHARES = re.compile(r"^(?:的)?(?:[\d.,]+(?:%|万|亿)?)*的?股")


SHARES_OF = re.compile(r"(?:[\d.]+%)?的?(?:股权|股份|股票)(?:的)?")


def _plain_give(r: Reader, receiver: Parties, type_: str) -> Ends:
    a = r.arguments
    thing = None if r.cue.frame.noun and not _takes_object(r) else a.object
    if type_ == "PLEDGES_TO" and thing and OF_SHARES.match(r.after(thing)):
        thing = None
    ba = a.ba if type_ not in ("PLEDGES_TO", "PURCHASES_FROM") else None
    target = receiver or r.of(ba, thing, a.head)
    if type_ == "PLEDGES_TO" and a.subject and SHARES_OF.fullmatch(r.before_cue(a.subject)):
        return r.ends(type_, r.clause.topic, target, "give")  # 为该笔贷款提供的A股权质押
    first, rest = r.split_subject()
    if not target and type_ == "PURCHASES_FROM" and (a.partner or rest):
        return _contract(r, first if rest else r.subject(), rest or r.of(a.partner))
    if type_ == "INVESTS_IN" and r.is_public(first) and not r.is_public(rest):
        target, rest = (), ()  # whoever signs 投资协议 with an authority invests in its place
    if not target and rest and r.cue.frame.noun and type_ != "LENDS_TO":
        return r.ends(type_, first, rest, "give-between")
    return r.ends(type_, r.subject(), target, "give")


BOUGHT = re.compile(r"采购|购买|订购|租|购销|购电|承购|包销|采购订单")


def _contract(r: Reader, first: Parties, other: Parties) -> Ends:
    """A与B签合同: a public body buys, else the one that tells of it sells, unless the contract is one of purchase."""
    if r.is_public(first) != r.is_public(other):
        customer, supplier = (first, other) if r.is_public(first) else (other, first)
        return r.ends("PURCHASES_FROM", customer, supplier, "contract-public")
    if BOUGHT.search(r.left[-8:] + r.cue.word) or "单" in r.cue.word:
        return r.ends("PURCHASES_FROM", first, other, "contract-bought")
    return r.ends("PURCHASES_FROM", other, first, "contract-sold")


def lend(r: Reader) -> list[Ends]:
    """As `give`, but 向B贷款 may be either way: a lender's name decides where no light verb does."""
    if LATER_GUARANTEE.search(r.right):
        return guaranteed_loan(r)
    a = r.arguments
    if r.cue.frame.noun and a.to and not a.agent and not a.gave and not a.got:
        subject = r.subject()
        if r.lends(r.of(a.to)) and not r.lends(subject):
            return [r.ends("LENDS_TO", r.of(a.to), subject, "lend-from-lender")]
    if r.right.startswith("贴息"):
        return []
    if r.cue.frame.noun and a.subject and not (a.to or a.origin or a.agent) and (owed := _owed(r, a.subject)):
        return [r.ends("LENDS_TO", a.subject.parties, owed, "lend-owed")]
    if r.cue.word == "借款" and a.to and not a.gave and not a.agent and _turned_to(r, a.to):
        return [r.ends("LENDS_TO", r.of(a.to), r.subject(), "borrow-from")]
    if a.partner and not a.to and r.lends(r.of(a.partner)) and not r.lends(r.subject()):
        return [r.ends("LENDS_TO", r.of(a.partner), r.subject(), "lend-with")]
    first, rest = r.split_subject()
    lessee, lessor = (first, rest) if rest else (r.subject(), r.of(a.partner))
    if lessor and not a.to and r.cue.word in LEASED and not r.lends(lessee):
        return [r.ends("LENDS_TO", lessor, lessee, "lend-with")]
    if rest and len(rest) == len(first) == 1 and r.lends(first) != r.lends(rest) and not (a.to or a.purpose or a.origin):
        lender, borrower = (first, rest) if r.lends(first) else (rest, first)
        return [r.ends("LENDS_TO", lender, borrower, "lend-between")]
    return give(r)


LEASED = ("售后回租", "回租", "融资租赁", "保理")
"""What a firm does with its lessor, whatever that one is called."""


OWED = re.compile(r"(?:偿还|归还|清偿|还清|结清|付清|拖欠|欠下|欠)了?$")


def _owed(r: Reader, lender: Phrase) -> Parties:
    """Who pays back or owes what is told behind its lender (A偿还B的贷款)."""
    before = [p for p in r.clause.phrases if p.end <= lender.start]
    gap = r.between(before[-1], lender) if before else clean(r.clause.text[: lender.start - r.clause.start])
    if not OWED.search(gap) or (before and before[-1].case is not None):
        return ()
    return before[-1].parties if before else r.clause.topic


def _turned_to(r: Reader, phrase: Phrase) -> bool:
    """Whether 向, not 给, governs a phrase before the cue."""
    before = r.clause.text[: phrase.start - r.clause.start]
    return phrase.end <= r.cue.start and before.rfind("向") > before.rfind("给")


def guaranteed_loan(r: Reader) -> list[Ends]:
    """A为B在C的贷款提供担保: the loan is C's to B. Nothing where no lender stands before the loan."""
    left = [p for p in r.clause.phrases if p.end <= r.cue.start]
    if len(left) < 2:
        return []
    borrower, lender = left[-2], left[-1]
    if not AT_LENDER.match(r.between(borrower, lender)) or lender.end < r.cue.start - 24:
        return []
    return [r.ends("LENDS_TO", lender.parties, borrower.parties, "loan-guaranteed")]


def borrow(r: Reader) -> list[Ends]:
    """A从B借入: the lender is where it comes from."""
    a = r.arguments
    if r.cue.word in ("借了", "贷了", "借出") and a.to and not r.lends(r.of(a.to)) and r.lends(r.subject()):
        return [r.ends("LENDS_TO", r.subject(), r.of(a.to), "lend")]
    return [r.ends("LENDS_TO", r.of(a.origin, a.to, a.object), r.subject(), "borrow")]


FOR_CASH = re.compile(r"募资|募集|集资|筹资|筹集|以现金|现金认购|补充流动资金")
IN_KIND = re.compile(r"对价|代价股|支付|购买|收购|换取|换回|换股|作为|抵|认股|权证|期权")


def issue(r: Reader) -> list[Ends]:
    """A向B发行: shares are granted, bonds are bought by B."""
    a = r.arguments
    receiver = r.of(a.to, a.purpose)
    if DEBT_PAPER.search(r.right[:24]) and receiver:
        return [r.ends("LENDS_TO", receiver, r.subject(), "issue-debt")]
    placed = r.cue.word.startswith("配售") or (FOR_CASH.search(r.clause.context) and not IN_KIND.search(r.clause.context))
    if SHARE_PAPER.search(r.cue.word + r.right[:24]) and receiver and placed:
        return [r.ends("INVESTS_IN", receiver, r.subject(), "issue-placed")]
    if SHARE_PAPER.search(r.cue.word + r.right[:24]) and receiver:
        return [r.ends("GRANTS_EQUITY_TO", r.subject(), receiver, "issue-shares")]
    return []
