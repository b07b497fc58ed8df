"""What a shock runs over: who loses when whom fails, by which deals, and how much each can lose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analysis.capacity import Capacities, capacities, reported
from graph.analysis.filter import Filter
from graph.analysis.flows import DEALS_AT_MOST, batches
from graph.analysis.pairs import Pairs, gather
from graph.analysis.snapshot import Snapshot
from graph.analysis.snapshot.codes import types, which
from graph.analysis.subjects import subject_keys
from graph.analysis.sums import Rows, Sums, sums_of
from graph.model import Status
from graph.queries import catalog
from graph.queries.fragments import type_sets
from graph.schema import deal_table
from graph.store import Store

_Tie = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]
"""Who fails, who loses, and by which deal."""


@dataclass(frozen=True, eq=False)
class Board:
    """Arrows lead from who fails to who loses."""

    ties: Pairs
    capacity: Capacities
    left: NDArray[np.bool_]
    """Deals by which somebody would lose, and that count for nothing as told."""
    deals: int
    """Deals that are counted."""

    @property
    def snapshot(self) -> Snapshot:
        return self.ties.counted.snapshot


def set_up(store: Store, snapshot: Snapshot, where: Filter) -> Board:
    """The board of the whole graph. Made once for each snapshot and filter."""
    board: Board = snapshot.kept.get((set_up, where), lambda: _set_up(store, snapshot, where))
    return board


def _set_up(store: Store, snapshot: Snapshot, where: Filter) -> Board:
    counted = sums_of(snapshot, where, tuple(deal_table()))
    failing, losing, rows = (np.concatenate(part) for part in zip(*_ties(store, counted), strict=True))
    exposing = np.zeros(len(snapshot.deals), bool)
    exposing[rows] = True
    counts = counted.counting[rows]
    ties = gather(counted, failing[counts], losing[counts], rows[counts])
    metrics = catalog()["metrics_of_size"].run(store, limit=DEALS_AT_MOST)
    left = exposing & (counted.reason > 0)
    return Board(ties, capacities(ties, reported(metrics)), left, int((exposing & ~left).sum()))


def _ties(store: Store, counted: Sums) -> Iterator[_Tie]:
    """As the table of deal types has it."""
    deals, sets = counted.snapshot.deals, type_sets()
    by_source, by_target, bought = (_rows(counted, sets[f"{end}_exposed"]) for end in ("source", "target", "subject"))
    yield deals.target[by_source], deals.source[by_source], by_source
    yield deals.source[by_target], deals.target[by_target], by_target
    if len(bought):
        yield _of_subjects(store, counted, bought)


def _rows(counted: Sums, names: tuple[str, ...]) -> Rows:
    return np.flatnonzero(counted.asked & which(names, types())[counted.snapshot.deals.type])


def _of_subjects(store: Store, counted: Sums, bought: Rows) -> _Tie:
    """Whoever bought a stake loses with the company that it is in, which is found by the name that the articles give it."""
    snapshot = counted.snapshot
    companies = _companies(store, snapshot)
    ties = [
        (company, int(snapshot.deals.source[row]), int(row))
        for row in bought
        for company in companies.get(counted.deal_id(int(row)), ())
        if company != snapshot.deals.source[row]
    ]
    failing, losing, rows = np.array(ties, np.intp).reshape(-1, 3).T
    return failing, losing, rows


def _companies(store: Store, snapshot: Snapshot) -> Mapping[str, tuple[int, ...]]:
    """The parties that the subject of each purchase of a stake may mean, by the id of the deal; of all filters alike."""
    found: Mapping[str, tuple[int, ...]] = snapshot.kept.get((_companies,), lambda: _find_companies(store, snapshot))
    return found


def _find_companies(store: Store, snapshot: Snapshot) -> Mapping[str, tuple[int, ...]]:
    bought: dict[str, set[str]] = defaultdict(set)
    for row in catalog()["subject_deals"].run(store, limit=DEALS_AT_MOST, statuses=list(map(str, Status))):
        for name in subject_keys(row["subject"]):
            bought[name].add(row["id"])
    found: dict[str, set[int]] = defaultdict(set)
    for some in batches(range(len(snapshot.parties))):
        place = {snapshot.party_id(place): place for place in some}
        for party in catalog()["parties"].run(store, parties=list(place), limit=len(place)):
            for deal in (deal for name in (party["search"] or "").split() for deal in bought.get(name, ())):
                found[deal].add(place[party["id"]])
    return {deal: tuple(sorted(companies)) for deal, companies in found.items()}
