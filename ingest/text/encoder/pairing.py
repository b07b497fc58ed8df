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
    logits; `context` [P, L] is where both parties look, and sums to 1.
    """

    window: Window
    sources: Numbers
    targets: Numbers
    margins: Floats
    status: Floats
    context: Floats


def read_pairs(window: Window, sentence: Sequence[int], parties: Mapping[int, Tokens], heads: Heads) -> PairTable | None:
    """None where fewer than two parties stand. `sentence` numbers the sentence of each token; `parties`: their mentions as token ranges."""
    names = np.array(list(parties)[:MOST_PARTIES])
    if len(names) < 2:
        return None
    mentions = [parties[int(name)] for name in names]
    vectors = np.stack([_pool(window.vectors, m) for m in mentions])
    looks = np.stack([np.mean([window.attention[:, a:b].mean(1) for a, b in m], axis=0) for m in mentions])
    i, j = np.nonzero(~np.eye(len(names), dtype=bool))
    far = _distances(np.asarray(sentence), mentions)[i, j]
    tower = {end: _Tower(heads, end, vectors) for end in ("source", "target")}
    parts = [
        _rows(window, looks, tower, heads, (i[at : at + CHUNK], j[at : at + CHUNK]), far[at : at + CHUNK]) for at in range(0, len(i), CHUNK)
    ]
    margins, status, context = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    return PairTable(window, names[i], names[j], margins, status, context)


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


def _rows(
    window: Window, looks: Floats, tower: Mapping[str, _Tower], heads: Heads, pairs: tuple[Numbers, Numbers], far: Numbers
) -> tuple[Floats, Floats, Floats]:
    """Margins, status and context of some pairs."""
    i, j = pairs
    context = np.einsum("phl,phl->pl", looks[i], looks[j])
    context /= context.sum(-1, keepdims=True) + 1e-9
    told = context @ window.vectors
    source, target = tower["source"](i, told, far), tower["target"](j, told, far)
    size = len(i)
    both = (source.reshape(size, -1, GROUP, 1) * target.reshape(size, -1, 1, GROUP)).reshape(size, -1)
    types, status = _linear(heads, "types", both), _linear(heads, "status", both)
    return types[:, 1:] - types[:, :1], status, context


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
