"""Exposure: who is hit when a party fails, chain by chain."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from graph.analysis.bounds import check_bounds
from graph.analysis.describe import Pair, check_party, deals_between, make_hop, party_refs, smallest, whole_usd
from graph.analysis.filter import Filter
from graph.analysis.losses import Losses
from graph.analysis.results import Answer, DealView, ExposurePath, Hit, Hop, path_id
from graph.analysis.routes import Route
from graph.queries.fragments import type_sets
from graph.schema import deal_table
from graph.store import Store

AHEAD = 64
"""Parties whose losers are fetched together: the ends of the best chains so far."""


def exposed(store: Store, party: str, max_hops: int = 3, where: Filter | None = None, limit: int = 200) -> Answer[ExposurePath]:
    """The chains by which the failure of a party reaches others, of at most `max_hops` hops, the worst first.

    Who loses by a deal is told by its type in the deal table. Chains with fewer hops of unknown sum come first, of
    these the ones with the larger amount exposed, of equals the shorter. Every beginning of a chain is a chain too.
    """
    check_bounds(max_hops, 1, limit)
    check_party(store, party)
    losses = Losses(store, where or Filter())
    chains = _worst_chains(losses, party, max_hops, limit + 1)
    return Answer(tuple(_describe(store, losses, chains[:limit])), truncated=len(chains) > limit)


def hits(chains: Iterable[ExposurePath]) -> tuple[Hit, ...]:
    """Who is hit, over all chains: the largest amount exposed first."""
    by_party: dict[str, list[ExposurePath]] = defaultdict(list)
    for chain in chains:
        by_party[chain.parties[-1].id].append(chain)
    found = [
        Hit(
            party=several[0].parties[-1],
            usd=max((usd for chain in several if (usd := whole_usd(chain.hops)) is not None), default=None),
            hops=min(len(chain.hops) for chain in several),
            chains=len(several),
        )
        for several in by_party.values()
    ]
    return tuple(sorted(found, key=lambda hit: (hit.usd is None, -(hit.usd or 0.0), hit.hops, hit.party.id)))


class Chain(NamedTuple):
    """A chain on its way. They compare as they are ranked."""

    gaps: int
    """Hops without a known sum."""
    minus: float
    """The smallest known sum, negative so that the largest comes first; infinite while none is known."""
    length: int
    route: Route
    grown: bool
    """The chains that go on from here are in the queue already."""


def _worst_chains(losses: Losses, party: str, most: int, limit: int) -> list[Route]:
    """A longer chain is never worse than its beginning, so the worst ones are found without looking at the rest.

    The exception is a chain without any known sum: it goes on first and is ranked afterwards, as if it were nothing.
    """
    queue = [Chain(0, -math.inf, 0, (party,), grown=False)]
    found: list[Route] = []
    while queue and len(found) < limit:
        chain = heapq.heappop(queue)
        if not chain.grown and chain.length < most:
            _load_ahead(losses, chain, queue, most)
            for longer in _grow(losses, chain):
                heapq.heappush(queue, longer)
        if chain.grown or chain.minus > -math.inf:
            found.append(chain.route)
        elif chain.length:
            heapq.heappush(queue, chain._replace(minus=0.0, grown=True))
    return found


def _load_ahead(losses: Losses, chain: Chain, queue: Sequence[Chain], most: int) -> None:
    if chain.route[-1] not in losses.hit:
        best = heapq.nsmallest(AHEAD, queue)
        losses.load([chain.route[-1], *(c.route[-1] for c in best if c.length < most)])


def _grow(losses: Losses, chain: Chain) -> Iterator[Chain]:
    for loser, usd in losses.hit[chain.route[-1]].items():
        if loser not in chain.route:
            minus = chain.minus if usd is None else max(chain.minus, -usd)
            yield Chain(chain.gaps + (usd is None), minus, chain.length + 1, (*chain.route, loser), grown=False)


def _describe(store: Store, losses: Losses, chains: Sequence[Route]) -> Iterator[ExposurePath]:
    steps = {step for chain in chains for step in pairwise(chain)}
    if not steps:
        return
    deals = _deals_of_steps(store, losses, steps)
    refs = party_refs(store, {party for step in steps for party in step})
    for chain in chains:
        hops = tuple(make_hop(refs[a], refs[b], deals[a, b]) for a, b in pairwise(chain) if deals[a, b])
        if len(hops) == len(chain) - 1:  # else a deal went while this was being looked at
            yield _path(hops)


def _path(hops: tuple[Hop, ...]) -> ExposurePath:
    parties = (hops[0].source, *(hop.target for hop in hops))
    return ExposurePath(path_id([party.id for party in parties]), parties, hops, smallest(hops))


def _deals_of_steps(store: Store, losses: Losses, steps: Iterable[Pair]) -> Mapping[Pair, list[DealView]]:
    """The deals by which the second party of each step loses when the first fails."""
    sets = type_sets()
    pairs = {pair for a, b in steps for pair in ((a, b), (b, a))}
    pairs |= {(row["buyer"], row["seller"]) for step in steps for row in losses.stakes.get(step, ())}
    between = deals_between(store, pairs, losses.where, tuple(deal_table()))
    found: dict[Pair, list[DealView]] = {}
    for failing, loser in steps:
        bought = {(row["buyer"], row["seller"]): set[str]() for row in losses.stakes.get((failing, loser), ())}
        for row in losses.stakes.get((failing, loser), ()):
            bought[row["buyer"], row["seller"]].add(row["id"])
        found[failing, loser] = [
            *(deal for deal in between.get((loser, failing), ()) if deal.type in sets["source_exposed"]),
            *(deal for deal in between.get((failing, loser), ()) if deal.type in sets["target_exposed"]),
            *(deal for pair, ids in bought.items() for deal in between.get(pair, ()) if deal.id in ids),
        ]
    return found
