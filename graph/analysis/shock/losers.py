"""Who loses, in which round, and by which ways it comes to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.analysis.kernels.carried import Carried, strongest_way, strongest_ways
from graph.analysis.kernels.outgoing import Ints
from graph.analysis.shock.board import Board
from graph.analysis.shock.models import Run
from graph.analysis.sums import Case

WAYS = 3
HOPS = 6
CRUMB = 0.01
_NOTHING = 0.5
"""Less than half a dollar is rounding."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A way by the arrows of the board, and the dollars lost by it."""

    arrows: tuple[int, ...]
    usd: float | None


@dataclass(frozen=True, slots=True)
class Loser:
    """A party of the board that loses."""

    place: int
    usd: float | None
    least: float
    most: float
    share: float | None
    round: int | None
    traces: tuple[Trace, ...]


def find_losers(board: Board, begin: Mapping[int, float], runs: Mapping[Case, Run], limit: int) -> tuple[Sequence[Loser], int]:
    """The `limit` that lose most, and how many there are beside them.

    Those who lose only by deals without a known sum come last. A party that fails altogether is no loser.
    """
    told = runs[Case.TOLD].lost
    most = np.maximum.reduce([each.lost for each in runs.values()])
    direct = _arrows_of(board, begin)
    losing = most > _NOTHING
    losing[board.ties.target[direct]] = True
    losing[[place for place, share in begin.items() if share >= 1]] = False
    places = np.flatnonzero(losing)
    ranked = np.lexsort((-most[places], -told[places], told[places] <= _NOTHING))
    chosen = places[ranked[:limit]].tolist()
    traces = _traces(board, begin, runs, chosen, direct)
    first = _first_rounds(runs[Case.TOLD])
    return [_loser(place, runs, traces.get(place, ()), first) for place in chosen], len(places) - len(chosen)


def _loser(place: int, runs: Mapping[Case, Run], traces: Sequence[Trace], first: Ints) -> Loser:
    each = {case: float(run.lost[place]) for case, run in runs.items()}
    known = each[Case.TOLD] > _NOTHING or any(trace.usd is not None for trace in traces)
    return Loser(
        place=place,
        usd=each[Case.TOLD] if known else None,
        least=min(each.values()),
        most=max(each.values()),
        share=float(runs[Case.TOLD].share[place]) if known else None,
        round=int(first[place]) if known and first[place] >= 0 else None,
        traces=tuple(traces),
    )


def _arrows_of(board: Board, begin: Mapping[int, float]) -> Ints:
    """The arrows that leave the parties with which it begins: by these somebody loses, whatever the sum."""
    leaving = np.zeros(board.ties.parties, bool)
    leaving[list(begin)] = True
    return np.flatnonzero(leaving[board.ties.source])


def _first_rounds(run: Run) -> Ints:
    """The round in which each party is first hit; -1 for those that are not."""
    first = np.full(len(run.lost), -1, np.intp)
    for number in range(len(run.rounds) - 1, -1, -1):
        first[run.rounds[number][0]] = number
    return first


def _traces(
    board: Board, begin: Mapping[int, float], runs: Mapping[Case, Run], places: Sequence[int], direct: Ints
) -> dict[int, list[Trace]]:
    """The strongest ways with the sums as told; for those who lose by unknown sums only, in the worst case."""
    told, most = runs[Case.TOLD], runs[Case.MOST]
    known = {p for p in places if told.lost[p] > _NOTHING}
    unknown = set(places) - known
    found = {**(_ways(board, begin, most, unknown) if unknown else {}), **(_ways(board, begin, told, known) if known else {})}
    traces = {place: _worth_telling([_trace(board, told, way) for way in ways]) for place, ways in found.items()}
    for arrow in direct[np.isin(board.ties.target[direct], list(unknown - set(traces)))].tolist():
        traces.setdefault(int(board.ties.target[arrow]), []).append(Trace((arrow,), None))
    return traces


def _worth_telling(traces: Sequence[Trace]) -> list[Trace]:
    """The first, and those that bring more than a crumb beside it."""
    least = CRUMB * (traces[0].usd or 0.0)
    return [trace for trace in traces if trace is traces[0] or trace.usd is None or trace.usd >= least]


def _ways(board: Board, begin: Mapping[int, float], run: Run, ends: set[int]) -> dict[int, list[Carried]]:
    """The strongest way to each, and others that bring more than a crumb beside it.

    In the original DebtRank a party passes on only what it has lost when it is first hit.
    """
    starts = {place: float(run.start[place]) for place in begin}
    turn = _first_rounds(run) if run.once else None
    first = strongest_way(board.ties.incoming, run.carried, starts, ends, HOPS, turn)
    least = CRUMB * min((way.amount for way in first.values()), default=0.0)
    others = strongest_ways(board.ties.outgoing, run.carried, starts, ends, WAYS, HOPS, turn, least)
    return {**{end: [way] for end, way in first.items()}, **others}


def _trace(board: Board, told: Run, way: Carried) -> Trace:
    """In dollars: what arrives at the last but one, as a share of what goes from there to the loser in all."""
    amount = board.ties.dollars[Case.TOLD]
    if any(amount[arrow] <= 0 for arrow in way.arrows):
        return Trace(way.arrows, None)
    arrived = float(told.start[way.parties[0]] * np.prod(told.carried[list(way.arrows[:-1])]))
    # DebtRank passes on shares of what is owed, clearing dollars
    usd = arrived * (float(told.carried[way.arrows[-1]]) if told.debtrank is None else float(amount[way.arrows[-1]]))
    return Trace(way.arrows, usd)
