"""Turns what the models computed into what is answered: parties by name, losses with their deals and sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.analysis.filter import Filter
from graph.analysis.shock.board import Board
from graph.analysis.shock.losers import Loser, Trace, find_losers
from graph.analysis.shock.models import Run
from graph.analysis.shock.values import Answered, Loss, Model, Outcome, Start, Step, Way
from graph.analysis.sums import Case
from graph.analysis.words import LEFT_OUT, Words, find_words, near
from graph.ids import digest
from graph.store import Store

LINKS = 150
ROUNDS = 30
NOTICED = 0.001
"""A round in which nobody loses that share of its capacity is told with the one before."""

Starts = Mapping[int, float]
"""Of each party with which it begins, by its place, the share that it loses."""
Runs = Mapping[Case, Run]


def tell(store: Store, where: Filter, board: Board, model: Model, found: Sequence[tuple[Starts, Runs]], limit: int) -> Answered:
    """The answer for every scenario."""
    drafts = [_draft(board, starts, runs, limit) for starts, runs in found]
    counted, begun = board.ties.counted, sorted({place for starts, _ in found for place in starts})
    left = near(counted, board.left, np.array(begun, np.intp), np.array(sorted({p for draft in drafts for p in draft.named}), np.intp))
    entries = [entry for draft in drafts for arrow in draft.arrows for entry in board.ties.deals(arrow)]
    words = find_words(store, where, counted, entries, left)
    exposed = np.unique(board.ties.target).tolist()
    return Answered(
        model=model,
        outcomes=tuple(_outcome(board, draft, words) for draft in drafts),
        deals=board.deals,
        known=sum(place in board.capacity.told for place in exposed),
        parties=len(exposed),
        left_out=words.left_out(counted, left),
        more_left_out=max(0, len(left) - LEFT_OUT),
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    """One outcome before it has its words."""

    starts: Starts
    runs: Runs
    losers: Sequence[Loser]
    more: int
    named: set[int]
    """The places of the parties that are told of."""
    arrows: Sequence[int]
    """The arrows that are shown."""


def _draft(board: Board, starts: Starts, runs: Runs, limit: int) -> _Draft:
    losers, more = find_losers(board, starts, runs, limit)
    named = {*starts, *(loser.place for loser in losers)}
    ties, along = board.ties, runs[Case.TOLD].along
    of_ways = dict.fromkeys(arrow for loser in losers for trace in loser.traces for arrow in trace.arrows)
    strongest = np.argsort(-along, kind="stable")[: 4 * LINKS].tolist()
    others = [a for a in strongest if along[a] > 0 and int(ties.source[a]) in named and int(ties.target[a]) in named]
    arrows = list(dict.fromkeys([*of_ways, *others[:LINKS]]))
    named |= {int(ends[arrow]) for arrow in arrows for ends in (ties.source, ties.target)}
    return _Draft(starts, runs, losers, more, named, arrows)


def _outcome(board: Board, draft: _Draft, words: Words) -> Outcome:
    told = draft.runs[Case.TOLD]
    outside = np.ones(board.ties.parties, bool)
    outside[list(draft.starts)] = False
    totals = {case: float(run.lost[outside].sum()) for case, run in draft.runs.items()}
    links = [hop for arrow in draft.arrows if (hop := words.hop(board.ties, arrow))]
    return Outcome(
        starts=tuple(Start(words.party(place), share, board.capacity.of(place)) for place, share in draft.starts.items()),
        losses=tuple(_loss(board, words, loser) for loser in draft.losers),
        more=draft.more,
        usd=totals[Case.TOLD],
        least=min(totals.values()),
        most=max(totals.values()),
        debtrank=told.debtrank,
        rounds=_rounds(board, told, draft.named),
        unique=told.unique,
        links=tuple(links),
    )


def _loss(board: Board, words: Words, loser: Loser) -> Loss:
    return Loss(
        party=words.party(loser.place),
        usd=loser.usd,
        least=loser.least,
        most=loser.most,
        share=loser.share,
        capacity=board.capacity.of(loser.place),
        round=loser.round,
        ways=tuple(way for trace in loser.traces if (way := _way(board, words, trace))),
    )


def _way(board: Board, words: Words, trace: Trace) -> Way | None:
    hops = words.hops(board.ties, trace.arrows)
    if not hops:
        return None
    parties = (hops[0].source, *(hop.target for hop in hops))
    return Way("s" + digest(*(party.id for party in parties)), parties, hops, trace.usd)


def _rounds(board: Board, told: Run, named: set[int]) -> tuple[Step, ...]:
    """The rounds of the parties that are named; from the one on in which hardly anything happens any more, as one."""
    merged: list[dict[int, float]] = []
    meant = np.zeros(board.ties.parties, bool)
    meant[list(named)] = True
    for parties, more in told.rounds:
        chosen = meant[parties]
        hit = dict(zip(parties[chosen].tolist(), more[chosen].tolist(), strict=True))
        if len(merged) < 2 or (len(merged) < ROUNDS and max(hit.values(), default=0.0) >= NOTICED):
            merged.append({})
        for place, share in hit.items():
            merged[-1][place] = merged[-1].get(place, 0.0) + share
    return tuple(Step(tuple((board.ties.id(place), share) for place, share in sorted(hit.items()))) for hit in merged if hit)
