"""The date of a deal: that of its clause, else of its territory, else of the sentence before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ingest.text.annotations import TextDate
from ingest.text.deals.candidates import Candidate, Stretch

ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
NOT_THE_DAY_BEFORE = re.compile(
    r"(?:截至|截止|至|到|预计|力争|计划|拟于|定于|定在|自|始于|成立于|创立于|创办于|期限|为期|财年|早于|—|-)[^,]{0,2}$"
)
NOT_THE_DAY_AFTER = re.compile(
    r"^(?:年度|第[一二三四五六七八九十\d]{1,3}[批次轮期标]|(?:经审计|合并)?(?:营业收|营收|净利|净资产)|末|前(?!后)|之前|以来|以前|财年|至|到|—|-|版|款|之后到期|期间|全年|上半年|年报)"
)
UNDATED = frozenset({"HOLDS_STAKE_IN"})
PARAGRAPH_REACH = 160


class Times:
    """Looks up the date of a candidate. Holds the dates of one document, by start."""

    def __init__(self, plain: str, dates: Sequence[TextDate], published: str | None) -> None:
        self._plain = plain
        self._latest = published or "9999"
        self._dates = dates
        self._starts = [d.start for d in self._dates]

    def date(self, candidate: Candidate) -> str | None:
        """ISO, as exact as the text allows; None where it tells none."""
        if candidate.type in UNDATED:
            return None
        clause = self._in(candidate.clause)
        before = [d for d in clause if d.start < candidate.position] or clause
        if before:
            return before[-1].iso if before[-1].start < candidate.position else before[0].iso
        return self._around(candidate)

    def _around(self, candidate: Candidate) -> str | None:
        start, end = candidate.clause
        for stretch in ((candidate.territory[0], start), (candidate.window[0], start)):
            if found := self._in(stretch):
                return found[-1].iso
        if found := self._in((end, candidate.territory[1])):
            return found[0].iso
        start = candidate.window[0]
        if candidate.inferred and (found := self._in((start - PARAGRAPH_REACH, start))):
            return found[-1].iso if self._plain.find("\n", found[-1].end, start) < 0 else None
        if candidate.also and (found := self._in(candidate.also)):
            return found[-1].iso
        return None

    def _in(self, stretch: Stretch) -> list[TextDate]:
        near = self._dates[bisect_left(self._starts, stretch[0]) : bisect_left(self._starts, stretch[1])]
        return [d for d in near if self._is_day(d)]

    def _is_day(self, date: TextDate) -> bool:
        """Whether the date is when something happened, not until or since when, nor a day to come: what is told was announced before."""
        return (
            date.iso <= self._latest
            and ISO.fullmatch(date.iso) is not None
            and not NOT_THE_DAY_BEFORE.search(self._plain[max(0, date.start - 6) : date.start])
            and not NOT_THE_DAY_AFTER.match(self._plain[date.end : date.end + 6])
        )
