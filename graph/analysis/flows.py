"""What flows from party to party: the arrows of the graph, fetched by a query and summed up per pair."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from graph.analysis.filter import Filter
from graph.errors import QueryTooLarge
from graph.queries import catalog
from graph.schema import deal_table
from graph.store import Row, Store

T = TypeVar("T")
Amounts = Iterable[tuple[float | None, bool]]
"""Dollars of deals, and whether they are a sum for several parties together."""

BATCH = 5000
"""Parties that one query takes."""
DEALS_AT_MOST = 200_000
"""Deals that one question may look at."""


def hop_usd(amounts: Amounts) -> float | None:
    """The sum of the known sums; a joint sum that several of the deals carry is one sum. None where none is known.

    Exact in binary, so it does not depend on the order in which a store answers.
    """
    known = [(usd, joint) for usd, joint in amounts if usd is not None]
    if not known:
        return None
    return math.fsum([usd for usd, joint in known if not joint] + list({usd for usd, joint in known if joint}))


@dataclass(slots=True)
class Flows:
    """Hops between parties. `onward[a][b]` is the known sum that flows from a to b, or None; `back` has the other ends."""

    onward: dict[str, dict[str, float | None]] = field(default_factory=lambda: defaultdict(dict))
    back: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, source: str, target: str, usd: float | None) -> None:
        self.onward[source][target] = usd
        self.back[target].add(source)

    def hops(self) -> Iterator[tuple[str, str, float | None]]:
        for source, targets in self.onward.items():
            for target, usd in targets.items():
                yield source, target, usd


def all_flows(store: Store, where: Filter) -> Flows:
    """The hops of the whole graph."""
    return _flows([fetch_deals(store, "flows", where, deal_table().value_moving)])


def flows_between(store: Store, start: str, end: str, most: int, where: Filter) -> Flows:
    """The hops that a way of at most `most` hops from `start` to `end` can use, and some more.

    Looks forward from the start and back from the end, and so at as little of the graph as it can.
    """
    behind = most // 2
    forward = _spread(store, "outflows", start, most - behind, where, "target")
    backward = _spread(store, "inflows", end, behind, where, "source")
    return _flows([*forward, *backward])


def _spread(store: Store, query: str, start: str, steps: int, where: Filter, far_end: str) -> Iterator[list[Row]]:
    """The rows of `steps` rounds, each from the parties that the round before reached first."""
    moving = deal_table().value_moving
    seen = edge = {start}
    for _ in range(steps):
        rows = [row for some in batches(sorted(edge)) for row in fetch_deals(store, query, where, moving, parties=some)]
        yield rows
        edge = {row[far_end] for row in rows} - seen
        seen = seen | edge


def batches(items: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    """Pieces small enough for one query."""
    return (items[i : i + size] for i in range(0, len(items), size))


def fetch_deals(store: Store, query: str, where: Filter, usable: Sequence[str], **values: object) -> list[Row]:
    """The rows of a query over deals; raises QueryTooLarge when they are more than one question may look at."""
    rows = catalog()[query].run(store, limit=DEALS_AT_MOST, **where.parameters(usable), **values)
    if len(rows) >= DEALS_AT_MOST:
        raise QueryTooLarge(f"The question touches {DEALS_AT_MOST} deals or more; ask for fewer hops, or narrow types, sums and dates.")
    return rows


def _flows(answers: Iterable[list[Row]]) -> Flows:
    """Sums the deals of all answers up per pair; a pair that two answers hold is the same in both."""
    flows = Flows()
    for rows in answers:
        pairs: dict[tuple[str, str], list[tuple[float | None, bool]]] = defaultdict(list)
        for row in rows:
            pairs[row["source"], row["target"]].append((row["usd"], row["joint"]))
        for (source, target), amounts in pairs.items():
            flows.add(source, target, hop_usd(amounts))
    return flows
