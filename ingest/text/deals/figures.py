"""Sums, shares and rounds of a deal: those nearest to its cue that are not said of something else."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from graph.model import AmountKind, Terms
from ingest.text.annotations import Measure, Quantity
from ingest.text.deals.candidates import Candidate, Stretch

NOT_THE_PRICE = re.compile(
    r"估值|市值|营收|收入|利润|亏损|净资产|总资产|每股|单价|股价|产值|销售额|负债|现金流|投前|投后|注册资本|基金规模|目标价|行权价|涨|跌|年产"
    r"|资产总额|余额|总投资|年营业额|均价|预付|首期|分红|罚款|累计融资|融资总额已|换股比例|面值"
)
PER_UNIT = re.compile(r"^(?:/|每|一)?(?:股|吨|台|平方米|每股)|^的?(?:估值|市值|营收|收入|净利|亏损|罚款|注册资本)")
OF_THE_FIGURE_BEFORE = re.compile(
    r".*\d(?:[万亿千百]|多|余)*(?:元|[美港日韩欧澳加]元|新台币|人民币|英镑|美金)(?:左右|以上)?的?(?:投[前后])?(?:整体)?(?:估值|市值|对价)"
)
PRICE_WORDS = re.compile(
    r"作价|对价|总价|采购额|代价|金额|合计|总额|价值|总值|规模|交易额|价款|价格|耗资|斥资|出资|首付|总计|累计|合同额|报价|标额|筹|额度|上限|成交价|花费|本金|涉资|共计"
    r"|(?:以|花|掏|拿出|斥)(?:了|出)?(?:约|近|将近|超过|超|逾|不超过|至多|最高|现金)*$"
)
TRADED = re.compile(r"(?:销售|采购|购货|供货|交易)(?:总)?(?:金额|额)|销售收入|货款")
"""What is sold to a customer or bought from a supplier who is named as one: a price there, and a turnover elsewhere."""
NEXT = 30
"""Characters after a clause in which the turnover with its customer is told."""
ROUND = re.compile(
    r"(Pre-?\s?(?:[A-H]\d?\+{0,2}|IPO)|(?<![A-Za-z])[A-H]-?\d?\+{0,2}|天使\+{0,2}|种子|战略|IPO|基石)(?=\s?(?:轮|投资(?![者人部方])|融资|、|和|与|及|及以上))"
)
SHARE_WORDS = re.compile(r"股份|股权|持股|股|占|权益|份额|股本|控制|持有")
FORMER = re.compile(r"[由从自原][^,;。%]{0,6}$")
LATER = re.compile(
    r"[^,;。%0-9]{0,6}?[降减升增提稀摊变落调扩涨缩加][^,;。%0-9]{0,4}[到至为](?:了|约|近|逾|超过?|不超过|最多|至多)?(?=[0-9一二三四五六七八九十百数])"
)
"""A figure that was and is no more: 持股比例由5%降到3%, 投资由3亿元上调至5亿元."""
SUMMED_UP = re.compile(r"累计[^,。;:]{0,4}?(?:完成|获得?|融资|募集|募资|筹集)[^,。;:]{0,6}$")
"""Before the sum of all rounds so far (累计完成超10亿元融资), which is that of none."""
OF_OWN = re.compile(r"占(?:其|本人|自身)?(?:所|直接|合计)?持(?:有|股)?[^,。;]{0,14}$")
"""A part of what the holder has, not of the company (占其所持股份的18.5%)."""
WHOLE = re.compile(r"全资|全部股权|全部股份|百分之百|整体")
EACH = re.compile(r"分别|各自|依次|先后|各(?!项|种|地|界|方|类|国)")
EVENLY = re.compile(
    r"(?:各(?![项种地界方类国])|分别|均)[^,;共合总一]{0,24}$|(?:各|分别)(?:自)?(?:出资|投资|投|持|认购|认缴|贷|出|占|掏|提供|约|增资|质押|保证|将)?[^,]{0,6}$|均[^,]{0,6}$"
)
WITHOUT_SUM = frozenset({"HOLDS_STAKE_IN", "PARTICIPATES_IN"})
WITHOUT_SHARE = frozenset({"LENDS_TO", "PURCHASES_FROM", "SUBSIDIZES", "PARTNERS_WITH", "PARTICIPATES_IN", "GUARANTEES"})


class Figures:
    """Looks up the figures around a candidate. Holds the quantities of one document, by start."""

    def __init__(self, plain: str, quantities: Sequence[Quantity]) -> None:
        self._plain, self._quantities = plain, quantities
        self._starts = [q.start for q in quantities]

    def complete(self, candidate: Candidate) -> Terms:
        """The candidate's terms with sum, share, number of shares and round as its territory tells them."""
        terms = candidate.terms
        if candidate.type not in WITHOUT_SUM:
            terms = self._money(candidate, terms)
        if candidate.type not in WITHOUT_SHARE:
            terms = self._stake(candidate, terms)
        if candidate.type == "INVESTS_IN":
            terms = replace(terms, round=self._round(candidate))
        return terms

    def _in(self, stretch: Stretch, measure: Measure) -> list[Quantity]:
        low, high = bisect_left(self._starts, stretch[0]), bisect_left(self._starts, stretch[1])
        return [q for q in self._quantities[low:high] if q.measure is measure]

    def _money(self, candidate: Candidate, terms: Terms) -> Terms:
        inside = self._prices(candidate.clause)
        if candidate.type == "PLEDGES_TO":
            inside = [
                q for q in inside if "价值" in self._plain[max(0, q.start - 5) : q.start] or q.end - candidate.position in range(-30, 1)
            ]
        around = inside or self._around(candidate)
        if not around:
            return terms
        several = around if inside else [q for q in around if q.start >= candidate.clause[0]]
        if candidate.of > 1 and len(several) == candidate.of:
            return _priced(terms, several[candidate.rank], several[candidate.rank].bound)
        chosen = min(around, key=lambda q: abs(q.start - candidate.position))
        shared = candidate.of > 1 or (candidate.rule == "round" and not inside)
        evenly = EVENLY.search(self._plain[max(0, chosen.start - 28) : chosen.start])
        return _priced(terms, chosen, AmountKind.JOINT if shared and not evenly else chosen.bound)

    def _around(self, candidate: Candidate) -> list[Quantity]:
        """Prices outside of the clause: of the round that is joined, or marked as a price in the territory."""
        if candidate.type == "PLEDGES_TO":
            return []
        if candidate.rule == "round":
            return (self._prices(candidate.also) if candidate.also else []) or self._prices(candidate.territory)
        if candidate.rule == "role-of" and candidate.type == "PURCHASES_FROM":
            return self._traded(candidate)
        return [q for q in self._prices(candidate.territory) if PRICE_WORDS.search(self._before(q, 12))]

    def _traded(self, candidate: Candidate) -> list[Quantity]:
        """Turnover with a customer or a supplier, told right after the words that name it one."""
        stretch = candidate.clause[0], min(candidate.clause[1] + NEXT, candidate.window[1])
        return [q for q in self._in(stretch, Measure.MONEY) if TRADED.search(self._before(q, 12))]

    def _prices(self, stretch: Stretch) -> list[Quantity]:
        return [q for q in self._in(stretch, Measure.MONEY) if self._is_price(q)]

    def _before(self, quantity: Quantity, length: int) -> str:
        """The text before a quantity, back to the last comma."""
        return re.split(r"[,;。:]", self._plain[max(0, quantity.start - length) : quantity.start])[-1]

    def _is_price(self, quantity: Quantity) -> bool:
        """Not a value or a turnover: by the words before it, less those that are said of the figure before (以10亿元估值投资2亿元)."""
        before = self._before(quantity, 10)
        taken = OF_THE_FIGURE_BEFORE.match(self._before(quantity, 16))
        if taken:
            before = self._before(quantity, 16)[taken.end() :][-10:]
        return (
            not NOT_THE_PRICE.search(before)
            and not PER_UNIT.match(self._plain[quantity.end : quantity.end + 5])
            and not self.is_elsewhere(quantity)
        )

    def _stake(self, candidate: Candidate, terms: Terms) -> Terms:
        found = self._percents(candidate.clause) or self._percents(candidate.territory)
        clause = self._plain[candidate.clause[0] : candidate.clause[1]]
        if found:
            ranked = len(found) == candidate.of and candidate.of > 1
            chosen = found[candidate.rank] if ranked else min(found, key=lambda q: abs(q.start - candidate.position))
            terms = replace(terms, stake_pct=chosen.value)
        elif candidate.rule == "aside-whole" or (candidate.type == "HOLDS_STAKE_IN" and not candidate.is_aside and WHOLE.search(clause)):
            terms = replace(terms, stake_pct=100.0)
        shares = [q for q in self._in(candidate.clause, Measure.SHARES) if q.value]
        if shares:
            nearest = min(shares, key=lambda q: abs(q.start - candidate.position))
            terms = replace(terms, shares=int(nearest.value or 0))
        return terms

    def _percents(self, stretch: Stretch) -> list[Quantity]:
        """Percentages that are shares of a company by the words around them."""
        return [
            q
            for q in self._in(stretch, Measure.PERCENT)
            if q.value
            and q.value <= 100
            and SHARE_WORDS.search(self._plain[max(stretch[0], q.start - 14) : q.end + 8])
            and not OF_OWN.search(self._plain[max(stretch[0], q.start - 18) : q.start])
            and not self._is_former(q)
        ]

    def is_elsewhere(self, quantity: Quantity) -> bool:
        """Whether a figure is no single deal's of today: it held before, or sums up all rounds so far."""
        return self._is_former(quantity) or bool(SUMMED_UP.search(self._plain, max(0, quantity.start - 16), quantity.start))

    def _is_former(self, quantity: Quantity) -> bool:
        """Whether a figure held before and another holds now (由3亿元增至5亿元)."""
        before = self._plain[max(0, quantity.start - 8) : quantity.start]
        return bool(FORMER.search(before) and LATER.match(self._plain, quantity.end))

    def _round(self, candidate: Candidate) -> str | None:
        for stretch in (candidate.clause, candidate.also, candidate.territory):
            if stretch and (match := ROUND.search(self._plain, *stretch)):
                return round_label(match)
        return None


def round_label(match: re.Match[str]) -> str:
    """The round that a match of ROUND names, spelled one way."""
    label = re.sub(r"\s|(?<=[A-H])-", "", match[1])
    return re.sub(r"^Pre-?", "Pre-", "IPO" if label == "基石" else label)


def _priced(terms: Terms, quantity: Quantity, kind: AmountKind) -> Terms:
    if quantity.value is None:
        return terms
    return replace(terms, amount=quantity.value, currency=quantity.unit, amount_kind=kind)
