"""Takes some places out of arrays and puts others in, by copying what lies between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.analysis.snapshot.codes import Ints


class Piece(NamedTuple):
    """Some of the old places, and how many of those that come stand behind them."""

    start: int
    end: int
    coming: int


@dataclass(frozen=True, slots=True)
class Splice:
    """How the old places and those that come follow each other. There is no piece where all stays as it is."""

    length: int
    pieces: tuple[Piece, ...]

    def apply(self, old: NDArray[Any], coming: NDArray[Any]) -> NDArray[Any]:
        """The new array; what comes is in the order in which it is to stand."""
        if not self.pieces:
            return old
        parts, done = [], 0
        for piece in self.pieces:
            parts += [old[piece.start : piece.end], coming[done : done + piece.coming]]
            done += piece.coming
        return np.concatenate(parts)

    def moved(self) -> Ints:
        """For each old place where it is now; -1 for one that has gone."""
        now = self.apply(np.arange(self.length, dtype=np.int32), np.full(sum(piece.coming for piece in self.pieces), -1, np.int32))
        found = np.full(self.length, -1, np.int32)
        found[now[now >= 0]] = np.flatnonzero(now >= 0)
        return found


def splice(length: int, gone: Iterable[int], at: Iterable[int]) -> Splice:
    """Takes out the places `gone`; what comes stands before the places `at`, which are sorted."""
    steps = sorted([(place, 0, 1) for place in at] + [(place, 1, 0) for place in set(gone)])
    pieces, start = [], 0
    for place, goes, comes in steps:
        pieces.append(Piece(start, place, comes))
        start = place + goes
    return Splice(length, (*pieces, Piece(start, length, 0)) if steps else ())
