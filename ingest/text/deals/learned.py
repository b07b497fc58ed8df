"""Candidates that the encoder proposes, and what it says of those that the grammar saw."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from spacy.tokens import Doc

from graph.schema import deal_table
from ingest.text.annotations import Sentence
from ingest.text.deals.candidates import Candidate
from ingest.text.deals.clauses import spans
from ingest.text.deals.frames import cue_finder
from ingest.text.deals.scores import scores
from ingest.text.deals.sheet import Sheet
from ingest.text.encoder.pairing import LearnedPair
from ingest.text.encoder.session import Window

TYPES = tuple(deal_table())
PROPOSED = 1.0
"""The margin from which the encoder proposes a deal of its own."""
BIAS = 2.0
"""How much the grammar is trusted before the encoder is asked."""
WEIGHT = 0.5
"""How much a margin counts beside the log odds of a rule."""
LEAST = -5.0
"""A margin below counts as this one: a rule that is nearly always right is not overruled."""
RULE = "encoder"

Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Opinion:
    """The encoder's best word on one deal: its margin, and the sentence that it looks at."""

    margin: float
    sentence: Sentence
    place: int
    """The character that it looks at most."""


class Opinions:
    """What the encoder says of all pairs of a document, the best of all windows."""

    def __init__(self, doc: Doc) -> None:
        self._sentences: Sequence[Sentence] = doc._.sents_
        self._starts = [s.start for s in self._sentences]
        self.told: dict[Key, Opinion] = {}
        if doc._.encoded is not None:
            for pair, window in doc._.encoded.pairs(doc._.mentions):
                self._note(pair, window)

    def _note(self, pair: LearnedPair, window: Window) -> None:
        sentence, place = self._where(pair, window)
        for number, margin in enumerate(pair.margins):
            key = undirected((TYPES[number], pair.source, pair.target))
            if key not in self.told or margin > self.told[key].margin:
                self.told[key] = Opinion(float(margin), sentence, place)

    def _where(self, pair: LearnedPair, window: Window) -> tuple[Sentence, int]:
        numbers = np.array([bisect_right(self._starts, at) - 1 for at in window.starts])
        first = int(numbers[0])
        mass = np.bincount(numbers - first, weights=pair.context)
        number = first + int(mass.argmax())
        inside = np.where(numbers == number, pair.context, 0)
        return self._sentences[number], window.starts[int(inside.argmax())]

    def stands(self, candidate: Candidate) -> bool:
        """Whether a candidate of the grammar stands, its rule's odds and the encoder's margin taken together."""
        opinion = self.told.get(undirected((candidate.type, candidate.source, candidate.target)))
        if opinion is None:
            return True
        score = scores().of(candidate.type, candidate.rule)
        return log(score / (1 - score)) + BIAS + WEIGHT * max(LEAST, opinion.margin) > 0

    def proposals(self, sheet: Sheet, seen: set[Key]) -> Iterator[Candidate]:
        """Deals that the encoder is sure of and no candidate of the grammar tells."""
        for key, opinion in self.told.items():
            if opinion.margin > PROPOSED and key not in seen:
                yield _candidate(key, opinion, sheet)


def undirected(key: Key) -> Key:
    type_, source, target = key
    return key if deal_table()[type_].directed else (type_, min(source, target), max(source, target))


def key_of(candidate: Candidate) -> Key:
    return undirected((candidate.type, candidate.source, candidate.target))


def _candidate(key: Key, opinion: Opinion, sheet: Sheet) -> Candidate:
    type_, source, target = key
    sentence = opinion.sentence
    start, end = _cue(type_, opinion, sheet)
    clause = next(((a, b) for a, b, _ in spans(sheet, sentence) if a <= start < b), (sentence.start, sentence.end))
    here = {party for u in sheet.units if sentence.start <= u.start < sentence.end for party in u.parties}
    return Candidate(type_, source, target, start, end, clause, sentence, RULE, inferred=not {source, target} <= here)


def _cue(type_: str, opinion: Opinion, sheet: Sheet) -> tuple[int, int]:
    """The cue of that type nearest to where the encoder looks; else that place itself."""
    first = opinion.sentence.start
    own = [c for c in cue_finder().find(sheet.masked[first : opinion.sentence.end]) if c.frame.type == type_]
    if not own:
        return opinion.place, opinion.place + 1
    near = min(own, key=lambda c: abs(first + c.start - opinion.place))
    return first + near.start, first + near.end
