"""For which time a figure holds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ingest.text.annotations import Sentence, TextDate

QUARTERS = "一二三四1234"
SPECIAL = re.compile(
    r"(?:(?P<year>20[0-9]{2})年?|(?P<word>今年|去年))?的?(?:"
    r"前(?P<until>[二三23])个?季度?|前九个?月|"
    r"(?P<fiscal>20[0-9]{2})?财年?第?(?P<quarter>[一二三四1-4])(?:财|季)季?度?|第(?P<single>[一二三四1-4])财季)"
)
FISCAL = re.compile(r"(20[0-9]{2})财?年?第?([一二三四1-4])财季")


class Periods:
    """The dates of an article, with the periods that are no dates (前三季度)."""

    def __init__(self, plain: str, dates: Sequence[TextDate], published: str | None) -> None:
        self._plain = plain
        self._dates = dates
        self._published = published

    def of(self, position: int, sentence: Sentence) -> str | None:
        """The period told last before `position` in the sentence."""
        told = self._plain[sentence.start : position]
        spans = list(SPECIAL.finditer(self._plain, sentence.start, position)) if "季" in told or "九" in told else []
        number = bisect_left(self._dates, position, key=lambda d: d.start) - 1
        date = self._dates[number] if number >= 0 and self._dates[number].start >= sentence.start else None
        if spans and (date is None or spans[-1].end() >= date.end):
            return self._special(spans[-1], date)
        return date.iso if date else None

    def day(self) -> str | None:
        return self._published

    def _special(self, match: re.Match[str], date: TextDate | None) -> str | None:
        year = self._year(match, date)
        if year is None:
            return None
        if quarter := match["quarter"] or match["single"]:
            return f"{year}Q{QUARTERS.index(quarter) % 4 + 1}"
        last = QUARTERS.index(match["until"]) % 4 + 1 if match["until"] else 3
        return f"{year}Q1/{year}Q{last}"

    def _year(self, match: re.Match[str], date: TextDate | None) -> int | None:
        if told := match["year"] or match["fiscal"]:
            return int(told)
        if self._published is None:
            return int(date.iso[:4]) if date else None
        year, month = int(self._published[:4]), int(self._published[5:7] or 12)
        if match["word"] == "去年":
            return year - 1
        # figures of three quarters come out from October on
        return year if match["word"] or month >= 9 else year - 1
