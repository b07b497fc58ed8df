"""Graphs of deals as they are found in the news, in any size: few parties with very many deals, and rings among them.

Parties have sizes by a power law. Most arrows run down a hidden order, from who funds to who is funded, and so close no
loop; some run anywhere. Rings of three to six parties are planted between. The same size gives the same graph.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.snapshot.arrays import Deals, Parties, Snapshot, ordered, sealed
from graph.analysis.snapshot.codes import STATUSES, SUM_KINDS, types
from graph.analysis.snapshot.texts import texts
from graph.analysis.snapshot.version import Version
from graph.schema import deal_table

SEED = 5
ANYWHERE = 0.08
"""Share of the arrows that run anywhere."""
DAY = 739_000
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Graph:
    """Arrows between numbered parties, no two with the same ends, with their dollars."""

    parties: int
    source: Ints
    target: Ints
    usd: NDArray[np.float64]


def deal_graph(arrows: int) -> Graph:
    """A graph with so many arrows, and a third as many parties."""
    chance = np.random.default_rng(SEED)
    parties = max(60, arrows // 3)
    size = np.minimum(chance.pareto(1.6, parties) + 1, parties**0.45)
    order = chance.permutation(parties)
    draws = int(arrows * 1.15)
    source, target = (chance.choice(parties, draws, p=size / size.sum()) for _ in range(2))
    upward = (chance.random(draws) > ANYWHERE) & (order[source] > order[target])
    source, target = np.where(upward, target, source), np.where(upward, source, target)
    rings = [chance.choice(parties, chance.integers(3, 7), replace=False) for _ in range(max(3, arrows // 500))]
    source = np.concatenate([*rings, source])
    target = np.concatenate([*(np.roll(ring, -1) for ring in rings), target])
    apart = source != target
    source, target = source[apart], target[apart]
    _, first = np.unique(source.astype(np.int64) * parties + target, return_index=True)
    kept = np.sort(first)[:arrows]
    usd = np.round(np.exp(chance.normal(4, 1.5, len(kept))), 2) * 1e6
    return Graph(parties, source[kept].astype(np.int32), target[kept].astype(np.int32), usd.astype(np.float64))


def party_ids(graph: Graph) -> list[str]:
    return [f"p{party:016x}" for party in range(graph.parties)]


def deal_ids(graph: Graph) -> list[str]:
    return [f"d{deal:016x}" for deal in range(len(graph.source))]


def deal_types(graph: Graph) -> list[str]:
    """The types of the deals, all that move value in turn."""
    moving = deal_table().value_moving
    return [moving[deal % len(moving)] for deal in range(len(graph.source))]


def snapshot_of(graph: Graph) -> Snapshot:
    """The graph as a store would be held in memory: announced deals of exact sums, over four years."""
    number = len(graph.source)
    codes = np.array([types().index(name) for name in deal_table().value_moving], np.uint8)
    day = (DAY + np.arange(number) % 1461).astype(np.int32)
    people = Parties(
        np.array(party_ids(graph), np.bytes_),
        np.zeros(graph.parties, np.uint8),
        np.arange(graph.parties, dtype=np.int32),
        texts(f"公司{party}" for party in range(graph.parties)),
    )
    deals = Deals(
        id=np.array(deal_ids(graph), np.bytes_),
        source=graph.source,
        target=graph.target,
        usd=graph.usd,
        first=day,
        last=day.copy(),
        type=codes[np.arange(number) % len(codes)],
        status=np.full(number, STATUSES.index("announced"), np.uint8),
        kind=np.full(number, SUM_KINDS.index("exact"), np.uint8),
        articles=np.ones(number, np.uint16),
    )
    return sealed(Snapshot(people, ordered(deals), Version(1, "made up")))
