"""An article in pieces that fit into one question, each with what a reader must know of the rest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.text.annotations import Sentence

BEFORE = 400
"""Characters before a piece that are sent along."""
MOST = 40
"""Pieces of one article; what a longer one has after them is left to the built-in reader."""
LEAST = 400
"""A piece of this length is not cut again."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Characters `start` to `end` are asked about; those from `before` to `start` are sent for understanding."""

    start: int
    end: int
    before: int


def cut(sentences: Sequence[Sentence], length: int) -> list[Chunk]:
    """Whole sentences up to `length` characters; a sentence longer than that is cut in pieces."""
    return [_chunk(start, end, sentences[0].start) for start, end in _join(_pieces(sentences, length), length)][:MOST]


def halve(chunk: Chunk, sentences: Sequence[Sentence]) -> tuple[Chunk, ...]:
    """Two chunks of about half the length, or none when it is short already."""
    if chunk.end - chunk.start <= LEAST:
        return ()
    middle = (chunk.start + chunk.end) // 2
    ends = [s.end for s in sentences if chunk.start < s.end < chunk.end]
    place = bisect_left(ends, middle)
    near = sorted(ends[max(0, place - 1) : place + 1], key=lambda end: abs(end - middle))
    at = near[0] if near else middle
    return Chunk(chunk.start, at, chunk.before), _chunk(at, chunk.end, chunk.before)


def _chunk(start: int, end: int, first: int) -> Chunk:
    return Chunk(start, end, max(first, start - BEFORE))


def _pieces(sentences: Sequence[Sentence], length: int) -> Iterator[tuple[int, int]]:
    """The sentences, each with the blank before it, none longer than `length`."""
    start = sentences[0].start if sentences else 0
    for sentence in sentences:
        while sentence.end - start > length:
            yield start, start + length
            start += length
        if sentence.end > start:
            yield start, sentence.end
            start = sentence.end


def _join(pieces: Iterator[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    start = end = -1
    for first, last in pieces:
        if start >= 0 and last - start > length:
            yield start, end
            start = first
        start, end = (first if start < 0 else start), last
    if start >= 0:
        yield start, end
