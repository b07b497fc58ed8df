"""What the encoder says of every ordered pair of parties in a window: which deals, how sure, and where it is told.

The head is described in `ingest/training/network.py`; this is the same arithmetic in numpy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from ingest.text.encoder.session import Floats, Window

GROUP = 12
FAR = 4
"""Sentences beyond which the distance between two parties counts as the same."""
CHUNK = 256
MOST_PARTIES = 60
"""Parties of one window; a list of more is cut, which bounds the work."""

Tokens = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class LearnedPair:
    """`margins` [types] above 0 where the deal is told; `status` logits; `context` [L], where both parties look."""

    source: int
    target: int
    margins: Floats
    status: Floats
    context: Floats


def read_pairs(
    window: Window, sentence: Sequence[int], parties: Mapping[int, Tokens], heads: Mapping[str, Floats]
) -> Iterator[LearnedPair]:
    """All ordered pairs. `sentence` numbers the sentence of each token; `parties` gives each party's mentions as token ranges."""
    names = list(parties)[:MOST_PARTIES]
    if len(names) < 2:
        return
    vectors = np.stack([_pool(window.vectors, parties[name]) for name in names])
    looks = np.stack([np.mean([window.attention[:, a:b].mean(1) for a, b in parties[name]], axis=0) for name in names])
    pairs = list(permutations(range(len(names)), 2))
    for at in range(0, len(pairs), CHUNK):
        part = pairs[at : at + CHUNK]
        i, j = (np.array([p[end] for p in part]) for end in (0, 1))
        context = (looks[i] * looks[j]).mean(1)
        context /= context.sum(-1, keepdims=True) + 1e-9
        told = context @ window.vectors
        far = heads["distance.weight"][[_distance(sentence, parties[names[s]], parties[names[t]]) for s, t in part]]
        source = np.tanh(_linear(heads, "source", np.concatenate([vectors[i], told, far], axis=1)))
        target = np.tanh(_linear(heads, "target", np.concatenate([vectors[j], told, far], axis=1)))
        size = len(part)
        both = (source.reshape(size, -1, GROUP, 1) * target.reshape(size, -1, 1, GROUP)).reshape(size, -1)
        types, status = _linear(heads, "types", both), _linear(heads, "status", both)
        margins = types[:, 1:] - types[:, :1]
        for row, (s, t) in enumerate(part):
            yield LearnedPair(names[s], names[t], margins[row], status[row], context[row])


def _linear(heads: Mapping[str, Floats], name: str, x: Floats) -> Floats:
    result: Floats = x @ heads[f"{name}.weight"].T + heads[f"{name}.bias"]
    return result


def _pool(vectors: Floats, mentions: Tokens) -> Floats:
    """The mentions' means, joined by logsumexp over the mentions."""
    means = np.stack([vectors[a:b].mean(0) for a, b in mentions])
    top = means.max(0)
    pooled: Floats = top + np.log(np.exp(means - top).sum(0)) - np.log(len(mentions))
    return pooled


def _distance(sentence: Sequence[int], source: Tokens, target: Tokens) -> int:
    gaps = [sentence[t[0]] - sentence[s[0]] for s in source for t in target]
    return max(-FAR, min(FAR, min(gaps, key=abs))) + FAR
