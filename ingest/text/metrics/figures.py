"""Which figure belongs to an announcing word, and by how much it changed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.text.annotations import Measure, Quantity
from ingest.text.metrics.cues import Cue
from ingest.text.record import record

FORWARD = re.compile(r"(?:[^,。;、0-9%\n]{0,6}[从由自][0-9.,]{1,10}[^,。;、0-9%\n]{0,8}[至到为])?[^,。;、0-9%\n]{0,16}")
"""Between the word and its figure; a figure without unit that was before may stand there (目标价由420上调至580元)."""
BACKWARD = re.compile(r"的?(?:多|投[前后]|最新|年化|年度|全年|总|年|整体|公司|企业|有息)?的?")
NOTHING = re.compile(r"(?:为|是|仅为)零")
FROM = re.compile(r"(?:从|由)[^,。;]{0,6}$")
INTO = re.compile(r"[^,。;0-9]{0,10}(?:至|到|为|成)[^,。;0-9]{0,6}")
UP = r"大?增长?|增加|增幅|上升|上涨|大涨|攀升|飙升|猛增|激增|提高|提升|升|涨|多出?|扩大|成长"
DOWN = r"下降|下滑|下跌|减少|大减|锐减|缩减|缩水|收窄|衰退|萎缩|骤降|跌|降|减|少"
CHANGE = re.compile(
    rf"(?P<pair>环比)?[^,。;%]{{0,4}}(?:(?P<up>{UP})|(?P<down>{DOWN}))(?:幅|了|约|近|逾|超过?|达到?|为|去|高达|将近|幅度|接近)*$"
)
RANGE = re.compile(r"[-~—至到]")
YEAR_BEFORE = re.compile(r"(?:去年|上年|前年)同期(?:的|为|是|则为)?$")
CHANGE_REACH = 48


@record
class Figure:
    """A figure of an announcing word. `value` is None for a range (then `text`) and for a mere change."""

    value: float | None
    unit: str | None
    text: str | None
    change: float | None
    start: int
    end: int


class Figures:
    """The quantities of one sentence, looked up by the words around them."""

    def __init__(self, plain: str, text: str, quantities: Sequence[Quantity]) -> None:
        self._plain = plain
        self._text = text
        self._quantities = quantities
        self._used: set[int] = set()

    def of(self, cue: Cue, limit: int) -> Figure | None:
        """The figure that `cue` announces. `limit` is where the next such word begins, or the sentence ends."""
        found = self._behind(cue) or self._ahead(cue, limit)
        if found is None:
            return self._zero(cue) or self._mere_change(cue, limit)
        self._used.add(found.start)
        value, text = found.value, None
        if RANGE.search(self._plain, found.start, found.end):
            value, text = None, self._text[found.start : found.end]
        unit = "count" if found.measure is Measure.COUNT else found.unit
        change = None if found.measure is Measure.PERCENT else self.change(max(found.end, cue.end), limit)
        return Figure(value, unit, text, change, min(cue.start, found.start), max(cue.end, found.end))

    def year_before(self, figure: Figure, cue: Cue, limit: int) -> Figure | None:
        """The figure of the same time a year ago that is told beside: 与去年同期的1588.77亿美元相比."""
        for quantity in self._quantities:
            if not figure.end <= quantity.start < min(limit, figure.end + CHANGE_REACH) or quantity.measure not in cue.measures:
                continue
            if YEAR_BEFORE.search(self._plain[figure.end : quantity.start]):
                return Figure(quantity.value, figure.unit, None, None, quantity.start, quantity.end)
        return None

    def change(self, start: int, limit: int) -> float | None:
        """The change in percent that is told between `start` and `limit`, against the year before if there are two."""
        for quantity in self._quantities:
            if quantity.measure is Measure.PERCENT and start <= quantity.start < min(limit, start + CHANGE_REACH):
                match = CHANGE.search(self._plain[max(start, quantity.start - 16) : quantity.start])
                if match and not match["pair"] and quantity.value is not None:
                    return quantity.value if match["up"] else -quantity.value
        return None

    def _ahead(self, cue: Cue, limit: int) -> Quantity | None:
        for number, quantity in enumerate(self._quantities):
            if quantity.start < cue.end or quantity.measure not in cue.measures:
                continue
            gap = self._plain[cue.end : quantity.start]
            if quantity.start >= limit or not FORWARD.fullmatch(gap):
                return None
            return self._risen_to(number) if FROM.search(gap) else quantity
        return None

    def _risen_to(self, number: int) -> Quantity:
        """Of 由3亿元增至5亿元 the second."""
        first = self._quantities[number]
        for second in self._quantities[number + 1 : number + 2]:
            if second.measure is first.measure and INTO.fullmatch(self._plain[first.end : second.start]):
                return second
        return first

    def _behind(self, cue: Cue) -> Quantity | None:
        """Before the word: 5万亿美元市值, 以100亿美元的投后估值."""
        before = [q for q in self._quantities if q.end <= cue.start and q.start not in self._used]
        if before and before[-1].measure in cue.measures and BACKWARD.fullmatch(self._plain[before[-1].end : cue.start]):
            return before[-1]
        return None

    def _zero(self, cue: Cue) -> Figure | None:
        match = NOTHING.match(self._plain, cue.end)
        return Figure(0.0, "CNY", None, None, cue.start, match.end()) if match else None

    def _mere_change(self, cue: Cue, limit: int) -> Figure | None:
        """净利润同比增长38%: the change alone."""
        end = min(limit, cue.end + 16)
        comma = self._plain.find(",", cue.end, end)
        change = self.change(cue.end, comma if comma >= 0 else end)
        return None if change is None else Figure(None, "pct", None, change, cue.start, end)
