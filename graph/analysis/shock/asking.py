"""Asks what comes of shocks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from graph.analysis.bounds import check_limit
from graph.analysis.filter import Filter
from graph.analysis.kernels.outgoing import Reals
from graph.analysis.shock.board import Board, set_up
from graph.analysis.shock.models import Run, run
from graph.analysis.shock.telling import tell
from graph.analysis.shock.values import Answered, Model, Scenario
from graph.analysis.snapshot import current
from graph.analysis.sums import Case
from graph.errors import BadInput, NotFound
from graph.store import Store

PARTIES_AT_MOST, SCENARIOS_AT_MOST = 20, 12


def shock(
    store: Store,
    parties: Sequence[str],
    loss: float = 1.0,
    model: Model = Model.DEBTRANK,
    where: Filter | None = None,
    limit: int = 50,
) -> Answered:
    """What comes of it when all of these parties lose this share of what they have, 1 for all of it."""
    return compare(store, [Scenario(tuple((party, loss) for party in dict.fromkeys(parties)))], model, where, limit)


def compare(
    store: Store, scenarios: Sequence[Scenario], model: Model = Model.DEBTRANK, where: Filter | None = None, limit: int = 50
) -> Answered:
    """What comes of each scenario, over the same deals. At most `limit` losers are told of each."""
    check_limit(limit)
    wanted, chosen, snapshot = _check(scenarios), where or Filter(), current(store)
    places = {party: place for party in wanted if (place := snapshot.place(party)) is not None}
    if missing := [party for party in wanted if party not in places]:
        raise NotFound(f"There is no party {missing[0][:60]!r}; search for it by its name.")
    board = set_up(store, snapshot, chosen)
    starts = [{places[party]: share for party, share in scenario.parties} for scenario in scenarios]
    return tell(store, chosen, board, model, [(start, _run(board, start, model)) for start in starts], limit)


def _check(scenarios: Sequence[Scenario]) -> list[str]:
    """The parties of all scenarios; raises BadInput for what cannot be asked."""
    if not 1 <= len(scenarios) <= SCENARIOS_AT_MOST:
        raise BadInput(f"The number of scenarios must be from 1 to {SCENARIOS_AT_MOST}.")
    for scenario in scenarios:
        if not 1 <= len(scenario.parties) <= PARTIES_AT_MOST:
            raise BadInput(f"The number of parties that lose at once must be from 1 to {PARTIES_AT_MOST}.")
        if not all(math.isfinite(share) and 0 < share <= 1 for _, share in scenario.parties):
            raise BadInput("The loss of a party must be more than 0 and at most 100 percent.")
    return sorted({party for scenario in scenarios for party, _ in scenario.parties})


def _run(board: Board, start: Mapping[int, float], model: Model) -> dict[Case, Run]:
    shares: Reals = np.zeros(board.ties.parties)
    shares[list(start)] = list(start.values())
    return {case: run(model, board.ties, case, board.capacity.usd, shares) for case in Case}
