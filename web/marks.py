"""Cuts the text of an article into pieces that are marked alike, so that it can be shown as escaped text.

Evidence of several claims may overlap, and names lie inside of it; the pieces follow each other without gap, so
that together they are the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end`, about the thing `id`: a claim's evidence or a party's name."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, inside the name of `party` or of none."""

    text: str
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Pieces that the same claims are stated in; `anchors` are the claims that begin here."""

    claims: tuple[str, ...]
    anchors: tuple[str, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    passages: tuple[Passage, ...] = field(default=())


def paragraphs(text: str, claims: Sequence[Mark], names: Sequence[Mark]) -> list[Paragraph]:
    """The lines of a text with their marks; marks outside the text are left out, empty lines too."""
    evidence = [mark for mark in claims if 0 <= mark.start < mark.end <= len(text)]
    named = _apart(mark for mark in names if 0 <= mark.start < mark.end <= len(text))
    found: list[Paragraph] = []
    anchored: set[str] = set()
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            found.append(Paragraph(tuple(_passages(text, start, end, evidence, named, anchored))))
        start = end + 1
    return found


def _passages(text: str, start: int, end: int, evidence: Sequence[Mark], named: Sequence[Mark], anchored: set[str]) -> Iterable[Passage]:
    here = [mark for mark in evidence if mark.start < end and mark.end > start]
    inside = [mark for mark in named if mark.start < end and mark.end > start]
    cuts = sorted({start, end, *(min(end, max(start, at)) for mark in here for at in (mark.start, mark.end))})
    for first, last in pairwise(cuts):
        covering = tuple(mark.id for mark in here if mark.start <= first and mark.end >= last)
        anchors = tuple(dict.fromkeys(claim for claim in covering if claim not in anchored))
        anchored.update(anchors)
        yield Passage(tuple(dict.fromkeys(covering)), anchors, tuple(_pieces(text, first, last, inside)))


def _pieces(text: str, start: int, end: int, names: Sequence[Mark]) -> Iterable[Piece]:
    at = start
    for mark in names:
        first, last = max(start, mark.start), min(end, mark.end)
        if first >= last:
            continue
        if at < first:
            yield Piece(text[at:first])
        yield Piece(text[first:last], mark.id)
        at = last
    if at < end:
        yield Piece(text[at:end])


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    """By start, the longer one first, and none that begins inside the one before."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept
