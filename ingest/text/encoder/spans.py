"""Names out of the tags of a window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.model import PartyKind
from ingest.text.encoder.session import Floats, Window

KINDS = tuple(PartyKind)
OUTSIDE = 0


@dataclass(frozen=True, slots=True)
class LearnedName:
    """Characters `start` to `end`, what kind of party it names, and how sure that is (0 to 1)."""

    start: int
    end: int
    kind: PartyKind
    score: float


def names(window: Window) -> Iterator[LearnedName]:
    """Runs that a begin tag opens and inside tags go on with; the score is that of the least sure token."""
    probabilities = softmax(window.tags)
    named = 1 - probabilities[:, OUTSIDE]
    best = probabilities.argmax(1)
    at, size = 0, len(best)
    while at < size:
        if best[at] % 2 == 0:
            at += 1
            continue
        end = at + 1
        while end < size and best[end] != OUTSIDE and best[end] % 2 == 0:
            end += 1
        kind = KINDS[int(probabilities[at:end, 1:].sum(0).reshape(-1, 2).sum(1).argmax())]
        yield LearnedName(window.starts[at], window.ends[end - 1], kind, float(named[at:end].min()))
        at = end


def named(window: Window) -> Floats:
    """The probability of each token to be part of a name."""
    result: Floats = 1 - softmax(window.tags)[:, OUTSIDE]
    return result


def softmax(logits: Floats) -> Floats:
    """Over the last axis."""
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    result: Floats = powers / powers.sum(-1, keepdims=True)
    return result
