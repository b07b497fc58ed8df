"""What the encoder says of every ordered pair of parties in a window: which deals, how sure, and where it is told.

The head is described in `ingest/training/network.py`; this is the same arithmetic in numpy. What belongs to one party, one token or
one distance is multiplied once and not for every pair; what both orders of a pair share, once for both; and state and figures are
asked of those pairs alone that tell a deal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from ingest.text.encoder.session import Floats, Window

GROUP = 12
FAR = 4
"""Sentences beyond which the distance between two parties counts as the same."""
CHUNK = 256
"""Pairs of parties that are computed at once."""
MOST_PARTIES = 60
"""Parties of one window; a list of more is cut, which bounds the work."""

Tokens = Sequence[tuple[int, int]]
Heads = Mapping[str, Floats]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PairTable:
    """All ordered pairs of one window, one a row.

    `sources` and `targets` [P] are parties, `places` their numbers within the window, from 0; `margins` [P, types] are above 0 where
    the deal is told. `sentence` [L] numbers the sentence of each token.
    """

    window: Window
    sentence: Numbers
    sources: Numbers
    targets: Numbers
    margins: Floats
    places: tuple[Numbers, Numbers]
    _head: _Head

    def context(self, row: int) -> Floats:
        """Where both parties look [L]; sums to 1."""
        context: Floats = self._head.context(*self._ends([row]))[0]
        return context

    def told(self, rows: Sequence[int]) -> tuple[Floats, Floats]:
        """Logits of the states of these rows [R, states], and of each figure to be one of the pair's deals [R, figures]."""
        return self._head.told(*self._ends(rows))

    def _ends(self, rows: Sequence[int]) -> tuple[Numbers, Numbers]:
        i, j = self.places
        return i[rows], j[rows]


def read_pairs(window: Window, sentence: Numbers, parties: Mapping[int, Tokens], figures: Tokens, heads: Heads) -> PairTable | None:
    """None where fewer than two parties stand. `sentence` numbers the sentence of each token; parties and figures are token ranges."""
    names = np.array(list(parties)[:MOST_PARTIES])
    if len(names) < 2:
        return None
    head = _Head(window, sentence, [parties[int(name)] for name in names], figures, heads)
    i, j = np.array(list(combinations(range(len(names)), 2))).T
    parts = [head.margins(i[at : at + CHUNK], j[at : at + CHUNK]) for at in range(0, len(i), CHUNK)]
    margins = np.concatenate([part[0] for part in parts] + [part[1] for part in parts])
    places = np.concatenate([i, j]), np.concatenate([j, i])
    return PairTable(window, sentence, names[places[0]], names[places[1]], margins, places, head)


class _Head:
    """The pair head over the parties of one window, which are numbered by their place in `mentions`."""

    def __init__(self, window: Window, sentence: Numbers, mentions: Sequence[Tokens], figures: Tokens, heads: Heads) -> None:
        self._vectors, self._heads, self._figures = window.vectors, heads, figures
        spans = [span for m in mentions for span in m]
        counts = np.array([len(m) for m in mentions], np.float32)[:, None]
        firsts = np.cumsum([0, *(len(m) for m in mentions[:-1])])
        means = _within(spans, len(window.vectors), mean=True)
        self._looks = np.add.reduceat(means, firsts) / counts @ window.attention
        self._far = _distances(sentence[[start for start, _ in spans]], firsts)
        parties = _pooled(means @ window.vectors, firsts, counts)
        self._source, self._target = _Tower(heads, "source", parties), _Tower(heads, "target", parties)

    def context(self, i: Numbers, j: Numbers) -> Floats:
        """[P, L], the same for both orders of a pair."""
        context = np.einsum("hpl,hpl->pl", self._looks[:, i], self._looks[:, j])
        result: Floats = context / (context.sum(-1, keepdims=True) + 1e-9)
        return result

    def margins(self, i: Numbers, j: Numbers) -> tuple[Floats, Floats]:
        """Margins [P, types] from i to j, and from j to i."""
        seen = self.context(i, j) @ self._vectors
        source, target = self._source.told(seen), self._target.told(seen)

        def directed(a: Numbers, b: Numbers) -> Floats:
            far = self._far[a, b]
            types = _linear(self._heads, "types", _grouped(self._source(a, source, far), self._target(b, target, far)))
            return types[:, 1:] - types[:, :1]

        return directed(i, j), directed(j, i)

    def told(self, i: Numbers, j: Numbers) -> tuple[Floats, Floats]:
        """Logits of the states [P, states] and of the figures [P, figures]."""
        context, far = self.context(i, j), self._far[i, j]
        seen = context @ self._vectors
        source, target = self._source(i, self._source.told(seen), far), self._target(j, self._target.told(seen), far)
        status = _linear(self._heads, "status", _grouped(source, target))
        return status, self._fits(np.concatenate([source, target], axis=1), context)

    def _fits(self, pairs: Floats, context: Floats) -> Floats:
        """How well each figure fits what the pairs ask for, and how much both parties look at it."""
        length = len(self._vectors)
        told = _linear(self._heads, "told", _within(self._figures, length, mean=True) @ self._vectors)
        fit = _linear(self._heads, "asks", pairs) @ told.T / np.sqrt(told.shape[1])
        looked = context @ _within(self._figures, length).T
        result: Floats = fit + np.log(looked + 1e-4) * self._heads["looks.weight"].item() + self._heads["looks.bias"].item()
        return result


class _Tower:
    """One end of the pair head: its layer over [party, context, distance], in three parts."""

    def __init__(self, heads: Heads, end: str, parties: Floats) -> None:
        weight, hidden = heads[f"{end}.weight"].T, parties.shape[1]
        self._party: Floats = parties @ weight[:hidden] + heads[f"{end}.bias"]
        self._inner: Floats = weight[hidden : 2 * hidden]
        self._far: Floats = heads["distance.weight"] @ weight[2 * hidden :]

    def told(self, seen: Floats) -> Floats:
        """What the contexts' vectors [P, H] add to the layer."""
        return seen @ self._inner

    def __call__(self, party: Numbers, told: Floats, far: Numbers) -> Floats:
        result: Floats = np.tanh(self._party[party] + told + self._far[far])
        return result


def _grouped(source: Floats, target: Floats) -> Floats:
    """Products of both ends within groups of their numbers [P, H × GROUP]."""
    groups = len(source), -1, GROUP
    products: Floats = np.einsum("pgk,pgl->pgkl", source.reshape(groups), target.reshape(groups))
    return products.reshape(len(source), -1)


def _linear(heads: Heads, name: str, x: Floats) -> Floats:
    result: Floats = x @ heads[f"{name}.weight"].T + heads[f"{name}.bias"]
    return result


def _within(spans: Tokens, length: int, mean: bool = False) -> Floats:
    """Which tokens each span holds [spans, L], as ones; as parts of one with `mean`. A product with it sums or averages the spans."""
    held = np.zeros((len(spans), length), np.float32)
    for row, (a, b) in zip(held, spans, strict=True):
        row[a:b] = 1 / (b - a) if mean else 1
    return held


def _pooled(means: Floats, firsts: Numbers, counts: Floats) -> Floats:
    """The means of all mentions, joined by logsumexp over those of a party, which begin at `firsts`."""
    top = means.max(0)
    pooled: Floats = top + np.log(np.add.reduceat(np.exp(means - top), firsts) / counts)
    return pooled


def _distances(sentence: Numbers, firsts: Numbers) -> Numbers:
    """[n, n], the sentences from one party to another at their nearest mentions, as an index 0 … 2 × FAR.

    Of equally near mentions the first decide: their place is added to the distance as a smaller digit.
    """
    gaps = sentence[None, :] - sentence[:, None]
    ranked = np.abs(gaps) * gaps.size + np.arange(gaps.size).reshape(gaps.shape)
    nearest = np.minimum.reduceat(np.minimum.reduceat(ranked, firsts, 0), firsts, 1) % gaps.size
    far: Numbers = np.clip(gaps.ravel()[nearest], -FAR, FAR) + FAR
    return far
