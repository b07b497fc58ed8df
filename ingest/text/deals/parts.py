"""Parts in a deal told by their names: 卖方为A, 买家B, 质权人：C, 业主是D. The deal itself stands before."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.text.begun import begun
from ingest.text.deals.clauses import Clause
from ingest.text.deals.ends import Ends, Parties
from ingest.text.deals.memory import Memory
from ingest.text.deals.sheet import Sheet, clean

PARTS = {
    "seller": r"卖方|卖家|出售方|转让方|出让方|交易对方|卖主|出让人",
    "buyer": r"(?<!的)(?:买方|买家|受让方|接盘方|接盘者|接盘人|接手方|接手者|收购方|竞得者|竞得人|竞买人|受让人)",
    "lender": r"贷款行|参贷行|牵头行|主办行|债权人|出借人|贷款人|贷款方|贷款银行|放款行|参贷银行|银团成员行?|参团行",
    "pledgee": r"质权人|质权方|抵押权人|质权行",
    "guarantor": r"(?<!被)担保人|(?<!被)担保方|保证人",
    "customer": r"业主|采购人|采购单位|采购方|招标人|发包人|发包方|招标方|招标单位",
    "supplier": r"中标人|中标供应商|成交供应商|中标单位|中标方|供货方|承包方|中标企业|头名",
}
_PART = begun(
    "业中买交保债供主出卖参受成承抵担招接放收牵质采竞贷转发头银",
    "(?:" + "|".join(f"(?P<{part}>{words})" for part, words in PARTS.items()) + r")(?:之一|们)?(?:分别|依次|均|也|则|正|就|仍|便)?"
    r"(?:为|是|系|:|包括|即|由|换成)?[^,的向对给从被把将与和]{0,8}$",
)


def parts(sheet: Sheet, clause: Clause, memory: Memory, number: int) -> Iterator[tuple[Ends, int, int]]:
    """The deals that the named parts of a clause complete, each with where the part stands."""
    begin = clause.start
    for phrase in clause.phrases:
        gap = sheet.flat[begin : phrase.start]
        if begin == clause.start and begin and sheet.flat[begin - 1] == ":":
            gap = sheet.flat[max(0, begin - 10) : phrase.start]
        match = _PART.search(clean(gap)) if gap else None
        if match and match.lastgroup:
            for ends in _answer(match.lastgroup, phrase.parties, memory, number):
                yield ends, phrase.start, phrase.end
        begin = phrase.end


def _answer(part: str, who: Parties, memory: Memory, number: int) -> list[Ends]:
    rule = f"part-{part}"
    if part in ("seller", "buyer"):
        return _trade(part, who, memory, number)
    if part == "lender" and (borrower := _borrower(memory, number)):
        return [Ends("LENDS_TO", who, borrower, rule)]
    if part == "guarantor" and (borrower := _borrower(memory, number)):
        return [Ends("GUARANTEES", who, borrower, rule)]
    if part == "pledgee" and (pledge := memory.recent("PLEDGES_TO", number)):
        return [Ends("PLEDGES_TO", pledge.source, who, rule)]
    purchase = memory.recent("PURCHASES_FROM", number)
    if part == "customer" and purchase and purchase.target:
        return [Ends("PURCHASES_FROM", who, purchase.target, rule)]
    if part == "supplier" and purchase and purchase.source:
        return [Ends("PURCHASES_FROM", purchase.source, who, rule)]
    if part in ("customer", "supplier"):
        source, target = (who, ()) if part == "customer" else ((), who)
        return [Ends("PURCHASES_FROM", source, target, rule)]
    return []


def _borrower(memory: Memory, number: int) -> Parties:
    for type_ in ("LENDS_TO", "GUARANTEES"):
        if found := memory.recent(type_, number):
            return found.target
    return ()


def _trade(part: str, who: Parties, memory: Memory, number: int) -> list[Ends]:
    takeover, sale = memory.recent("ACQUIRES", number, 1), memory.recent("BUYS_STAKE_FROM", number, 1)
    if part == "seller":
        deal = takeover or sale or memory.recent("INVESTS_IN", number, 0)
        if not deal or not deal.source:
            return []
        thing = deal.subject if deal is sale else deal.target
        return [Ends("BUYS_STAKE_FROM", deal.source, who, "part-seller", thing)]
    if sale is None or sale.source or not sale.target or set(sale.target) & set(who):
        return []
    found = [Ends("BUYS_STAKE_FROM", who, sale.target, "part-buyer", sale.subject)]
    if sale.subject and sale.whole:
        found.append(Ends("ACQUIRES", who, sale.subject, "part-buyer-whole"))
    return found
