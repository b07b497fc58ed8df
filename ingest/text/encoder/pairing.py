"""What the encoder says of every ordered pair of parties in a window: which deals, how sure, and where it is told.

The head is described in `ingest/training/network.py`; this is the same arithmetic in numpy. What belongs to one party, one token or
one distance is multiplied once and not for every pair; what both orders of a pair share, once for both; and state and figures are
asked of those pairs alone that tell a deal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    the deal is told.
    """

    window: Window
    sources: Numbers
    targets: Numbers
    margins: Floats
    places: tuple[Numbers, Numbers]
    _head: _Head

    def context(self, row: int) -> Floats:
        """Where both parties look [L]; sums to 1."""
        i, j = self.places
        context: Floats = self._head.context(i[row : row + 1], j[row : row + 1])[0]
        return context

    def told(self, row: int) -> tuple[Floats, Floats]:
        """Logits of the states, and of each figure to be one of the pair's deals."""
        i, j = self.places
        return self._head.told(i[row : row + 1], j[row : row + 1])


def read_pairs(window: Window, sentence: Sequence[int], parties: Mapping[int, Tokens], figures: Tokens, heads: Heads) -> PairTable | None:
    """None where fewer than two parties stand. `sentence` numbers the sentence of each token; parties and figures are token ranges."""
    names = np.array(list(parties)[:MOST_PARTIES])
    if len(names) < 2:
        return None
    head = _Head(window, np.asarray(sentence), [parties[int(name)] for name in names], figures, heads)
    i, j = np.triu_indices(len(names), 1)
    parts = [head.margins(i[at : at + CHUNK], j[at : at + CHUNK]) for at in range(0, len(i), CHUNK)]
    margins = np.concatenate([part[0] for part in parts] + [part[1] for part in parts])
    places = np.concatenate([i, j]), np.concatenate([j, i])
    return PairTable(window, names[places[0]], names[places[1]], margins, places, head)


class _Head:
    """The pair head over the parties of one window, which are numbered by their place in `mentions`."""

    def __init__(self, window: Window, sentence: Numbers, mentions: Sequence[Tokens], figures: Tokens, heads: Heads) -> None:
        self._vectors, self._figures, self._heads = window.vectors, figures, heads
        self._told: Floats | None = None
        self._looks = np.stack([np.mean([window.attention[:, a:b].mean(1) for a, b in m], axis=0) for m in mentions])
        self._far = _distances(sentence, mentions)
        parties = np.stack([_pool(window.vectors, m) for m in mentions])
        many = len(mentions) * (len(mentions) - 1) // 2 > len(window.vectors)
        self._source, self._target = (_Tower(heads, end, parties, window.vectors, many) for end in ("source", "target"))

    def context(self, i: Numbers, j: Numbers) -> Floats:
        """[P, L], the same for both orders of a pair."""
        context = np.einsum("phl,phl->pl", self._looks[i], self._looks[j])
        result: Floats = context / (context.sum(-1, keepdims=True) + 1e-9)
        return result

    def margins(self, i: Numbers, j: Numbers) -> tuple[Floats, Floats]:
        """Margins [P, types] from i to j, and from j to i."""
        context = self.context(i, j)
        source, target = self._source.told(context), self._target.told(context)

        def directed(a: Numbers, b: Numbers) -> Floats:
            far = self._far[a, b]
            types = _linear(self._heads, "types", _grouped(self._source(a, source, far), self._target(b, target, far)))
            return types[:, 1:] - types[:, :1]

        return directed(i, j), directed(j, i)

    def told(self, i: Numbers, j: Numbers) -> tuple[Floats, Floats]:
        """Logits of the states and of the figures of one pair."""
        context, far = self.context(i, j), self._far[i, j]
        source, target = self._source(i, self._source.told(context), far), self._target(j, self._target.told(context), far)
        status = _linear(self._heads, "status", _grouped(source, target))[0]
        return status, self._fits(np.concatenate([source, target], axis=1)[0], context[0])

    def _fits(self, pair: Floats, context: Floats) -> Floats:
        """How well each figure fits what the pair asks for, and how much both parties look at it."""
        if not self._figures:
            return np.zeros(0, np.float32)
        if self._told is None:
            self._told = _linear(self._heads, "told", np.stack([self._vectors[a:b].mean(0) for a, b in self._figures]))
        fit = self._told @ _linear(self._heads, "asks", pair) / np.sqrt(self._told.shape[1])
        looked = np.stack([context[a:b].sum() for a, b in self._figures])
        result: Floats = fit + np.log(looked + 1e-4) * self._heads["looks.weight"].item() + self._heads["looks.bias"].item()
        return result


class _Tower:
    """One end of the pair head: its layer over [party, context, distance], in three parts.

    With `many` pairs, the tokens go through their part of the layer before the contexts weigh them, else after.
    """

    def __init__(self, heads: Heads, end: str, parties: Floats, tokens: Floats, many: bool) -> None:
        weight, hidden = heads[f"{end}.weight"], parties.shape[1]
        inner: Floats = weight[:, hidden : 2 * hidden].T
        self._party: Floats = parties @ weight[:, :hidden].T + heads[f"{end}.bias"]
        self._far: Floats = heads["distance.weight"] @ weight[:, 2 * hidden :].T
        self._tokens: Floats = tokens @ inner if many else tokens
        self._inner: Floats | None = None if many else inner

    def told(self, context: Floats) -> Floats:
        """What the contexts [P, L] add to the layer [P, H]."""
        weighed: Floats = context @ self._tokens
        return weighed if self._inner is None else weighed @ self._inner

    def __call__(self, party: Numbers, told: Floats, far: Numbers) -> Floats:
        result: Floats = np.tanh(self._party[party] + told + self._far[far])
        return result


def _grouped(source: Floats, target: Floats) -> Floats:
    """Products of both ends within groups of their numbers [P, H × GROUP]."""
    size = len(source)
    products: Floats = (source.reshape(size, -1, GROUP, 1) * target.reshape(size, -1, 1, GROUP)).reshape(size, -1)
    return products


def _linear(heads: Heads, name: str, x: Floats) -> Floats:
    result: Floats = x @ heads[f"{name}.weight"].T + heads[f"{name}.bias"]
    return result


def _pool(vectors: Floats, mentions: Tokens) -> Floats:
    """The mentions' means, joined by logsumexp over the mentions."""
    means = np.stack([vectors[a:b].mean(0) for a, b in mentions])
    top = means.max(0)
    pooled: Floats = top + np.log(np.exp(means - top).sum(0)) - np.log(len(mentions))
    return pooled


def _distances(sentence: Numbers, mentions: Sequence[Tokens]) -> Numbers:
    """[n, n], the sentences from one party to another at their nearest mentions, as an index 0 … 2 × FAR."""
    rows = [sentence[[a for a, _ in m]] for m in mentions]
    return np.array([[_nearest(own, other) for other in rows] for own in rows]) + FAR


def _nearest(source: Numbers, target: Numbers) -> int:
    gaps = (target[None, :] - source[:, None]).ravel()
    return max(-FAR, min(FAR, int(gaps[np.abs(gaps).argmin()])))
