"""From FinRE's instances to a label for each: the network and the linear model, one after the other, and both together."""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from ingest.training.finre.features import Names, features
from ingest.training.finre.linear import Linear
from ingest.training.finre.network import begin, chances, see, train
from ingest.training.finre.pairs import NONE, Instance, Pair, fold, said, turned

SURE = 0.3
"""Probability from which a relation is said: half of the F1 to be expected (see `said`)."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long the network is trained: epochs, or minutes if these are over earlier."""

    epochs: int
    minutes: float
    threads: int
    seed: int


def predict(training: Sequence[Instance], test: Sequence[Instance], start: Path | None, effort: Effort) -> Mapping[str, list[str]]:
    """A label for each instance of the test, by the network, by the linear model and by both."""
    torch.manual_seed(effort.seed)
    torch.set_num_threads(effort.threads)
    labels = [NONE, *sorted({label for one in training for label in one.labels} - {NONE})]
    known, _ = fold(training, labels)
    asked, places = fold(test, labels)
    wanted = torch.tensor([[float(label in pair.relations) for label in labels] for pair in known])
    print(f"{len(training)} instances in {len(known)} pairs, {len(labels)} labels; {len(test)} to tell", file=sys.stderr, flush=True)
    linear = _by_linear(known, wanted, asked)
    network = _by_network(known, wanted, asked, start, effort)
    tables = {"network": network, "linear": linear, "both": together(network, linear)}
    return {name: _labels(table, labels, places) for name, table in tables.items()}


def together(one: Tensor, other: Tensor) -> Tensor:
    """The geometric mean of two tables of probabilities: a label that either of the two rules out is ruled out."""
    return ((one.clamp(min=1e-9).log() + other.clamp(min=1e-9).log()) / 2).softmax(-1)


def _by_linear(known: Sequence[Pair], wanted: Tensor, asked: Sequence[Pair]) -> Tensor:
    names = Names(known)
    return Linear([features(pair, names) for pair in known], wanted).chances([features(pair, names) for pair in asked])


def _by_network(known: Sequence[Pair], wanted: Tensor, asked: Sequence[Pair], start: Path | None, effort: Effort) -> Tensor:
    net, pieces = begin(start, wanted.shape[1])
    train(net, [see(pair, pieces) for pair in known], wanted, effort.epochs, effort.minutes, random.Random(effort.seed))  # noqa: S311
    return chances(net, [see(pair, pieces) for pair in asked])


def _labels(table: Tensor, labels: Sequence[str], places: Sequence[tuple[int, bool]]) -> list[str]:
    """Turned round again for the instances that name their pair the other way."""
    of_pair = [said(dict(zip(labels, row, strict=True)), SURE) for row in table.tolist()]
    return [turned(of_pair[number], labels) if swapped else of_pair[number] for number, swapped in places]
