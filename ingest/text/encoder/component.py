"""The component `roundtrip_encoder`: which windows of a document the encoder sees, and what it says of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from ingest.text.annotations import Measure, Mention, Quantity, Sentence
from ingest.text.encoder.gate import telling
from ingest.text.encoder.glance import Glance
from ingest.text.encoder.hints import Hints, hints
from ingest.text.encoder.pairing import Numbers, PairTable, read_pairs
from ingest.text.encoder.session import Encoder, Window
from ingest.text.encoder.spans import LearnedName, named, names
from ingest.text.encoder.windows import Stretch, led_windows

MOST_WINDOWS = 400
"""About 100,000 characters; what a longer text holds beyond is read by rules alone, which bounds time."""
KEPT_WINDOWS = 32
"""Windows whose vectors are kept for the pairs (about 1.5 MB each); the others are run again."""
SURE = 0.5
"""A name's score from which it counts."""
UNSEEN = -1.0
FIGURES = frozenset({Measure.MONEY, Measure.PERCENT})


@dataclass(slots=True)
class Encoded:
    """The encoder's view of one document."""

    encoder: Encoder
    plain: str
    sentences: Sequence[Sentence]
    hints: Hints
    spans: list[Stretch]
    names: list[LearnedName] = field(default_factory=list)
    _named: list[float] = field(default_factory=list)
    _kept: dict[int, Window] = field(default_factory=dict)

    def read_names(self) -> None:
        """First pass: names of all windows."""
        self._named = [UNSEEN] * len(self.plain)
        for number, window in enumerate(self._windows()):
            if number < KEPT_WINDOWS:
                self._kept[number] = window
            for start, end, share in zip(window.starts, window.ends, named(window).tolist(), strict=True):
                self._named[start:end] = [share] * (end - start)
            self.names += [name for name in names(window) if name.score >= SURE]

    def support(self, start: int, end: int) -> float | None:
        """How much of a name the encoder takes these characters for, 0 to 1; None where it has not looked."""
        seen = [share for share in self._named[start:end] if share >= 0]
        return sum(seen) / len(seen) if seen else None

    def pairs(self, mentions: Sequence[Mention], quantities: Sequence[Quantity]) -> Iterator[tuple[PairTable, list[Quantity]]]:
        """Second pass: every ordered pair of parties of every window that names two, with the sums and shares that it tells."""
        starts = [m.start for m in mentions]
        places = [q.start for q in quantities]
        for number, (begin, end) in enumerate(self.spans):
            inside = mentions[bisect_left(starts, begin) : bisect_left(starts, end)]
            if len({m.party for m in inside}) < 2:
                continue
            window = self._kept.get(number) or next(self.encoder.windows(self.plain, self.hints, [(begin, end)]))
            told = quantities[bisect_left(places, begin) : bisect_left(places, end)]
            figures = {q: span for q in told if q.measure in FIGURES and (span := _tokens(window, q.start, q.end))}
            table = read_pairs(window, self._numbers(window), token_ranges(window, inside), list(figures.values()), self.encoder.heads)
            if table is not None:
                yield table, list(figures)

    def _windows(self) -> Iterator[Window]:
        return self.encoder.windows(self.plain, self.hints, self.spans)

    def _numbers(self, window: Window) -> Numbers:
        """The sentence that each token stands in."""
        return np.searchsorted([s.start for s in self.sentences], window.starts, "right") - 1


def token_ranges(window: Window, mentions: Sequence[Mention]) -> Mapping[int, list[tuple[int, int]]]:
    """Party -> its mentions as token ranges; a mention that begins or ends inside a token is left out."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for m in mentions:
        if tokens := _tokens(window, m.start, m.end):
            found[m.party].append(tokens)
    return found


def _tokens(window: Window, start: int, end: int) -> tuple[int, int] | None:
    """The tokens of these characters; None where they begin or end inside a token, or beyond the window."""
    first, last = bisect_left(window.starts, start), bisect_left(window.ends, end)
    inside = first <= last < len(window.ends) and window.starts[first] == start and window.ends[last] == end
    return (first, last + 1) if inside else None


class Encode:
    """Writes `doc._.encoded`. The model is loaded with the first document."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _encoder(self) -> Encoder:
        return Encoder(self._folder)

    @cached_property
    def _glance(self) -> Glance:
        return Glance(self._folder)

    def __call__(self, doc: Doc) -> Doc:
        plain: str = doc._.plain
        sentences: Sequence[Sentence] = doc._.sents_
        encoder = self._encoder  # first: it checks the files
        runs = telling(plain, [(s.start, s.end) for s in sentences], self._glance)
        spans = [span for run in runs for span in led_windows(plain, run)]
        encoded = Encoded(encoder, plain, sentences, hints(len(plain), doc._.guesses), spans[:MOST_WINDOWS])
        encoded.read_names()
        doc._.encoded = encoded
        return doc


@Language.factory("roundtrip_encoder", requires=["doc._.plain", "doc._.sents_", "doc._.guesses"], assigns=["doc._.encoded"])
def create_encoder(nlp: Language, name: str, folder: str) -> Encode:  # noqa: ARG001  (spaCy passes both)
    return Encode(Path(folder))
