"""Snapshots of made-up deals, without a store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from graph.analysis.snapshot.arrays import Parties, Snapshot, arrays_of, make_parties, sealed
from graph.analysis.snapshot.reading import Told, placed, read_rows
from graph.analysis.snapshot.version import Version
from tests.analysis.worlds import TestDeal, World, name_of


def told(deals: Iterable[TestDeal]) -> Told:
    """The deals as a store answers them."""
    return read_rows([{"type": deal.type, "source": deal.source, "target": deal.target, "deal": deal.row()} for deal in deals])


def parties(ids: Iterable[str]) -> Parties:
    return make_parties((id_, name_of(id_), "company") for id_ in sorted(ids))


def snapshot_of(world: World, turn: int = 0) -> Snapshot:
    """The snapshot of a store that holds nothing else."""
    people = parties(world.parties)
    return sealed(Snapshot(people, placed([told(world.deals)], people), Version(turn)))


def content(snapshot: Snapshot) -> dict[str, Sequence[Any]]:
    """All that a snapshot says, in plain values, to compare it with another one."""
    people = [snapshot.party(place) for place in range(len(snapshot.parties))]
    deals = {name: values.tolist() for name, values in arrays_of(snapshot.deals).items()}
    deals["usd"] = ["?" if np.isnan(usd) else usd for usd in deals["usd"]]
    return {"parties": people, **deals}
