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
    """Hops between parties. `onward[a][b]` is the known sum that flows from a to b, or None where none is known."""

    onward: dict[str, dict[str, float | None]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, source: str, target: str, usd: float | None) -> None:
        self.onward[source][target] = usd


def flows_between(store: Store, start: str, end: str, most: int, where: Filter) -> Flows:
    """The hops that a way of at most `most` hops from `start` to `end` can use, and some more.

    Looks forward from the start and back from the end, and so at as little of the graph as it can.
    """
    behind = most // 2
    forward = _spread(store, "outflows", start, most - behind, where)
    backward = _spread(store, "inflows", end, behind, where)
    return _flows({**forward, **backward})


_Pairs = dict[tuple[str, str], list[tuple[float | None, bool]]]


def _spread(store: Store, query: str, start: str, steps: int, where: Filter) -> _Pairs:
    """The deals of `steps` rounds, each from the parties that the round before reached first."""
    far_end = 1 if query == "outflows" else 0
    pairs: _Pairs = {}
    seen = edge = {start}
    for _ in range(steps):
        found: _Pairs = {}
        for some in batches(sorted(edge)):
            found |= _fetch(store, query, where, parties=some)
        pairs |= found
        edge = {pair[far_end] for pair in found} - seen
        seen = seen | edge
    return pairs


def batches(items: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    """Pieces small enough for one query."""
    return (items[i : i + size] for i in range(0, len(items), size))


def _fetch(store: Store, query: str, where: Filter, **values: object) -> _Pairs:
    """The deals of each pair, all of them: a query that knows one end of a pair knows all that flows between the two."""
    pairs: _Pairs = defaultdict(list)
    rows = catalog()[query].run(store, limit=DEALS_AT_MOST, **where.parameters(deal_table().value_moving), **values)
    check_size(sum(len(row["deals"]) for row in rows))
    for row in rows:
        for other, usd, joint in row["deals"]:
            pairs[(row["source"], other) if "source" in row else (other, row["target"])].append((usd, joint))
    return pairs


def check_size(deals: int) -> None:
    """Raises QueryTooLarge when these are all the deals that a query was allowed to answer: there may be more."""
    if deals >= DEALS_AT_MOST:
        raise QueryTooLarge(f"The question touches {DEALS_AT_MOST} deals or more; ask for fewer hops, or narrow types, sums and dates.")


def _flows(pairs: _Pairs) -> Flows:
    flows = Flows()
    for (source, target), amounts in pairs.items():
        flows.add(source, target, hop_usd(amounts))
    return flows


def fetch_deals(store: Store, query: str, where: Filter, usable: Sequence[str], **values: object) -> list[Row]:
    """The rows of a query that answers one deal a row; raises QueryTooLarge when one question may not look at so many."""
    rows = catalog()[query].run(store, limit=DEALS_AT_MOST, **where.parameters(usable), **values)
    check_size(len(rows))
    return rows
