"""Who loses, in which round, and by which ways it comes to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.analysis.kernels.carried import Carried, strongest_ways
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


def find_losers(board: Board, starts: Mapping[str, float], runs: Mapping[Case, Run], limit: int) -> tuple[Sequence[Loser], int]:
    """The `limit` that lose most, and how many there are beside them.

    Those who lose only by deals without a known sum come last. A party that fails altogether is no loser.
    """
    lost = {case: each.lost for case, each in runs.items()}
    most = np.maximum.reduce(list(lost.values()))
    begin = {board.ties.place[party]: share for party, share in starts.items()}
    direct = _directly(board, begin)
    failed = {place for place, share in begin.items() if share >= 1}
    places = [p for p in np.flatnonzero((most > _NOTHING) | direct).tolist() if p not in failed]
    places.sort(key=lambda p: (lost[Case.TOLD][p] <= _NOTHING, -lost[Case.TOLD][p], -most[p], board.ties.parties[p]))
    chosen = places[:limit]
    traces = _traces(board, begin, runs, chosen)
    first = _first_rounds(runs[Case.TOLD])
    return [_loser(place, runs, traces.get(place, ()), first) for place in chosen], len(places) - len(chosen)


def _loser(place: int, runs: Mapping[Case, Run], traces: Sequence[Trace], first: Mapping[int, int]) -> Loser:
    each = {case: float(run.lost[place]) for case, run in runs.items()}
    known = each[Case.TOLD] > _NOTHING or any(trace.usd is not None for trace in traces)
    return Loser(
        place=place,
        usd=each[Case.TOLD] if known else None,
        least=min(each.values()),
        most=max(each.values()),
        share=float(runs[Case.TOLD].share[place]) if known else None,
        round=first.get(place) if known else None,
        traces=tuple(traces),
    )


def _directly(board: Board, begin: Mapping[int, float]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Parties with a deal by which they lose when one with which it begins fails, whatever its sum."""
    touched = np.zeros(len(board.ties.parties), bool)
    touched[board.ties.target[np.isin(board.ties.source, list(begin))]] = True
    return touched


def _first_rounds(told: Run) -> dict[int, int]:
    first: dict[int, int] = {}
    for number, (parties, _) in enumerate(told.rounds):
        for place in parties.tolist():
            first.setdefault(place, number)
    return first


def _traces(board: Board, begin: Mapping[int, float], runs: Mapping[Case, Run], places: Sequence[int]) -> dict[int, list[Trace]]:
    """The strongest ways with the sums as told; for those who lose by unknown sums only, in the worst case."""
    told, most = runs[Case.TOLD], runs[Case.MOST]
    known = {p for p in places if told.lost[p] > _NOTHING}
    found = {**_ways(board, begin, most, set(places) - known), **_ways(board, begin, told, known)}
    traces = {place: _worth_telling([_trace(board, told, way) for way in ways]) for place, ways in found.items()}
    for place in set(places) - set(traces) - known:
        arrows = np.flatnonzero((board.ties.target == place) & np.isin(board.ties.source, list(begin))).tolist()
        traces[place] = [Trace((arrow,), None) for arrow in arrows[:WAYS]]
    return traces


def _worth_telling(traces: Sequence[Trace]) -> list[Trace]:
    """The first, and those that bring more than a crumb beside it."""
    least = CRUMB * (traces[0].usd or 0.0)
    return [trace for trace in traces if trace is traces[0] or trace.usd is None or trace.usd >= least]


def _ways(board: Board, begin: Mapping[int, float], run: Run, ends: set[int]) -> dict[int, list[Carried]]:
    """In the original DebtRank a party passes on only what it has lost when it is first hit."""
    starts = {place: float(run.start[place]) for place in begin}
    only_at = _first_rounds(run) if run.once else None
    return strongest_ways(board.ties.outgoing(), run.carried, starts, ends, WAYS, HOPS, only_at) if ends else {}


def _trace(board: Board, told: Run, way: Carried) -> Trace:
    """In dollars: what arrives at the last but one, as a share of what goes from there to the loser in all."""
    amount = board.ties.sums[Case.TOLD]
    if any(amount[arrow] <= 0 for arrow in way.arrows):
        return Trace(way.arrows, None)
    arrived = float(told.start[way.parties[0]] * np.prod(told.carried[list(way.arrows[:-1])]))
    # DebtRank passes on shares of what is owed, clearing dollars
    usd = arrived * (float(told.carried[way.arrows[-1]]) if told.debtrank is None else float(amount[way.arrows[-1]]))
    return Trace(way.arrows, usd)
