"""Concentration: who depends on one other, which parties are hubs, and what holds the large loops together."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from graph.analysis.bounds import check_limit
from graph.analysis.filter import Filter
from graph.analysis.flows import hop_usd
from graph.analysis.kernels.cuts import Cut, smallest_arrows, smallest_parties
from graph.analysis.kernels.outgoing import add_up
from graph.analysis.pairs import Pairs, moving_pairs, value_pairs
from graph.analysis.results import DealView, Hop, PartyRef
from graph.analysis.snapshot import current
from graph.analysis.snapshot.codes import types, which
from graph.analysis.sums import Case, Entry, Sums
from graph.analysis.words import LEFT_OUT, LeftOut, Words, find_words, near
from graph.errors import BadInput
from graph.store import Store

THRESHOLD, ABOVE = 0.5, 1e9


class Tie(StrEnum):
    """What a party depends on."""

    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    FUNDER = "funder"


_TYPES = {
    Tie.CUSTOMER: ("PURCHASES_FROM",),
    Tie.SUPPLIER: ("PURCHASES_FROM",),
    Tie.FUNDER: ("INVESTS_IN", "LENDS_TO", "SUBSIDIZES"),
}


@dataclass(frozen=True, slots=True)
class Dependence:
    """A party that gets much of what it gets of one kind from one other, by what is known."""

    party: PartyRef
    tie: Tie
    on: PartyRef
    share: float
    """Of the known sums, as told."""
    least: float
    most: float
    """The same with this one's sums at least and the others' at most, and the other way round."""
    usd: float
    total: float
    others: int
    """Others of that kind, also those without a known sum."""
    hop: Hop
    """The deals, from who pays to who is paid."""


@dataclass(frozen=True, slots=True)
class Hub:
    """A party with much passing through it."""

    party: PartyRef
    partners: int
    out: float
    into: float


@dataclass(frozen=True, slots=True)
class Breakers:
    """What must go so that no loop is left of which every hop has at least a sum."""

    above: float
    parties: tuple[PartyRef, ...]
    parties_least: int
    """No fewer parties break all of these loops; where that is their number, there is no smaller set."""
    deals: tuple[DealView, ...]
    deals_least: int
    hops: int
    """Hops of at least that sum."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """How the graph hangs on few."""

    threshold: float
    dependences: tuple[Dependence, ...]
    """Those with other partners of the kind first, of these the largest sums."""
    more: int
    hubs: tuple[Hub, ...]
    breakers: Breakers
    deals: int
    left_out: tuple[LeftOut, ...]
    more_left_out: int


def concentration(
    store: Store, threshold: float = THRESHOLD, above: float = ABOVE, where: Filter | None = None, limit: int = 20
) -> Concentration:
    """Who depends on one other by at least `threshold` of what is known; hubs; what breaks all loops of `above` dollars."""
    check_limit(limit)
    if not (math.isfinite(threshold) and 0 < threshold <= 1):
        raise BadInput("The threshold must be more than 0 and at most 100 percent.")
    if not (math.isfinite(above) and 0 <= above <= 1e18):
        raise BadInput("The sum of the loops must be a number of dollars from 0 to 1e18.")
    chosen = where or Filter()
    moving = moving_pairs(current(store), chosen)
    counted = moving.counted
    needs = sorted((need for tie in Tie for need in _needs(tie, counted, threshold)), key=_Need.rank)
    told, hubs, cut = needs[:limit], _busiest(moving, limit), _cut(moving, above)
    shown = np.array(sorted({place for need in told for place in (need.party, need.on)} | set(hubs)), np.intp)
    left = near(counted, counted.asked & (counted.reason > 0), shown, shown)
    words = find_words(store, chosen, counted, [*(entry for need in told for entry in need.deals()), *cut.deals], left)
    return Concentration(
        threshold=threshold,
        dependences=tuple(found for need in told if (found := _dependence(words, need))),
        more=max(0, len(needs) - limit),
        hubs=tuple(_hub(moving, words, place) for place in hubs),
        breakers=_breakers(words, cut, above),
        deals=int((counted.asked & (counted.reason == 0)).sum()),
        left_out=words.left_out(counted, left),
        more_left_out=max(0, len(left) - LEFT_OUT),
    )


@dataclass(frozen=True, slots=True)
class _Need:
    """A dependence before it has its words."""

    party: int
    tie: Tie
    on: int
    usd: float
    total: float
    least: float
    most: float
    others: int
    pairs: Pairs
    arrow: int

    def rank(self) -> tuple[object, ...]:
        return self.others == 0, -self.usd, self.party, self.tie, self.on

    def deals(self) -> Sequence[Entry]:
        return self.pairs.deals(self.arrow)


def _needs(tie: Tie, counted: Sums, threshold: float) -> Iterable[_Need]:
    """A supplier depends on its customer and whoever is funded on the funder, who pay it; a customer on whom it pays."""
    pairs = value_pairs(counted, which(_TYPES[tie], types()))
    depends, on = (pairs.source, pairs.target) if tie is Tie.SUPPLIER else (pairs.target, pairs.source)
    total = {case: add_up(depends, pairs.dollars[case], pairs.parties)[depends] for case in Case}
    several = np.bincount(depends, minlength=pairs.parties)[depends]
    told, least, most = (pairs.dollars[case] for case in (Case.TOLD, Case.LEAST, Case.MOST))
    for arrow in np.flatnonzero((told > 0) & (told >= threshold * total[Case.TOLD])).tolist():
        yield _Need(
            party=int(depends[arrow]),
            tie=tie,
            on=int(on[arrow]),
            usd=float(told[arrow]),
            total=float(total[Case.TOLD][arrow]),
            least=_share(least[arrow], total[Case.MOST][arrow] - most[arrow]),
            most=_share(most[arrow], total[Case.LEAST][arrow] - least[arrow]),
            others=int(several[arrow]) - 1,
            pairs=pairs,
            arrow=arrow,
        )


def _share(own: float, others: float) -> float:
    return float(own / (own + others)) if own > 0 else 0.0


def _dependence(words: Words, need: _Need) -> Dependence | None:
    deals = tuple(words.deals[entry.id] for entry in need.deals() if entry.id in words.deals)
    if not deals:
        return None
    party, on = words.party(need.party), words.party(need.on)
    hop = Hop(party, on, deals, need.usd) if need.tie is Tie.SUPPLIER else Hop(on, party, deals, need.usd)
    return Dependence(party, need.tie, on, need.usd / need.total, need.least, need.most, need.usd, need.total, need.others, hop)


def _busiest(moving: Pairs, limit: int) -> list[int]:
    """Those through whom most passes, in dollars that come or leave; of equals those with more partners."""
    size, told = moving.parties, moving.dollars[Case.TOLD]
    passing = add_up(moving.source, told, size) + add_up(moving.target, told, size)
    partners = np.bincount(moving.source, minlength=size) + np.bincount(moving.target, minlength=size)
    there = np.flatnonzero(partners)
    return [int(place) for place in there[np.lexsort((-partners[there], -passing[there]))[:limit]]]


def _hub(moving: Pairs, words: Words, place: int) -> Hub:
    out, into = moving.source == place, moving.target == place
    partners = set(moving.target[out].tolist()) | set(moving.source[into].tolist())
    told = moving.dollars[Case.TOLD]
    return Hub(words.party(place), len(partners), float(told[out].sum()), float(told[into].sum()))


@dataclass(frozen=True, slots=True)
class _Found:
    """What breaks the loops, before it has its words."""

    parties: tuple[int, ...]
    deals: tuple[Entry, ...]
    by_party: Cut
    by_deal: Cut
    hops: int


def _cut(moving: Pairs, above: float) -> _Found:
    """A hop falls below the sum when enough of its deals are gone; so many it costs to take it away."""
    wide = np.flatnonzero(moving.dollars[Case.TOLD] >= max(above, 1.0)).tolist()
    arrows = [(int(moving.source[arrow]), int(moving.target[arrow])) for arrow in wide]
    gone = [fewest(moving.deals(arrow), max(above, 1.0)) for arrow in wide]
    by_party, by_deal = smallest_parties(arrows), smallest_arrows(arrows, [len(some) for some in gone])
    deals = tuple(entry for place in by_deal.items for entry in gone[place])
    return _Found(by_party.items, deals, by_party, by_deal, len(wide))


def fewest(deals: Sequence[Entry], above: float) -> tuple[Entry, ...]:
    """The fewest deals without which the sum of the hop is below `above`.

    Deals that carry one joint sum count only together: by number of deals taken, the most that can be taken away.
    """
    items: Mapping[tuple[str, float], list[Entry]] = defaultdict(list)
    for entry in deals:
        if entry.usd is not None:
            items["joint" if entry.joint else entry.id, entry.usd].append(entry)
    best: dict[int, tuple[float, tuple[Entry, ...]]] = {0: (0.0, ())}
    for (_, usd), several in sorted(items.items()):
        for number, (taken, some) in sorted(best.items(), reverse=True):
            longer = number + len(several)
            if longer not in best or taken + usd > best[longer][0]:
                best[longer] = taken + usd, (*some, *several)
    for _, (_, some) in sorted(best.items()):
        if (hop_usd((e.usd, e.joint) for e in deals if e not in some) or 0.0) < above:
            return some
    return tuple(deals)


def _breakers(words: Words, cut: _Found, above: float) -> Breakers:
    return Breakers(
        above=above,
        parties=tuple(map(words.party, cut.parties)),
        parties_least=cut.by_party.least,
        deals=tuple(words.deals[entry.id] for entry in cut.deals if entry.id in words.deals),
        deals_least=cut.by_deal.least,
        hops=cut.hops,
    )
