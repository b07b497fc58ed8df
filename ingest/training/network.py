"""The network: an encoder with a head for names and one for ordered pairs of parties.

A figure (a sum, a percentage) is given to a pair by how well what the pair asks for fits the figure and how much both parties
look at it.

The pair head is the arrangement of ATLOP (Zhou et al. 2021): mentions pooled by logsumexp, a context that both parties attend to,
a grouped bilinear form, and a threshold that is learned for every pair. Two things are added: how far apart the parties stand,
in sentences, and that the context is taught to lie where the deal is told (after DREEAM, Ma et al. 2023).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from ingest.text.encoder.hints import HINTS
from ingest.training.base import Base
from ingest.training.corpus import KINDS, STATUSES, TYPES, Window

GROUP = 12
DISTANCES = 9
"""-4 … 4 sentences from the source to the target, taken at their nearest mentions."""
DISTANCE_SIZE = 32
ASKED = 128
"""Width in which pairs and figures are compared."""


class Layer(nn.Module):
    """One transformer layer with the normalisation after each block, as in BERT."""

    def __init__(self, hidden: int, heads: int, inner: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.o = (nn.Linear(hidden, hidden) for _ in range(4))
        self.fi, self.fo = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.aln, self.oln = nn.LayerNorm(hidden, epsilon), nn.LayerNorm(hidden, epsilon)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """x [B, L, H], mask [B, 1, 1, L] (0 or very low) → x and attention [B, heads, L, L]."""
        batch, length, hidden = x.shape

        def parted(t: Tensor) -> Tensor:
            return t.view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)

        q, k, v = parted(self.q(x)), parted(self.k(x)), parted(self.v(x))
        scores = (q @ k.transpose(-1, -2)).float() / math.sqrt(hidden // self.heads)
        attention = (scores if mask is None else scores + mask).softmax(-1)
        mixed = attention.to(v.dtype) @ v
        x = self.aln(x + self.drop(self.o(mixed.transpose(1, 2).reshape(batch, length, hidden))))
        return self.oln(x + self.drop(self.fo(F.gelu(self.fi(x))))), attention


class Encoder(nn.Module):
    """Token ids to vectors, and the attention of the last layer."""

    def __init__(self, vocabulary: int, layers: int, base: Base, inner: int = 0, dropout: float = 0.12) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, base.hidden)
        self.place = nn.Embedding(base.positions, base.hidden)
        self.hint = nn.Embedding(HINTS, base.hidden)
        nn.init.zeros_(self.hint.weight)
        self.ln = nn.LayerNorm(base.hidden, base.epsilon)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(base.hidden, base.heads, inner or base.inner, base.epsilon, dropout) for _ in range(layers))

    def forward(self, ids: Tensor, hints: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """ids, hints, mask [B, L] (1 for tokens; None: all) → vectors [B, L, H], attention [B, heads, L, L]."""
        x = self.drop(self.ln(self.word(ids) + self.place(torch.arange(ids.shape[1])) + self.hint(hints)))
        low = None if mask is None else (1 - mask.float())[:, None, None, :] * -1e4
        for layer in self.layers:
            x, attention = layer(x, low)
        return x, attention

    def load_base(self, base: Base, kept: Sequence[int]) -> None:
        """Takes the first layers of the base, and of its vocabulary the pieces `kept`."""
        size = base.hidden

        def fill(parameter: Tensor, values: np.ndarray) -> None:
            parameter.data = torch.tensor(values).reshape(parameter.shape).clone()

        words = base.tensors["emb.word"].reshape(-1, size)
        fill(self.word.weight, words[list(kept)] + base.tensors["emb.type"][:size])
        fill(self.place.weight, base.tensors["emb.pos"])
        fill(self.ln.weight, base.tensors["emb.ln.w"])
        fill(self.ln.bias, base.tensors["emb.ln.b"])
        ours = {"q": "q", "k": "k", "v": "v", "o": "ao", "fi": "fi", "fo": "fo", "aln": "aln", "oln": "oln"}
        for number, layer in enumerate(self.layers):
            for name, theirs in ours.items():
                part = getattr(layer, name)
                fill(part.weight, base.tensors[f"l{number}.{theirs}.w"])
                fill(part.bias, base.tensors[f"l{number}.{theirs}.b"])


class Reader(nn.Module):
    """The encoder and its heads."""

    def __init__(self, encoder: Encoder, hidden: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.tags = nn.Linear(hidden, 1 + 2 * len(KINDS))
        self.source, self.target = nn.Linear(2 * hidden + DISTANCE_SIZE, hidden), nn.Linear(2 * hidden + DISTANCE_SIZE, hidden)
        self.distance = nn.Embedding(DISTANCES, DISTANCE_SIZE)
        self.types = nn.Linear(hidden * GROUP, len(TYPES) + 1)
        self.status = nn.Linear(hidden * GROUP, len(STATUSES))
        self.asks, self.told = nn.Linear(2 * hidden, ASKED), nn.Linear(hidden, ASKED)
        self.looks = nn.Linear(1, 1)
        self.drop = nn.Dropout(0.25)

    def pairs(
        self, x: Tensor, attention: Tensor, window: Window, pairs: Sequence[tuple[int, int]]
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """x [L, H], attention [heads, L, L] of one window → type logits [P, 1 + types], status logits [P, statuses], context [P, L],
        figure logits [P, F].

        The first token of x is the mark of the beginning, so token i of the window stands at i + 1. Type logit 0 is the threshold.
        """
        source, target, context = self.ends(x, attention, window, pairs)
        both = self.drop(grouped(source, target))
        return self.types(both), self.status(both), context, self._figures(x, context, torch.cat([source, target], -1), window)

    def ends(self, x: Tensor, attention: Tensor, window: Window, pairs: Sequence[tuple[int, int]]) -> tuple[Tensor, Tensor, Tensor]:
        """What the pair head knows of both ends of each pair, before it is asked anything → source and target [P, H], context [P, L]."""
        vectors, looks = [], []
        for places in window.parties:
            means = torch.stack([x[a + 1 : b + 1].mean(0) for a, b in places])
            vectors.append(torch.logsumexp(means, 0) - math.log(len(places)))
            looks.append(torch.stack([attention[:, a + 1 : b + 1].mean(1) for a, b in places]).mean(0))
        party, look = torch.stack(vectors), torch.stack(looks)
        i = torch.tensor([p[0] for p in pairs])
        j = torch.tensor([p[1] for p in pairs])
        context = (look[i] * look[j]).mean(1)
        context = context / (context.sum(-1, keepdim=True) + 1e-9)
        told = context @ x
        far = self.distance(torch.tensor([distance(window, a, b) for a, b in pairs]))
        source = torch.tanh(self.source(torch.cat([party[i], told, far], -1)))
        target = torch.tanh(self.target(torch.cat([party[j], told, far], -1)))
        return source, target, context

    def _figures(self, x: Tensor, context: Tensor, pair: Tensor, window: Window) -> Tensor:
        """How sure each figure of the window is one of each pair's deals, as logits [P, F]."""
        if not window.figures:
            return torch.zeros(len(pair), 0)
        told = self.told(torch.stack([x[a + 1 : b + 1].mean(0) for a, b, _, _ in window.figures]))
        looked = torch.stack([context[:, a + 1 : b + 1].sum(1) for a, b, _, _ in window.figures], 1)
        fit = self.asks(pair) @ told.T / math.sqrt(ASKED)
        seen: Tensor = self.looks(torch.log(looked + 1e-4)[..., None])[..., 0]
        return fit + seen


def grouped(source: Tensor, target: Tensor) -> Tensor:
    """Products of both ends within groups of their numbers [P, H × GROUP], on which every question of the pair head is a linear layer."""
    products = source.view(len(source), -1, GROUP, 1) * target.view(len(target), -1, 1, GROUP)
    return products.reshape(len(source), -1)


def distance(window: Window, source: int, target: int) -> int:
    """Sentences from the source to the target at their nearest mentions, as an index 0 … 8 (4: the same sentence)."""
    gaps = [window.sentence[t[0]] - window.sentence[s[0]] for s in window.parties[source] for t in window.parties[target]]
    nearest = min(gaps, key=abs)
    return max(-4, min(4, nearest)) + 4


def threshold_loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Adaptive threshold loss of Zhou et al. 2021, one value a pair; labels [P, 1 + types] with column 0 unused."""
    threshold = torch.zeros_like(labels)
    threshold[:, 0] = 1
    positive = labels.clone()
    positive[:, 0] = 0
    above = -(F.log_softmax(logits - (1 - positive - threshold) * 1e30, -1) * positive).sum(1)
    below = -(F.log_softmax(logits - positive * 1e30, -1) * threshold).sum(1)
    return above + below
