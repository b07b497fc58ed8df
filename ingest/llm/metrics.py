"""Metrics that a model told, their figures and periods read again by our own parsers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence

from spacy.tokens import Doc

from graph.model import METRIC_NAMES, Metric
from ingest.llm.figures import Figures
from ingest.llm.places import Places
from ingest.llm.told import ToldMetric
from ingest.text.annotations import Measure, Quantity, Sentence
from ingest.text.metrics.figures import CHANGE, RANGE
from ingest.text.metrics.periods import Periods

Stretch = tuple[int, int]
MEASURES: dict[str, Collection[Measure]] = {
    "users": (Measure.COUNT, Measure.PHYSICAL),
    "yield": (Measure.PERCENT,),
    "share_price": (Measure.PRICE, Measure.MONEY),
    "other": tuple(Measure),
}
"""What a metric may be counted in; all others are sums of money."""
LONGEST_GRADE = 16
BEFORE = 16
"""Characters before a percentage that say which way it goes."""


class Metrics:
    """The figures of one article that are no deal's."""

    def __init__(self, doc: Doc, figures: Figures, places: Places) -> None:
        self._plain: str = doc._.plain
        self._text: str = doc.text
        self._sentences: Sequence[Sentence] = doc._.sents_
        self._starts = [s.start for s in self._sentences]
        self._figures = figures
        self._places = places
        self._periods = Periods(self._plain, doc._.dates, doc._.published)

    def read(self, told: ToldMetric, party: int, evidence: Stretch) -> Metric | None:
        """The metric of the party (an index), or None where the evidence has no such figure."""
        if told.name not in METRIC_NAMES:
            return None
        if told.name == "rating":
            return self._rating(told, party, evidence)
        found = self._figures.quantity(told.value, evidence, MEASURES.get(told.name, (Measure.MONEY,))) if told.value else None
        change = self._figures.quantity(told.change, evidence, (Measure.PERCENT,)) if told.change else None
        place = found or change
        if place is None or (told.value and found is None):
            return None
        value, text, unit = _written(found, self._plain, self._figures) if found else (None, None, "pct")
        period = self._periods.of(place.end, self._sentence(place.start))
        if told.name == "share_price":
            period = period or self._periods.day()
        percent = None if change is None or change is found else self._signed(change, told.change)
        return Metric(str(party), told.name, value, text, unit, period, percent, self._text[slice(*evidence)], *evidence)

    def _rating(self, told: ToldMetric, party: int, evidence: Stretch) -> Metric | None:
        place = self._places.find(told.value, *evidence) if len(told.value) <= LONGEST_GRADE else None
        if place is None:
            return None
        period = self._periods.of(place[1], self._sentence(place[0]))
        return Metric(str(party), "rating", None, self._text[slice(*place)], None, period, None, self._text[slice(*evidence)], *evidence)

    def _signed(self, change: Quantity, quote: str) -> float | None:
        """The change with the sign that the words before it give, else the quote."""
        if change.value is None:
            return None
        match = CHANGE.search(self._plain[max(0, change.start - BEFORE) : change.start])
        falls = bool(match["down"]) if match else any(sign in quote for sign in "-−降跌减少下")
        return -change.value if falls else change.value

    def _sentence(self, place: int) -> Sentence:
        return self._sentences[max(0, bisect_right(self._starts, place) - 1)]


def _written(found: Quantity, plain: str, figures: Figures) -> tuple[float | None, str | None, str | None]:
    """Value, text and unit, as the built-in reader gives them: a range is a text."""
    unit = "count" if found.measure is Measure.COUNT else found.unit
    ranged = RANGE.search(plain, found.start, found.end)
    return (None, figures.written(found), unit) if ranged or found.value is None else (found.value, None, unit)
