"""A cheap look at a text: which of its sentences could tell a deal, so that the encoder need not see the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from ingest.text.encoder.glance import Glance
from ingest.text.encoder.windows import SIZE, Stretch

ENOUGH = 0.4
"""Chance of a deal from which a sentence is shown: nineteen of twenty deals of left-out articles then are."""
WHOLE = 0.2
"""Share of a text from which it is shown whole: where deals stand close together, what lies between them tells who is meant."""
_PAUSES = re.compile(r"[,，;；:：\s]")


def telling(plain: str, sentences: Sequence[Stretch], glance: Glance) -> Iterator[list[Stretch]]:
    """Runs of neighbouring sentences that may tell a deal, each with the sentence before it, which may name who is meant; all of a text
    that fits into one window, or of which much is shown anyway."""
    sentences = [part for sentence in sentences for part in parts(plain, *sentence)]
    if sentences and sentences[-1][1] - sentences[0][0] <= SIZE:
        yield sentences
        return
    hits = np.flatnonzero(glance.chances(plain, sentences) >= ENOUGH).tolist()
    kept = sorted({n for hit in hits for n in (hit - 1, hit) if n >= 0})
    if _length(sentences[n] for n in kept) > WHOLE * _length(sentences):
        yield sentences
        return
    run: list[Stretch] = []
    for place, number in enumerate(kept):
        if place and number != kept[place - 1] + 1:
            yield run
            run = []
        run.append(sentences[number])
    if run:
        yield run


def _length(stretches: Iterable[Stretch]) -> int:
    return sum(end - start for start, end in stretches)


def parts(plain: str, start: int, end: int) -> Iterator[Stretch]:
    """A sentence that fits into no window (a notice in one block, a flattened table) in parts that do, cut at its last pause."""
    while end - start > SIZE:
        pauses = [m.end() for m in _PAUSES.finditer(plain, start + SIZE // 2, start + SIZE)]
        cut = pauses[-1] if pauses else start + SIZE
        yield start, cut
        start = cut
    yield start, end
