"""A glance at every sentence: a small network says how likely it tells a deal, at a hundredth of the encoder's cost.

It cuts the text into the longest words that it knows, each a row of a table (the base weights' word vectors, made narrow), looks at
words beside each other twice, keeps the strongest and the mean of each sentence, adds which deals the cue words of the grammar hint
at, and looks at the sentences before and after. Trained by `ingest/training/gate.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import ahocorasick_rs
import numpy as np
from numpy.typing import NDArray

from ingest.text.deals.frames import cue_finder
from ingest.text.encoder.windows import Stretch

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
FILE = "gate.npz"
APART = 2
"""How far apart the neighbours of the second look are."""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What the network is told of a text: number and sentence of every word, cue words of each sentence by type of deal.

    `starts` are the words' first characters; `strange` the sentences with a cue of a type that the network was never taught.
    """

    words: Integers
    rows: Integers
    starts: Integers
    cues: Floats
    strange: frozenset[int]


class Words:
    """Cuts text into the longest of these words, from left to right; what is none of them is left out."""

    def __init__(self, words: Sequence[str]) -> None:
        self._automaton = ahocorasick_rs.AhoCorasick(list(words), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def glimpse(self, plain: str, sentences: Sequence[Stretch], types: Sequence[str]) -> Glimpse:
        starts = np.array([start for start, _ in sentences])
        found = np.array(self._automaton.find_matches_as_indexes(plain), np.int64).reshape(-1, 3)
        rows = np.searchsorted(starts, found[:, 1], "right") - 1
        order = {name: number for number, name in enumerate(types)}
        cues = np.zeros((len(sentences), len(types)), np.float32)
        strange = set()
        hints = list(cue_finder().find(plain))
        for cue, row in zip(hints, np.searchsorted(starts, [cue.start for cue in hints], "right") - 1, strict=True):
            if (type_ := order.get(cue.frame.type)) is None:
                strange.add(int(row))
            else:
                cues[row, type_] = 1
        inside = rows >= 0
        return Glimpse(found[inside, 0], rows[inside], found[inside, 1], cues, frozenset(strange))


class Glance:
    """The network, read from the file `gate.npz` of a model."""

    def __init__(self, folder: Path) -> None:
        with np.load(folder / FILE, allow_pickle=False) as arrays:
            self._arrays: dict[str, Floats] = {n: arrays[n].astype(np.float32) for n in arrays.files if arrays[n].dtype == np.float16}
            self._vectors: NDArray[np.int8] = arrays["vectors"]
            self._words = Words(_text(arrays["words"]).split("\n"))
            self._types = _text(arrays["types"]).split("\n")

    def chances(self, plain: str, sentences: Sequence[Stretch]) -> Floats:
        """How likely each sentence tells a deal, 0 to 1; 1 where a cue hints at a deal of a type that the network does not know."""
        if not sentences:
            return np.zeros(0, np.float32)
        seen = self._words.glimpse(plain, sentences, self._types)
        x = self._vectors[seen.words].astype(np.float32) * self._arrays["scales"][seen.words, None]
        x = self._beside(x, "near")
        x += self._beside(x, "wide", APART)
        told = self._layer(np.concatenate([_pooled(x, seen.rows, len(sentences)), seen.cues], axis=1), "sentence")
        around = self._beside(told, "around")
        around += self._beside(around, "afar", APART)
        logits = np.concatenate([told, around], axis=1) @ self._arrays["out.weight"] + self._arrays["out.bias"]
        chances: Floats = 1 / (1 + np.exp(-logits[:, 0]))
        chances[list(seen.strange)] = 1
        return chances

    def _layer(self, x: Floats, name: str) -> Floats:
        y: Floats = x @ self._arrays[f"{name}.weight"]
        y += self._arrays[f"{name}.bias"]
        return np.maximum(y, 0, out=y)

    def _beside(self, x: Floats, name: str, apart: int = 1) -> Floats:
        """A layer that sees each row with the one before and the one after, which are `apart` rows away."""
        size = x.shape[1]
        seen = np.zeros((len(x), 3 * size), np.float32)
        seen[apart:, :size] = x[:-apart]
        seen[:, size : 2 * size] = x
        seen[:-apart, 2 * size :] = x[apart:]
        return self._layer(seen, name)


def _pooled(x: Floats, rows: Integers, count: int) -> Floats:
    """The strongest and the mean of the words of each sentence, and how many these are; zero for a sentence without a word."""
    most, sums = np.zeros((2, count, x.shape[1]), np.float32)
    sizes = np.bincount(rows, minlength=count).astype(np.float32)[:, None]
    if len(rows):
        held, firsts = np.unique(rows, return_index=True)
        most[held] = np.maximum.reduceat(x, firsts)
        sums[held] = np.add.reduceat(x, firsts)
    return np.concatenate([most, sums / np.maximum(sizes, 1), np.log1p(sizes) / 4], axis=1, dtype=np.float32)


def _text(raw: NDArray[np.uint8]) -> str:
    return raw.tobytes().decode("utf-8")
