"""Turns what the models computed into what is answered: parties by name, losses with their deals and sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.analysis.filter import Filter
from graph.analysis.shock.board import Board
from graph.analysis.shock.losers import Loser, Trace, find_losers
from graph.analysis.shock.models import Run
from graph.analysis.shock.values import Answered, Loss, Model, Outcome, Scenario, Start, Step, Way
from graph.analysis.sums import Case
from graph.analysis.words import LEFT_OUT, Words, find_words, near
from graph.ids import digest
from graph.store import Store

LINKS = 150
ROUNDS = 30
NOTICED = 0.001
"""A round in which nobody loses that share of its capacity is told with the one before."""

Runs = Mapping[Case, Run]


def tell(store: Store, where: Filter, board: Board, model: Model, found: Sequence[tuple[Scenario, Runs]], limit: int) -> Answered:
    """The answer for every scenario."""
    drafts = [_draft(board, scenario, runs, limit) for scenario, runs in found]
    named = {party for draft in drafts for party in draft.named}
    left = near(board.left.values(), {party for scenario, _ in found for party, _ in scenario.parties}, named)
    entries = [entry for draft in drafts for arrow in draft.arrows for entry in board.ties.deals[arrow]]
    words = find_words(store, where, named, [*entries, *(entry for entry, _ in left[:LEFT_OUT])])
    exposed = np.unique(board.ties.target).tolist()
    return Answered(
        model=model,
        outcomes=tuple(_outcome(board, draft, words) for draft in drafts),
        deals=board.counted,
        known=sum(board.capacity[place].evidence is not None for place in exposed),
        parties=len(exposed),
        left_out=words.left_out(left[:LEFT_OUT]),
        more_left_out=max(0, len(left) - LEFT_OUT),
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    """One outcome before it has its words."""

    starts: tuple[tuple[str, float], ...]
    runs: Runs
    losers: Sequence[Loser]
    more: int
    named: set[str]
    arrows: Sequence[int]
    """The arrows that are shown."""


def _draft(board: Board, scenario: Scenario, runs: Runs, limit: int) -> _Draft:
    losers, more = find_losers(board, dict(scenario.parties), runs, limit)
    named = {party for party, _ in scenario.parties} | {board.ties.parties[loser.place] for loser in losers}
    of_ways = dict.fromkeys(arrow for loser in losers for trace in loser.traces for arrow in trace.arrows)
    along = runs[Case.TOLD].along
    strongest = np.argsort(-along, kind="stable")[: 4 * LINKS].tolist()
    others = [arrow for arrow in strongest if along[arrow] > 0 and set(board.ties.ends(arrow)) <= named]
    arrows = list(dict.fromkeys([*of_ways, *others[:LINKS]]))
    named |= {end for arrow in arrows for end in board.ties.ends(arrow)}
    return _Draft(scenario.parties, runs, losers, more, named, arrows)


def _outcome(board: Board, draft: _Draft, words: Words) -> Outcome:
    told = draft.runs[Case.TOLD]
    outside = np.ones(len(board.ties.parties), bool)
    outside[[board.ties.place[party] for party, _ in draft.starts]] = False
    totals = {case: float(run.lost[outside].sum()) for case, run in draft.runs.items()}
    links = [hop for arrow in draft.arrows if (hop := words.hop(board.ties, arrow))]
    return Outcome(
        starts=tuple(Start(words.refs[p], share, board.capacity[board.ties.place[p]]) for p, share in draft.starts if p in words.refs),
        losses=tuple(_loss(board, words, loser) for loser in draft.losers if board.ties.parties[loser.place] in words.refs),
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
        party=words.refs[board.ties.parties[loser.place]],
        usd=loser.usd,
        least=loser.least,
        most=loser.most,
        share=loser.share,
        capacity=board.capacity[loser.place],
        round=loser.round,
        ways=tuple(way for trace in loser.traces if (way := _way(board, words, trace))),
    )


def _way(board: Board, words: Words, trace: Trace) -> Way | None:
    hops = words.hops(board.ties, trace.arrows)
    if not hops:
        return None
    parties = (hops[0].source, *(hop.target for hop in hops))
    return Way("s" + digest(*(party.id for party in parties)), parties, hops, trace.usd)


def _rounds(board: Board, told: Run, named: set[str]) -> tuple[Step, ...]:
    """The rounds of the parties that are named; from the one on in which hardly anything happens any more, as one."""
    merged: list[dict[str, float]] = []
    for parties, more in told.rounds:
        hit = {board.ties.parties[place]: share for place, share in zip(parties.tolist(), more.tolist(), strict=True)}
        hit = {party: share for party, share in hit.items() if party in named}
        if len(merged) < 2 or (len(merged) < ROUNDS and max(hit.values(), default=0.0) >= NOTICED):
            merged.append({})
        for party, share in hit.items():
            merged[-1][party] = merged[-1].get(party, 0.0) + share
    return tuple(Step(tuple(sorted(hit.items()))) for hit in merged if hit)
