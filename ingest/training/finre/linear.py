"""A linear model over counted features: one logistic regression a label, learned to the end, in seconds.

It remembers names and fixed phrases where the network reads, so the two are wrong in different places and are better together than
either alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import chain

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

SEEN = 2
"""Pairs that must have a feature for it to count."""
LAMBDA = 20.0
"""Weight of the squared weights in the loss."""
ROUNDS = 40
SHARPNESS = 0.7
"""Of the softmax that makes one distribution of the scores. This and LAMBDA were chosen by cross-validation on the training part."""


class Linear:
    """Scores of labels from sets of features."""

    def __init__(self, found: Sequence[Collection[str]], wanted: Tensor) -> None:
        """wanted [P, labels] is 1 for every right label of a pair."""
        counts = Counter(chain.from_iterable(found))
        self._row = {feature: row for row, feature in enumerate(f for f in sorted(counts) if counts[f] >= SEEN)}
        self._weights, self._bias = self._fit(self._matrix(found), wanted)

    def chances(self, found: Sequence[Collection[str]]) -> Tensor:
        """The probability of every label [P, labels]."""
        return (SHARPNESS * (self._matrix(found) @ self._weights + self._bias)).softmax(-1)

    def _matrix(self, found: Sequence[Collection[str]]) -> Tensor:
        rows = [sorted(self._row[f] for f in features if f in self._row) for features in found]
        number = torch.repeat_interleave(torch.arange(len(rows)), torch.tensor([len(own) for own in rows]))
        places = torch.stack([number, torch.tensor(list(chain.from_iterable(rows)), dtype=torch.long)])
        ones = torch.ones(places.shape[1])
        return torch.sparse_coo_tensor(places, ones, (len(rows), len(self._row)), check_invariants=True).coalesce()

    def _fit(self, x: Tensor, wanted: Tensor) -> tuple[Tensor, Tensor]:
        """Rare labels weigh as much as the rest of the pairs together."""
        told = wanted.sum(0)
        weight = torch.where(wanted > 0, (len(wanted) - told) / told.clamp(min=1), 1.0)
        turned = x.t().coalesce()
        weights, bias = torch.zeros(x.shape[1], wanted.shape[1]), torch.zeros(wanted.shape[1])
        optimizer = torch.optim.LBFGS([weights, bias], max_iter=ROUNDS, history_size=6, line_search_fn="strong_wolfe")

        def loss() -> Tensor:
            scores = x @ weights + bias
            slope = weight * (scores.sigmoid() - wanted)
            weights.grad, bias.grad = turned @ slope + LAMBDA * weights, slope.sum(0)
            return F.binary_cross_entropy_with_logits(scores, wanted, weight, reduction="sum") + LAMBDA / 2 * weights.square().sum()

        optimizer.step(loss)
        return weights, bias
