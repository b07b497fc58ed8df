"""Compares what a model told with the text: what the text bears out becomes a candidate, the rest is dropped with its reason.

An answer is input from outside, like an article: it can name parties that are not there, quote what nobody wrote, or
follow an instruction hidden in the text. So nothing of it is kept but pointers into the text that hold there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from graph.model import Dropped, Metric
from graph.schema import deal_table
from ingest.llm.cast import Cast
from ingest.llm.chunks import Chunk
from ingest.llm.figures import Figures
from ingest.llm.metrics import Metrics
from ingest.llm.places import Places
from ingest.llm.spots import RULE
from ingest.llm.told import Told, ToldDeal, ToldMetric
from ingest.text.annotations import Sentence
from ingest.text.deals.candidates import REACH, Candidate
from ingest.text.deals.filters import unfit

Stretch = tuple[int, int]
BOTH_MEANT = re.compile(r"双方|两者|二者|彼此|[两二]家|两大")
"""Words for two parties; which two these are the sentences around must tell."""
SHOWN = 120
MOST_DROPPED = 500


@dataclass(frozen=True, slots=True)
class Ends:
    """Two parties of the cast, and whether one of them is told outside of the evidence."""

    source: int
    target: int
    inferred: bool


class Refusal(Exception):
    """Why the text does not bear out what was told."""


class Checker:
    """One article and its parties; takes answer after answer."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        self.text: str = doc.text
        self._plain: str = doc._.plain
        self._cast = cast
        self._sentences: Sequence[Sentence] = doc._.sents_
        self._starts = [s.start for s in self._sentences]
        self._places = Places(doc._.plain)
        self._figures = Figures(doc, self._places)
        self._metrics = Metrics(doc, self._figures, self._places)
        self.candidates: list[Candidate] = []
        self.metrics: list[Metric] = []
        self.dropped: list[Dropped] = []

    def take(self, told: Told, chunk: Chunk) -> None:
        """Checks one answer, which was asked about `chunk`."""
        self._cast.introduce(told.parties)
        for deal in told.deals:
            self._deal(deal, chunk)
        for metric in told.metrics:
            self._metric(metric, chunk)

    def _deal(self, told: ToldDeal, chunk: Chunk) -> None:
        evidence = None
        try:
            if told.type not in deal_table():
                raise Refusal(f"there is no deal type {told.type!r}")
            evidence = self._evidence(told.evidence, chunk)
            candidate = self._candidate(told, evidence)
        except Refusal as refusal:
            self._drop(f"{told}: {refusal}", evidence, chunk)
        else:
            self.candidates.append(candidate)

    def _candidate(self, told: ToldDeal, evidence: Stretch) -> Candidate:
        ends = self._ends(told, evidence)
        read = self._figures.terms(told, evidence)
        where = Sentence(*evidence, paragraph=0)
        candidate = Candidate(told.type, ends.source, ends.target, evidence[0], evidence[1], evidence, where, RULE, inferred=ends.inferred)
        if reason := unfit(self._cast.parties, candidate):
            raise Refusal(reason)
        for remark in read.remarks:
            self._drop(f"{told}: {remark}", evidence, None)
        third = self._cast.third(told.subject, evidence) if told.type == "BUYS_STAKE_FROM" else None
        if third in (None, ends.source, ends.target):
            return replace(candidate, terms=read.terms)
        return replace(candidate, terms=read.terms, party_subject=third)

    def _ends(self, told: ToldDeal, evidence: Stretch) -> Ends:
        """Both parties, each told in the evidence by name or pronoun, or one of them close by."""
        found = []
        for name in (told.source, told.target):
            party = self._cast.find(name, evidence)
            if party is None:
                raise Refusal(f"the text names no party {name!r}")
            found.append(party)
        source, target = found
        if self._cast.parties[source].key == self._cast.parties[target].key:
            raise Refusal("both ends are the same party")
        named = [self._cast.named(p, evidence) for p in found]
        told_here = [is_named or self._cast.referred(p, evidence) for is_named, p in zip(named, found, strict=True)]
        missing = [p for here, p in zip(told_here, found, strict=True) if not here]
        meant = any(told_here) or BOTH_MEANT.search(self._plain, *evidence)
        if not meant or not all(self._cast.nearby(p, evidence) for p in missing):
            raise Refusal("its evidence names neither both parties nor who is meant")
        return Ends(source, target, not all(named))

    def _metric(self, told: ToldMetric, chunk: Chunk) -> None:
        evidence = None
        try:
            evidence = self._evidence(told.evidence, chunk)
            party = self._cast.find(told.entity, evidence)
            if party is None:
                raise Refusal(f"the text names no party {told.entity!r}")
            if not (self._cast.named(party, evidence) or self._cast.referred(party, evidence) or self._cast.nearby(party, evidence)):
                raise Refusal("its evidence does not name the party")
            metric = self._metrics.read(told, party, evidence)
            if metric is None:
                raise Refusal("its evidence has no such figure")
        except Refusal as refusal:
            self._drop(f"{told.entity or '?'} {told.name or '?'}: {refusal}", evidence, chunk)
        else:
            self.metrics.append(metric)

    def _evidence(self, quote: str, chunk: Chunk) -> Stretch:
        """The sentences that the quote stands in, within reach."""
        if not quote:
            raise Refusal("no sentence was given for it, or one too long")
        place = self._places.find(quote, chunk.before, chunk.end)
        if place is None:
            raise Refusal(f"its evidence does not stand in the text: {quote[:SHOWN]!r}")
        first = self._sentences[max(0, bisect_right(self._starts, place[0]) - 1)]
        last = self._sentences[max(0, bisect_right(self._starts, place[1] - 1) - 1)]
        start = first.start if place[0] - REACH <= first.start <= place[0] else place[0]
        return start, last.end if place[1] <= last.end <= place[1] + REACH else place[1]

    def _drop(self, reason: str, evidence: Stretch | None, chunk: Chunk | None) -> None:
        if len(self.dropped) < MOST_DROPPED:
            start, end = evidence or ((chunk.start, chunk.start) if chunk else (0, 0))
            self.dropped.append(Dropped(reason, self.text[start:end], start, end, RULE))
