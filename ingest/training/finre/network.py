"""The reader's network with another question on top of its pair head: which of FinRE's labels holds between two names.

The encoder and the pair head are those of `ingest/training/network.py`, begun from a model that was exported or from the base weights.
New are marks around the two names, one linear layer over the pair, and what the names have in common, which an encoder that reads
them in place hardly sees.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from ingest.text.encoder.hints import KNOWN
from ingest.text.encoder.pieces import Pieces
from ingest.training.base import Base, base_file, load_base
from ingest.training.corpus import Window
from ingest.training.finre.features import LIKENESS, likeness
from ingest.training.finre.pairs import Pair
from ingest.training.network import GROUP, Encoder, Reader, grouped
from ingest.training.start import load_exported
from ingest.training.train import tensors
from ingest.training.vocabulary import keep_pieces

MARKS = ("#", "@")
"""Stand before and after each mention of the first and of the second name."""
LAYERS = 6
"""Of the base weights, where no exported model says how many."""
RATE, HEAD_RATE = 1.2e-4, 8e-4
WARM = 0.06
"""Share of the training in which the rates rise."""
TOKENS = 700
"""Of a batch, with padding."""

_NUMBERS = {feature: number for number, feature in enumerate(LIKENESS)}


@dataclass(frozen=True, slots=True)
class Seen:
    """A pair as the network sees it: the tokens of its sentence, and what its names have in common."""

    window: Window
    common: list[int]


class Relations(nn.Module):
    """A reader asked for other labels."""

    def __init__(self, reader: Reader, hidden: int, labels: int) -> None:
        super().__init__()
        self.reader = reader
        self.labels = nn.Linear(hidden * (GROUP + 2), labels)
        self.common = nn.EmbeddingBag(len(LIKENESS), labels, mode="sum")
        self.drop = nn.Dropout(0.1)
        nn.init.zeros_(self.common.weight)

    def forward(self, batch: Sequence[Seen]) -> Tensor:
        """Logits [B, labels]."""
        with torch.autocast("cpu", torch.bfloat16):
            x, attention = self.reader.encoder(*tensors([seen.window for seen in batch]))
        x, attention = x.float(), attention.float()
        ends = [self.reader.ends(x[row], attention[row], seen.window, [(0, 1)])[:2] for row, seen in enumerate(batch)]
        source, target = torch.cat([s for s, _ in ends]), torch.cat([t for _, t in ends])
        pair = torch.cat([grouped(source, target), source, target], -1)
        logits: Tensor = self.labels(self.drop(pair)) + self.common(torch.tensor([seen.common for seen in batch]))
        return logits


def begin(start: Path | None, labels: int) -> tuple[Relations, Pieces]:
    """The network before its training, and the vocabulary: those of the exported model `start`, or of the base weights."""
    base = load_base(base_file())
    if start is None:
        kept = keep_pieces(base, [])
        pieces = Pieces([base.pieces[k] for k in kept], [base.scores[k] for k in kept])
        reader = Reader(Encoder(len(kept), LAYERS, base), base.hidden)
        reader.encoder.load_base(base, kept)
    else:
        vocabulary = json.loads((start / "pieces.json").read_text("utf-8"))
        pieces = Pieces(vocabulary["pieces"], vocabulary["scores"])
        reader = Reader(_encoder(start, len(pieces), base), base.hidden)
        load_exported(reader, start, pieces.pieces)
    reader.encoder.word.weight.requires_grad_(False)
    return Relations(reader, base.hidden, labels), pieces


def _encoder(start: Path, vocabulary: int, base: Base) -> Encoder:
    """An encoder of as many layers, as wide, as the exported one."""
    graph = onnx.load(str(start / "encoder.onnx")).graph
    widths = [tensor.dims[0] for tensor in graph.initializer if tensor.name.endswith(".fi.bias")]
    return Encoder(vocabulary, len(widths), base, widths[0])


def see(pair: Pair, pieces: Pieces) -> Seen:
    """The pair's sentence in tokens, cut at the edges of its names, with the marks around them."""
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for mark, spans in zip(MARKS, (pair.first_at, pair.second_at), strict=True):
        for start, end in spans:
            opens.setdefault(start, []).append(mark)
            closes.setdefault(end, []).append(mark)
    ids: list[int] = []
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for begin, end in pairwise(sorted({0, len(pair.text), *opens, *closes})):
        ids += _marks(opens, begin, pieces)
        first[begin] = len(ids)
        ids += pieces.cut(pair.text[begin:end]).ids
        last[end] = len(ids)
        ids += _marks(closes, end, pieces)
    parties = [[(first[start], last[end]) for start, end in spans] for spans in (pair.first_at, pair.second_at)]
    hints = _hints(len(ids), parties)
    window = Window(pair.text, (0, len(pair.text)), ids, hints, [0] * len(ids), [0] * len(ids), parties, [0, 1])
    return Seen(window, [_NUMBERS[feature] for feature in likeness(pair.first, pair.second)])


def _hints(size: int, parties: Sequence[Sequence[tuple[int, int]]]) -> list[int]:
    """The names that are given are known ones."""
    hints = [0] * size
    for begin, end in (place for places in parties for place in places):
        hints[begin:end] = [KNOWN] + [KNOWN + 1] * (end - begin - 1)
    return hints


def _marks(at: dict[int, list[str]], place: int, pieces: Pieces) -> list[int]:
    return [number for mark in at.get(place, ()) for number in pieces.cut(mark).ids]


def train(net: Relations, seen: Sequence[Seen], wanted: Tensor, epochs: int, minutes: float, chance: random.Random) -> None:
    """One fall of the rates over the epochs, or over the minutes if these are shorter; wanted [P, labels] is 1 for every right label."""
    heads = [p for n, p in net.named_parameters() if not n.startswith("reader.encoder.")]
    body = [p for p in net.reader.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": body}, {"params": heads}], weight_decay=0.01, fused=True)
    lengths = [len(one.window.ids) for one in seen]
    began, losses = time.monotonic(), []
    net.train()
    for epoch in range(epochs):
        cut = batches(lengths, chance)
        for number, batch in enumerate(cut, start=1):
            done = max((epoch + number / len(cut)) / epochs, (time.monotonic() - began) / (60 * minutes))
            for group, rate in zip(optimizer.param_groups, (RATE, HEAD_RATE), strict=True):
                group["lr"] = rate * max(0.0, min(done / WARM, 1 - done))
            loss = loss_of(net([seen[n] for n in batch]), wanted[batch])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.item())
            if len(losses) % 100 == 0:
                print(f"{len(losses)} steps, {100 * done:.0f} %, loss {sum(losses[-100:]) / 100:.3f}", file=sys.stderr, flush=True)
            if done >= 1:
                return


def loss_of(logits: Tensor, wanted: Tensor) -> Tensor:
    """Any right label will do, so the probability of all of them together is what grows."""
    right = logits.masked_fill(wanted == 0, float("-inf"))
    return (torch.logsumexp(logits, 1) - torch.logsumexp(right, 1)).mean()


def batches(lengths: Sequence[int], chance: random.Random, tokens: int = TOKENS) -> list[list[int]]:
    """Numbers of pairs of like length together, at most `tokens` with padding, in random order."""
    found: list[list[int]] = [[]]
    for number in sorted(range(len(lengths)), key=lambda n: lengths[n] + chance.random() * 8):
        longest = max(lengths[n] for n in [*found[-1], number])
        if found[-1] and (len(found[-1]) + 1) * (longest + 2) > tokens:
            found.append([])
        found[-1].append(number)
    chance.shuffle(found)
    return found


def chances(net: Relations, seen: Sequence[Seen]) -> Tensor:
    """The probability of every label [P, labels]."""
    net.eval()
    with torch.no_grad():
        return torch.cat([net(seen[at : at + 16]).softmax(-1) for at in range(0, len(seen), 16)])
