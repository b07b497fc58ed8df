"""The smallest sets of parties or arrows without which no loop is left (feedback vertex and feedback arc sets).

To find a smallest one is hard in general. Graphs of moderate size are searched through, so that the answer is exact; for
larger ones, and where a search takes too long, it is one from which nothing can be left out, with a bound on how much
smaller another could be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from graph.analysis.kernels.knots import Knot, knots
from graph.analysis.kernels.peeling import Arrow, peel

STEPS_AT_MOST = 5_000
"""Branches that the search in one knot may look at."""
SEARCHED = 1_000
"""A knot with more arrows is not searched."""
TRIMMED = 20_000_000
"""Arrows times items up to which it is tried to do without each item of a quick answer."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What to take away. Items are parties, or places of arrows in the list that was given."""

    items: tuple[int, ...]
    cost: int
    least: int
    """No set costs less than this."""

    @property
    def exact(self) -> bool:
        """No other set costs less."""
        return self.cost == self.least


def smallest_parties(arrows: Sequence[tuple[int, int]]) -> Cut:
    """The fewest parties without which no loop is left."""
    return _smallest([Arrow(place, source, target, 1) for place, (source, target) in enumerate(arrows)], by_party=True)


def smallest_arrows(arrows: Sequence[tuple[int, int]], costs: Sequence[int]) -> Cut:
    """The arrows of the least cost in all without which no loop is left. Costs are whole and above zero."""
    priced = zip(arrows, costs, strict=True)
    return _smallest([Arrow(place, *ends, cost) for place, (ends, cost) in enumerate(priced)], by_party=False)


def _smallest(arrows: Sequence[Arrow], by_party: bool) -> Cut:
    cuts = [_cut(knot) for knot in knots(arrows, by_party)]
    items = sorted(item for cut in cuts for item in cut.items)
    return Cut(tuple(items), sum(cut.cost for cut in cuts), sum(cut.least for cut in cuts))


def _cut(knot: Knot) -> Cut:
    """Of one knot: by search where it is small enough, between a bound from below and a quick answer."""
    quick = peel(knot.arrows, knot.by_party)
    if len(knot.arrows) * len(quick) <= TRIMMED:
        quick = knot.without_surplus(quick)
    cost = knot.cost(quick)
    if len(knot.arrows) > SEARCHED:
        return Cut(tuple(quick), cost, 1)
    least = knot.disjoint(frozenset())
    search = _Search(knot)
    for budget in count(least):
        if budget >= cost:
            return Cut(tuple(quick), cost, cost)
        try:
            found = search.within(budget, frozenset(), frozenset())
        except _GivenUp:
            return Cut(tuple(quick), cost, budget)
        if found is not None:
            return Cut(tuple(found), knot.cost(found), knot.cost(found))
    raise AssertionError("counting does not end")


class _GivenUp(Exception):
    """The search took too long."""


@dataclass(slots=True)
class _Search:
    """One of the items of any loop must go: it tries each, and afterwards takes it that this one stays."""

    knot: Knot
    steps: int = 0

    def within(self, budget: int, taken: frozenset[int], kept: frozenset[int]) -> frozenset[int] | None:
        """Those taken and items that cost at most `budget` more; None where there are no such ones."""
        self.steps += 1
        if self.steps > STEPS_AT_MOST:
            raise _GivenUp
        loop = self.knot.loop(taken)
        if loop is None:
            return taken
        if self.knot.disjoint(taken) > budget:
            return None
        for item in loop:
            price = self.knot.price(item)
            if item not in kept and price <= budget:
                found = self.within(budget - price, taken | {item}, kept)
                if found is not None:
                    return found
            kept |= {item}
        return None
