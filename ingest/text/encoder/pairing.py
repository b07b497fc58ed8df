"""What the encoder says of every ordered pair of parties in a window: which deals, how sure, and where it is told.

The head is described in `ingest/training/network.py`; this is the same arithmetic in numpy. What belongs to one party alone or to
one distance is multiplied once and not for every pair.
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
CHUNK = 512
MOST_PARTIES = 60
"""Parties of one window; a list of more is cut, which bounds the work."""

Tokens = Sequence[tuple[int, int]]
Heads = Mapping[str, Floats]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PairTable:
    """All ordered pairs of one window, one a row of every array.

    `sources` and `targets` [P] are parties; `margins` [P, types] are above 0 where the deal is told; `status` [P, statuses] are
    logits; `context` [P, L] is where both parties look, and sums to 1; `figures` [P, F] are logits: whether a figure is one of the
    pair's deals.
    """

    window: Window
    sources: Numbers
    targets: Numbers
    margins: Floats
    status: Floats
    context: Floats
    figures: Floats


def read_pairs(window: Window, sentence: Sequence[int], parties: Mapping[int, Tokens], figures: Tokens, heads: Heads) -> PairTable | None:
    """None where fewer than two parties stand. `sentence` numbers the sentence of each token; parties and figures are token ranges."""
    names = np.array(list(parties)[:MOST_PARTIES])
    if len(names) < 2:
        return None
    mentions = [parties[int(name)] for name in names]
    vectors = np.stack([_pool(window.vectors, m) for m in mentions])
    looks = np.stack([np.mean([window.attention[:, a:b].mean(1) for a, b in m], axis=0) for m in mentions])
    i, j = np.nonzero(~np.eye(len(names), dtype=bool))
    far = _distances(np.asarray(sentence), mentions)[i, j]
    tower = {end: _Tower(heads, end, vectors) for end in ("source", "target")}
    asked = _Asked(window, figures, heads)
    parts = [
        _rows(window, looks, tower, heads, asked, (i[at : at + CHUNK], j[at : at + CHUNK]), far[at : at + CHUNK])
        for at in range(0, len(i), CHUNK)
    ]
    margins, status, context, told = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    return PairTable(window, names[i], names[j], margins, status, context, told)


class _Tower:
    """One end of the pair head: its layer over [party, context, distance], in three parts."""

    def __init__(self, heads: Heads, end: str, vectors: Floats) -> None:
        weight, hidden = heads[f"{end}.weight"], vectors.shape[1]
        self._party: Floats = vectors @ weight[:, :hidden].T + heads[f"{end}.bias"]
        self._told: Floats = weight[:, hidden : 2 * hidden].T
        self._far: Floats = heads["distance.weight"] @ weight[:, 2 * hidden :].T

    def __call__(self, party: Numbers, told: Floats, far: Numbers) -> Floats:
        result: Floats = np.tanh(self._party[party] + told @ self._told + self._far[far])
        return result


class _Asked:
    """The figure head: how well a figure fits what a pair asks for, and how much both parties look at it."""

    def __init__(self, window: Window, figures: Tokens, heads: Heads) -> None:
        self._figures, self._heads = figures, heads
        means = [window.vectors[a:b].mean(0) for a, b in figures]
        self._told: Floats = _linear(heads, "told", np.stack(means)) if means else np.zeros((0, 1), np.float32)

    def __call__(self, pair: Floats, context: Floats) -> Floats:
        """pair [P, 2H], context [P, L] → logits [P, F]."""
        if not self._figures:
            return np.zeros((len(pair), 0), np.float32)
        fit = _linear(self._heads, "asks", pair) @ self._told.T / np.sqrt(self._told.shape[1])
        looked = np.stack([context[:, a:b].sum(1) for a, b in self._figures], axis=1)
        result: Floats = fit + np.log(looked + 1e-4) * self._heads["looks.weight"].item() + self._heads["looks.bias"].item()
        return result


def _rows(
    window: Window,
    looks: Floats,
    tower: Mapping[str, _Tower],
    heads: Heads,
    asked: _Asked,
    pairs: tuple[Numbers, Numbers],
    far: Numbers,
) -> tuple[Floats, Floats, Floats, Floats]:
    """Margins, status, context and figures of some pairs."""
    i, j = pairs
    context = np.einsum("phl,phl->pl", looks[i], looks[j])
    context /= context.sum(-1, keepdims=True) + 1e-9
    told = context @ window.vectors
    source, target = tower["source"](i, told, far), tower["target"](j, told, far)
    size = len(i)
    both = (source.reshape(size, -1, GROUP, 1) * target.reshape(size, -1, 1, GROUP)).reshape(size, -1)
    types, status = _linear(heads, "types", both), _linear(heads, "status", both)
    return types[:, 1:] - types[:, :1], status, context, asked(np.concatenate([source, target], axis=1), context)


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
