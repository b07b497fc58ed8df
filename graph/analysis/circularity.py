"""Circularity: how much of what is announced runs in loops, in all and party by party."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from graph.analysis.bounds import check_limit
from graph.analysis.filter import Filter
from graph.analysis.kernels.circulation import Circulation, Ring, TooLarge, largest_circulation, open_arrows, rings
from graph.analysis.kernels.maxflow import Flow, flow_round
from graph.analysis.kernels.outgoing import Reals, add_up
from graph.analysis.pairs import Pairs, moving_pairs
from graph.analysis.results import Hop, PartyRef, loop_id
from graph.analysis.snapshot import Snapshot, current
from graph.analysis.sums import Case
from graph.analysis.words import LEFT_OUT, LeftOut, Words, find_words, near
from graph.errors import NotFound, QueryTooLarge
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Circling:
    """One party in the largest circulation."""

    party: PartyRef
    out: float
    """Dollars that are announced to leave it."""
    into: float
    """Dollars that are announced to come to it."""
    in_loops: float
    """What of that leaves it and comes back to it in the largest circulation of the whole graph."""
    alone: float
    """What could at most leave it and come back to it, if nothing else ran in loops."""


@dataclass(frozen=True, slots=True)
class RunningLoop:
    """A loop of the circulation; the last hop leads to the first party."""

    id: str
    parties: tuple[PartyRef, ...]
    hops: tuple[Hop, ...]
    usd: float
    """What runs in it."""


@dataclass(frozen=True, slots=True)
class Circularity:
    """What runs in loops, of how much. Of one party where one was asked for, else of the whole graph."""

    party: PartyRef | None
    announced: float
    """All known sums of deals that move value; for one party those that leave it."""
    in_loops: float
    """The sum over all arrows of the largest circulation; for one party what can leave it and come back."""
    least: float
    most: float
    """The same with the sums at least and at most."""
    parties: tuple[Circling, ...]
    """Those through which most runs."""
    more: int
    """Parties with something in loops beyond the limit."""
    loops: tuple[RunningLoop, ...]
    """The circulation taken apart, the strongest arrows first; together with those not told it is the whole."""
    told: float
    """How much of `in_loops` the loops told here make up; for one party of what comes back to it."""
    deals: int
    left_out: tuple[LeftOut, ...]
    more_left_out: int


def circularity(store: Store, party: str | None = None, where: Filter | None = None, limit: int = 20) -> Circularity:
    """The largest circulation, or the largest through one party: no deal carries more than its sum, and nobody keeps anything.

    At most `limit` parties and loops are told.
    """
    check_limit(limit)
    chosen, snapshot = where or Filter(), current(store)
    place = None if party is None else snapshot.place(party)
    if party is not None and place is None:
        raise NotFound(f"There is no party {party[:60]!r}; search for it by its name.")
    try:
        found = _compute(snapshot, chosen, place)
    except TooLarge as error:
        raise QueryTooLarge("The sums are too large to be computed with exactly; narrow types, sums and dates.") from error
    return _tell(store, chosen, found, limit)


@dataclass(frozen=True, slots=True)
class _Computed:
    pairs: Pairs
    party: int | None
    whole: Circulation
    """The largest circulation as told, whichever was asked for."""
    flow: NDArray[np.int64]
    """What the loops are made of: the whole, or what runs through the party."""
    value: dict[Case, int]


def _compute(snapshot: Snapshot, where: Filter, party: int | None) -> _Computed:
    pairs = moving_pairs(snapshot, where)
    whole: dict[Case, Circulation] = snapshot.kept.get((_circulations, where), lambda: _circulations(pairs))
    if party is None:
        return _Computed(pairs, None, whole[Case.TOLD], whole[Case.TOLD].flow, {case: each.value for case, each in whole.items()})
    through = {case: _round(pairs, case, party) for case in Case}
    return _Computed(pairs, party, whole[Case.TOLD], through[Case.TOLD].flow, {case: flow.value for case, flow in through.items()})


def _circulations(pairs: Pairs) -> dict[Case, Circulation]:
    """The largest circulations of the whole graph. Made once for each snapshot and filter."""
    return {case: largest_circulation(pairs.parties, pairs.source, pairs.target, pairs.units(case)) for case in Case}


def _round(pairs: Pairs, case: Case, party: int) -> Flow:
    return flow_round(pairs.parties, pairs.source, pairs.target, pairs.units(case), party)


def _tell(store: Store, where: Filter, found: _Computed, limit: int) -> Circularity:
    pairs, counted = found.pairs, found.pairs.counted
    out, through = _at(pairs, pairs.dollars[Case.TOLD]), _at(pairs, found.whole.flow.astype(float))
    ranked = [place for place in np.lexsort((-out, -through)).tolist() if through[place] > 0]
    shown = [found.party] if found.party is not None else ranked[:limit]
    loops = _loops(found, limit)
    left = near(counted, counted.asked & (counted.reason > 0), np.array(shown, np.intp), _may_circle(pairs))
    arrows = sorted({arrow for ring in loops for arrow in ring.arrows})
    words = find_words(store, where, counted, [entry for arrow in arrows for entry in pairs.deals(arrow)], left)
    return Circularity(
        party=words.party(found.party) if found.party is not None else None,
        announced=float(out[found.party] if found.party is not None else out.sum()),
        in_loops=float(found.value[Case.TOLD]),
        least=float(found.value[Case.LEAST]),
        most=float(found.value[Case.MOST]),
        parties=tuple(_circling(found, words, place, out, through) for place in shown),
        more=0 if found.party is not None else max(0, len(ranked) - limit),
        loops=tuple(loop for ring in loops if (loop := _loop(pairs, words, ring))),
        told=float(sum(ring.amount if found.party is not None else ring.value for ring in loops)),
        deals=int((counted.asked & (counted.reason == 0)).sum()),
        left_out=words.left_out(counted, left),
        more_left_out=max(0, len(left) - LEFT_OUT),
    )


def _at(pairs: Pairs, amounts: Reals) -> Reals:
    return add_up(pairs.source, amounts, pairs.parties)


def _loops(found: _Computed, limit: int) -> list[Ring]:
    """The first loops; for one party only those that run through it (whatever else a flow may hold)."""
    pairs = found.pairs
    several = rings(pairs.parties, pairs.source, pairs.target, found.flow)
    if found.party is not None:
        several = (ring for ring in several if found.party in pairs.source[list(ring.arrows)])
    return list(islice(several, limit))


def _circling(found: _Computed, words: Words, place: int, out: Reals, through: Reals) -> Circling:
    pairs = found.pairs
    alone = found.value[Case.TOLD] if found.party is not None else _round(pairs, Case.TOLD, place).value
    into = float(pairs.dollars[Case.TOLD][pairs.target == place].sum())
    return Circling(words.party(place), float(out[place]), into, float(through[place]), float(alone))


def _loop(pairs: Pairs, words: Words, ring: Ring) -> RunningLoop | None:
    hops = words.hops(pairs, ring.arrows)
    if not hops:
        return None
    parties = tuple(hop.source for hop in hops)
    return RunningLoop(loop_id([party.id for party in parties]), parties, hops, float(ring.amount))


def _may_circle(pairs: Pairs) -> NDArray[np.intp]:
    """Parties through which something could run if all sums were known."""
    arrows = open_arrows(pairs.parties, pairs.source, pairs.target, np.ones(len(pairs.source), np.int64))
    return np.unique(pairs.source[arrows])
