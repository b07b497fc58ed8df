"""The questions answered the slow way, by looking at everything; written without a line of the program's own search."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from graph.analysis import Filter
from graph.facts.dates import days
from graph.schema import Exposed, deal_table
from tests.analysis.worlds import TestDeal, World, name_of

Pair = tuple[str, str]
Hops = Mapping[Pair, frozenset[str]]
"""Pair of parties -> ids of the deals that make a hop of them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A loop, path or chain: its parties, the deals and the sum of each hop."""

    parties: tuple[str, ...]
    deals: tuple[frozenset[str], ...]
    sums: tuple[float | None, ...]

    @property
    def smallest(self) -> float | None:
        return min((s for s in self.sums if s is not None), default=None)

    def rank(self) -> tuple[bool, bool, float]:
        """As decided for loops and paths: all sums known, then some, then none; of these by the smallest."""
        return None in self.sums, self.smallest is None, -(self.smallest or 0.0)

    def rank_of_chain(self) -> tuple[int, float]:
        """As decided for exposure: fewest unknown sums first, of these by the amount exposed."""
        return self.sums.count(None), -(self.smallest or 0.0)


def passes(deal: TestDeal, where: Filter) -> bool:
    if deal.status not in where.statuses or (where.types is not None and deal.type not in where.types):
        return False
    if where.cash_only and not deal_table()[deal.type].moves_cash:
        return False
    if where.min_usd and (deal.usd is None or deal.usd < where.min_usd):
        return False
    if where.since and (deal.date is None or days(deal.date)[1] < days(where.since)[0]):
        return False
    return not (where.until and deal.date is not None and days(deal.date)[0] > days(where.until)[1]) and not (
        where.until and deal.date is None
    )


def moving(world: World, where: Filter) -> Hops:
    """Hops along which value moves."""
    return _hops(world, where, lambda deal: [(deal.source, deal.target)] if deal_table()[deal.type].moves_value else [])


def losing(world: World, where: Filter) -> Hops:
    """Hops from who fails to who loses."""
    return _hops(world, where, lambda deal: list(_losers(world, deal)))


def _losers(world: World, deal: TestDeal) -> Iterator[Pair]:
    exposed = deal_table()[deal.type].exposed
    if exposed in (Exposed.SOURCE_TO_TARGET, Exposed.BOTH):
        yield deal.target, deal.source
    if exposed in (Exposed.TARGET_TO_SOURCE, Exposed.BOTH):
        yield deal.source, deal.target
    if exposed is Exposed.SOURCE_TO_SUBJECT:
        yield from ((party, deal.source) for party in world.parties if deal.subject == name_of(party) and party != deal.source)


def _hops(world: World, where: Filter, pairs: Callable[[TestDeal], list[Pair]]) -> Hops:
    found: dict[Pair, frozenset[str]] = {}
    for deal in world.deals:
        if passes(deal, where):
            for pair in pairs(deal):
                found[pair] = found.get(pair, frozenset()) | {deal.id}
    return found


def walks(world: World, hops: Hops, start: str, most: int) -> Iterator[Found]:
    """Every chain from a party, no party twice."""
    for route in _walk(hops, (start,), most):
        yield found(world, hops, list(pairwise(route)), route)


def _walk(hops: Hops, route: tuple[str, ...], most: int) -> Iterator[tuple[str, ...]]:
    if len(route) > most:
        return
    for source, target in hops:
        if source == route[-1] and target not in route:
            yield (*route, target)
            yield from _walk(hops, (*route, target), most)


def loops(world: World, hops: Hops, most: int) -> list[Found]:
    """Every loop once, from its smallest id."""
    return [
        found(world, hops, [*pairwise(way.parties), (way.parties[-1], start)], way.parties)
        for start in world.parties
        for way in walks(world, hops, start, most - 1)
        if (way.parties[-1], start) in hops and start == min(way.parties)
    ]


@dataclass(frozen=True, slots=True)
class Told:
    """What else loops are ordered by."""

    total: float | None
    sources: int
    recent: int
    """Day of the latest deal; 0 where none has a date."""

    def rank(self, order: str) -> tuple[float, ...]:
        """As the orders are decided; those that are equal come as by the smallest hop."""
        return {
            "smallest": (),
            "total": (self.total is None, -(self.total or 0.0)),
            "sources": (-self.sources,),
            "recent": (-self.recent,),
        }[order]


def told(world: World, loop: Found) -> Told:
    by_id = {deal.id: deal for deal in world.deals}
    hops = [[by_id[id_] for id_ in ids] for ids in loop.deals]
    known = [usd for usd in loop.sums if usd is not None]
    dates = [days(deal.date)[0].toordinal() for hop in hops for deal in hop if deal.date]
    return Told(sum(known) if known else None, min(max(deal.articles for deal in hop) for hop in hops), max(dates, default=0))


def beginnings(world: World, loop: Found) -> list[int]:
    """The hops with which the loop can have begun in time, by trying every choice of one deal for each hop."""
    by_id = {deal.id: deal for deal in world.deals}
    dates = [[by_id[id_].date for id_ in ids if by_id[id_].date] for ids in loop.deals]
    turns = [[*dates[start:], *dates[:start]] for start in range(len(dates))]
    return [start for start, turn in enumerate(turns) if any(_in_time(choice) for choice in product(*turn))]


def _in_time(dates: Sequence[str | None]) -> bool:
    """Whether days can be chosen, each out of its date, of which none lies before another."""
    spans = [days(date) for date in dates if date]
    return all(max(first for first, _ in spans[: number + 1]) <= last for number, (_, last) in enumerate(spans))


def found(world: World, hops: Hops, steps: Sequence[Pair], parties: tuple[str, ...]) -> Found:
    deals = tuple(hops[step] for step in steps)
    return Found(parties, deals, tuple(_sum([deal for deal in world.deals if deal.id in some]) for some in deals))


def _sum(deals: Sequence[TestDeal]) -> float | None:
    own = [deal.usd for deal in deals if deal.usd is not None and deal.amount_kind != "joint"]
    joint = {deal.usd for deal in deals if deal.usd is not None and deal.amount_kind == "joint"}
    return math.fsum([*own, *joint]) if own or joint else None
