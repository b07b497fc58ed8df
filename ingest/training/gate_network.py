"""The gate's network as it is trained; `ingest/text/encoder/glance.py` runs it without torch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

WIDTH = 48
"""Numbers of a word's vector, and neurons of the looks at words."""
TOLD = 32
"""Neurons of the looks at sentences."""
DROPPED = 0.2
HIDDEN = 0.05
"""Share of the words that a text loses at random in training."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some texts one after the other: words with their sentence, sentences with their text, and what is to be said of them.

    `named` [words] is 1 inside a name; `sure` its weight in the loss; `deals` and `optional` [sentences] count what a sentence tells,
    `types` [sentences, types] says which; `sizes` are characters.
    """

    words: Tensor
    rows: Tensor
    cues: Tensor
    texts: Tensor
    named: Tensor
    sure: Tensor
    deals: Tensor
    optional: Tensor
    types: Tensor
    sizes: Tensor


class GateNetwork(nn.Module):
    """Word vectors made narrow, two looks at neighbouring words, strongest and mean of each sentence, two looks at its neighbours."""

    vectors: Tensor

    def __init__(self, vectors: Tensor, narrow: Tensor, types: int) -> None:
        super().__init__()
        self.register_buffer("vectors", vectors)
        self.narrow = nn.Linear(vectors.shape[1], WIDTH)
        self.narrow.weight.data = narrow
        self.near = nn.Conv1d(WIDTH, WIDTH, 3, padding=1)
        self.wide = nn.Conv1d(WIDTH, WIDTH, 3, padding=2, dilation=2)
        self.sentence = nn.Linear(2 * WIDTH + 1 + types, TOLD)
        self.around = nn.Conv1d(TOLD, TOLD, 3, padding=1)
        self.afar = nn.Conv1d(TOLD, TOLD, 3, padding=2, dilation=2)
        self.out = nn.Linear(2 * TOLD, 1)
        self.names = nn.Linear(WIDTH, 1)
        self.types = nn.Linear(2 * TOLD, types)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Logits: a deal in each sentence; a name at each word; each type of deal in each sentence. The last two only teach."""
        x = self._words(batch.words)
        x = F.relu(self.near(x.T[None]))
        x = (x + F.relu(self.wide(self._drop(x, DROPPED / 2))))[0].T
        told = F.relu(self.sentence(self._drop(_pooled(x, batch), DROPPED)))
        y = self._drop(torch.cat([told, self._neighbours(told, batch.texts)], 1), DROPPED)
        return self.out(y)[:, 0], self.names(x)[:, 0], self.types(y)

    def _words(self, words: Tensor) -> Tensor:
        used, places = words.unique(return_inverse=True)
        x: Tensor = self.narrow(self.vectors[used])[places]
        if self.training:
            x = x * (torch.rand(len(x), 1) > HIDDEN)
        return self._drop(x, DROPPED / 2)

    def _neighbours(self, told: Tensor, texts: Tensor) -> Tensor:
        """What the sentences around tell; two empty rows keep texts apart."""
        places = torch.arange(len(texts)) + 2 * texts
        rows = int(places[-1]) + 1
        spread = torch.zeros(rows, told.shape[1]).index_copy(0, places, told)
        real = torch.zeros(rows).index_fill(0, places, 1.0)
        around = F.relu(self.around(self._drop(spread, DROPPED).T[None])) * real
        return (around + F.relu(self.afar(around)))[0].T[places]

    def _drop(self, x: Tensor, share: float) -> Tensor:
        return F.dropout(x, share, self.training)

    def arrays(self) -> dict[str, np.ndarray]:
        """What the product needs: vectors in 8 bits with a scale for each word, and each layer as a matrix of (inputs, outputs)."""
        with torch.no_grad():
            vectors = self.narrow(self.vectors).numpy()
        scales = np.maximum(np.abs(vectors).max(axis=1), 1e-6) / 127
        found = {"vectors": np.round(vectors / scales[:, None]).astype(np.int8), "scales": scales.astype(np.float16)}
        for name in ("near", "wide", "sentence", "around", "afar", "out"):
            layer = getattr(self, name)
            weight = layer.weight.detach().numpy()
            matrix = weight.T if weight.ndim == 2 else weight.transpose(2, 1, 0).reshape(-1, weight.shape[0])
            found |= {f"{name}.weight": matrix.astype(np.float16), f"{name}.bias": layer.bias.detach().numpy().astype(np.float16)}
        return found


def _pooled(x: Tensor, batch: Batch) -> Tensor:
    count = len(batch.texts)
    most = torch.zeros(count, x.shape[1]).scatter_reduce(0, batch.rows[:, None].expand_as(x), x, "amax")
    sizes = torch.zeros(count).index_add(0, batch.rows, torch.ones(len(x)))[:, None]
    sums = torch.zeros(count, x.shape[1]).index_add(0, batch.rows, x)
    return torch.cat([most, sums / sizes.clamp(min=1), torch.log1p(sizes) / 4, batch.cues], 1)


def loss_of(net: GateNetwork, batch: Batch) -> Tensor:
    """Missing a sentence costs by its deals, showing one in vain by its length; an optional deal costs little either way."""
    deal, named, types = net(batch)
    sure, optional = batch.deals > 0, (batch.deals == 0) & (batch.optional > 0)
    wanted = (sure | optional).float()
    price = sure * (1 + 0.5 * (batch.deals - 1).clamp(0, 6)) + 0.3 * optional + (1 - wanted) * (batch.sizes / 40).clamp(0.25, 3)
    loss = (F.binary_cross_entropy_with_logits(deal, wanted, reduction="none") * price).mean()
    loss = loss + 0.15 * F.binary_cross_entropy_with_logits(types, batch.types, reduction="none").sum(1).mean()
    return loss + 0.3 * (F.binary_cross_entropy_with_logits(named, batch.named, reduction="none") * batch.sure).mean()
