"""The component `roundtrip_metrics`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from graph.model import Metric
from ingest.text.annotations import Quantity, Sentence
from ingest.text.metrics.cues import Cue, cues
from ingest.text.metrics.figures import Figure, Figures
from ingest.text.metrics.holders import Holders, number_of
from ingest.text.metrics.periods import Periods
from ingest.text.metrics.ratings import ABOUT, ratings
from ingest.text.metrics.shares import SharePrices

OF_THE_FOUNDED = ("注册资本", "总规模")


@Language.component(
    "roundtrip_metrics",
    requires=[
        "doc._.plain",
        "doc._.sents_",
        "doc._.parties",
        "doc._.mentions",
        "doc._.quantities",
        "doc._.dates",
        "doc._.references",
        "doc._.claims",
    ],
    assigns=["doc._.metrics"],
)
def add_metrics(doc: Doc) -> Doc:
    """Writes every figure once, with its party as an index of `doc._.parties` in text form, as claims have it."""
    doc._.metrics = tuple(distinct(Reading(doc).metrics()))
    return doc


class Reading:
    """One document's figures, sentence by sentence."""

    def __init__(self, doc: Doc) -> None:
        self._plain: str = doc._.plain
        self._text = doc.text  # spaCy puts it together anew at every access
        self._sentences: Sequence[Sentence] = doc._.sents_
        self._quantities: Sequence[Quantity] = doc._.quantities
        self._holders = Holders(self._plain, doc._.parties, doc._.mentions, doc._.references, doc._.claims)
        self._periods = Periods(self._plain, doc._.dates, doc._.published)
        self._shares = SharePrices(self._plain, self._holders)

    def metrics(self) -> Iterator[Metric]:
        starts = [quantity.start for quantity in self._quantities]
        rated = {number_of(self._sentences, match.start()) for match in ABOUT.finditer(self._plain)}
        for number, sentence in enumerate(self._sentences):
            here = self._quantities[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            if here or "零" in self._plain[sentence.start : sentence.end]:  # most sentences tell no figure
                yield from self._announced(number, sentence, here)
                yield from self._share_prices(number, sentence, here)
            if number in rated:
                yield from self._ratings(number, sentence)

    def _announced(self, number: int, sentence: Sentence, here: Sequence[Quantity]) -> Iterator[Metric]:
        found = cues(self._plain, sentence.start, sentence.end)
        if not found:
            return
        figures = Figures(self._plain, self._text, here)
        limits = [cue.start for cue in found[1:]] + [sentence.end]
        for cue, limit in zip(found, limits, strict=True):
            figure = figures.of(cue, limit)
            party = self._bearer(cue, number, sentence) if figure else None
            if figure and party is not None:
                metric = self._metric(cue, figure, party, sentence)
                yield metric
                if before := figures.year_before(figure, cue, limit):
                    yield replace(metric, value=before.value, text=None, period=year_before(metric.period), change_pct=None)

    def _bearer(self, cue: Cue, number: int, sentence: Sentence) -> int | None:
        if cue.kind == "valuation" and self._holders.adjacent(cue.start) is None:
            raised = self._holders.raised_by(sentence)
            if raised is not None:
                return raised
        if cue.word in OF_THE_FOUNDED and (founded := self._holders.founded(sentence, cue.start)) is not None:
            return founded
        return self._holders.of(cue.start, number, self._sentences)

    def _metric(self, cue: Cue, figure: Figure, party: int, sentence: Sentence) -> Metric:
        text = figure.text or (cue.word if cue.name == "other" else None)
        period = self._periods.of(figure.end, sentence)
        return self._of(party, cue.name, figure.value, sentence, text=text, unit=figure.unit, period=period, change_pct=figure.change)

    def _share_prices(self, number: int, sentence: Sentence, here: Sequence[Quantity]) -> Iterator[Metric]:
        def holder(position: int) -> int | None:
            return self._holders.of(position, number, self._sentences)

        for move in self._shares.read(here, sentence.start, holder):
            period = self._periods.of(move.end, sentence) or self._periods.day()
            yield self._of(move.party, "share_price", move.value, sentence, unit=move.unit, period=period, change_pct=move.change)

    def _ratings(self, number: int, sentence: Sentence) -> Iterator[Metric]:
        for start, end, grade in ratings(self._plain, sentence.start, sentence.end):
            party = self._holders.of(start, number, self._sentences)
            if party is not None:
                yield self._of(party, "rating", None, sentence, text=grade, period=self._periods.of(end, sentence))

    def _of(
        self,
        party: int,
        name: str,
        value: float | None,
        sentence: Sentence,
        text: str | None = None,
        unit: str | None = None,
        period: str | None = None,
        change_pct: float | None = None,
    ) -> Metric:
        evidence = self._text[sentence.start : sentence.end]
        return Metric(str(party), name, value, text, unit, period, change_pct, evidence, sentence.start, sentence.end)


def year_before(period: str | None) -> str | None:
    """The same period a year earlier: 2025Q3 gives 2024Q3, 2025Q1/2025Q3 gives 2024Q1/2024Q3."""
    return re.sub(r"20[0-9]{2}", lambda match: str(int(match.group()) - 1), period) if period else None


def distinct(metrics: Iterable[Metric]) -> list[Metric]:
    """Each figure once: a heading's repetition fills in what the first telling left open; a bare change that a value carries goes."""
    found: dict[tuple[str, str, float | None, str | None, str | None, float | None], Metric] = {}
    for metric in metrics:
        bare = metric.change_pct if metric.value is None else None
        key = (metric.entity, metric.name, metric.value, metric.unit, metric.text, bare)
        first = found.get(key)
        found[key] = (
            metric
            if first is None
            else replace(
                first,
                period=first.period or metric.period,
                change_pct=first.change_pct if first.change_pct is not None else metric.change_pct,
            )
        )
    carried = {(m.entity, m.name, m.change_pct) for m in found.values() if m.value is not None}
    return [m for m in found.values() if m.value is not None or m.change_pct is None or (m.entity, m.name, m.change_pct) not in carried]
