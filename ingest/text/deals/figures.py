"""Sums, shares and dates of a deal: those nearest to its cue that are not said of something else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.model import AmountKind, Terms
from ingest.text.annotations import Measure, Quantity, TextDate
from ingest.text.deals.candidates import Candidate

NOT_THE_PRICE = re.compile(
    r"估值|市值|营收|收入|利润|亏损|净资产|总资产|每股|单价|股价|规模为|产值|销售额|负债|现金流|投前|投后|注册资本|基金规模|目标价|行权价|涨|跌|年产|资产总额|余额|总投资|年营业额|均价"
)
PER_UNIT = re.compile(r"^(?:/|每|一)?(?:股|吨|台|平方米|每股)|^的?(?:估值|市值|营收|收入|净利|亏损)")
PRICE_WORDS = re.compile(
    r"作价|对价|总价|代价|金额|合计|总额|价值|总值|规模|交易额|价款|价格|耗资|斥资|出资|首付|总计|累计|合同额|报价|标额|筹"
)
ROUND = re.compile(r"(Pre-?\s?[A-H]\d?\+{0,2}|[A-H]\d?\+{0,2}|天使\+{0,2}|种子|战略|IPO|基石)(?=轮|投资|融资|、|和|与|及|及以上)")
SHARE_WORDS = re.compile(r"股份|股权|持股|股|占|权益|份额|股本")
RESPECTIVELY = re.compile(r"分别|各自|依次|先后")
JOINT_FREE = frozenset({"HOLDS_STAKE_IN", "PARTICIPATES_IN", "PARTNERS_WITH"})


class Figures:
    """Looks up the figures around a candidate. Holds the quantities and dates of one document, by start."""

    def __init__(self, plain: str, quantities: Sequence[Quantity], dates: Sequence[TextDate]) -> None:
        self.plain, self.quantities, self.dates = plain, quantities, dates

    def complete(self, candidate: Candidate, topic_date: str | None) -> Terms:
        """The terms that the sentence of the candidate tells, its status left as it is."""
        terms: dict[str, object] = {}
        here = self._in(candidate.sentence.start, candidate.sentence.end)
        if candidate.type not in JOINT_FREE:
            terms |= self._money(candidate, here)
        terms |= self._stake(candidate, here)
        if candidate.type == "INVESTS_IN" and (match := ROUND.search(self.plain, candidate.sentence.start, candidate.sentence.end)):
            terms["round"] = _round_label(match[1])
        if candidate.type != "HOLDS_STAKE_IN":
            terms["date"] = self._date(candidate) or topic_date
        return Terms(status=candidate.terms.status, **terms)  # type: ignore[arg-type]

    def _in(self, start: int, end: int) -> list[Quantity]:
        return [q for q in self.quantities if start <= q.start and q.end <= end]

    def _money(self, candidate: Candidate, here: list[Quantity]) -> dict[str, object]:
        sums = [q for q in here if q.measure is Measure.MONEY and self._is_price(q, candidate.sentence.start)]
        start, end = candidate.clause
        inside = [q for q in sums if start <= q.start and q.end <= end]
        pool = inside or [q for q in sums if PRICE_WORDS.search(self.plain[max(candidate.sentence.start, q.start - 12) : q.start])] or []
        if not pool:
            return {}
        if candidate.of > 1 and len(inside) == candidate.of:
            chosen, joint = inside[candidate.rank], False
        else:
            chosen = min(pool, key=lambda q: abs(q.start - candidate.position))
            joint = candidate.of > 1 and "各" not in self.plain[start:end] and not RESPECTIVELY.search(self.plain[start:end])
        if chosen.value is None:
            return {}
        kind = AmountKind.JOINT if joint else chosen.bound
        return {"amount": chosen.value, "currency": chosen.unit, "amount_kind": kind}

    def _is_price(self, quantity: Quantity, floor: int) -> bool:
        before = self.plain[max(floor, quantity.start - 10) : quantity.start]
        before = re.split(r"[,;]", before)[-1]
        return not NOT_THE_PRICE.search(before) and not PER_UNIT.match(self.plain[quantity.end : quantity.end + 4])

    def _stake(self, candidate: Candidate, here: list[Quantity]) -> dict[str, object]:
        start, end = candidate.clause
        result: dict[str, object] = {}
        if candidate.type in ("LENDS_TO", "PURCHASES_FROM", "SUBSIDIZES", "PARTNERS_WITH", "PARTICIPATES_IN"):
            return result
        near = [q for q in here if start <= q.start and q.end <= end]
        percents = [
            q for q in near if q.measure is Measure.PERCENT and SHARE_WORDS.search(self.plain[max(start, q.start - 14) : q.end + 8])
        ]
        if percents:
            result["stake_pct"] = min(percents, key=lambda q: abs(q.start - candidate.position)).value
        if candidate.rule == "aside-whole":
            result["stake_pct"] = 100.0
        shares = [q for q in near if q.measure is Measure.SHARES and q.value]
        if shares:
            result["shares"] = int(min(shares, key=lambda q: abs(q.start - candidate.position)).value or 0)
        return result

    def _date(self, candidate: Candidate) -> str | None:
        start, end = candidate.clause
        sentence = [d for d in self.dates if candidate.sentence.start <= d.start and d.end <= candidate.sentence.end]
        inside = [d for d in sentence if start <= d.start and d.end <= end and d.start <= candidate.position]
        before = [d for d in sentence if d.start <= candidate.position]
        chosen = (inside or before)[-1:] or []
        return chosen[0].iso if chosen else None


def _round_label(text: str) -> str:
    label = re.sub(r"\s", "", text)
    return re.sub(r"^Pre-?", "Pre-", label)
