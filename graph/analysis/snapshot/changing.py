"""Brings a snapshot to a later version by what has changed since."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np

from graph.analysis.snapshot.arrays import Deals, Parties, Snapshot, arrays_of, coded, places, sealed
from graph.analysis.snapshot.reading import Told, placed, read_deals, read_parties
from graph.analysis.snapshot.splicing import Splice, splice
from graph.analysis.snapshot.texts import Texts, texts
from graph.analysis.snapshot.version import Changes, Version
from graph.facts.stored import Pair
from graph.store import Store


def renewed(store: Store, old: Snapshot, changes: Changes, version: Version) -> Snapshot:
    """The snapshot with what the store says now of all that may have changed."""
    changed = changes.parties | {party for pair in changes.pairs for party in pair}
    return replaced(old, changed, read_parties(store, changed), changes.pairs, read_deals(store, changes.pairs), version)


def replaced(old: Snapshot, changed: Iterable[str], now: Parties, pairs: Iterable[Pair], told: Told, version: Version) -> Snapshot:
    """The snapshot with the parties `now` in the place of those `changed`, and the deals `told` in that of those of `pairs`."""
    parties, turn = _parties(old.parties, changed, now)
    return sealed(Snapshot(parties, _deals(old, turn, pairs, placed([told], parties), parties), version))


def _parties(old: Parties, changed: Iterable[str], now: Parties) -> tuple[Parties, Splice]:
    """The parties as they are now, and how they come to stand there."""
    there = places(old.id, now.id)
    known, coming = np.flatnonzero(there >= 0), np.flatnonzero(there < 0)
    gone = set(places(old.id, coded(changed)).tolist()) - set(there.tolist()) - {-1}
    turn = splice(len(old), gone, np.searchsorted(old.id, now.id[coming]).tolist())
    kind, named = old.kind.copy(), old.named.copy()
    kind[there[known]] = now.kind[known]
    renamed = [place for place in known.tolist() if now.names[place] != old.names[int(named[there[place]])]]
    named[there[renamed]] = np.arange(len(renamed)) + len(old.names)
    come = np.arange(len(coming), dtype=np.int32) + len(old.names) + len(renamed)
    names = Texts.joined((old.names, texts(now.names[place] for place in (*renamed, *coming.tolist()))))
    return Parties(turn.apply(old.id, now.id[coming]), turn.apply(kind, now.kind[coming]), turn.apply(named, come), names), turn


def _deals(old: Snapshot, turn: Splice, pairs: Iterable[Pair], fresh: Deals, parties: Parties) -> Deals:
    """The deals, of which those of the pairs, and those of parties that have gone, give way to fresh ones."""
    columns = arrays_of(old.deals)
    gone = {row for pair in pairs for row in range(*rows_between(old, *coded(pair)))}
    if turn.pieces:
        moved = turn.moved()
        columns |= {"source": moved[old.deals.source], "target": moved[old.deals.target]}
        if (moved < 0).any():
            gone |= set(np.flatnonzero((columns["source"] < 0) | (columns["target"] < 0)).tolist())
    first = cache(lambda source, target: rows_between(old, source, target)[0])
    at = [first(source, target) for source, target in zip(parties.id[fresh.source], parties.id[fresh.target], strict=True)]
    change = splice(len(old.deals), gone, at)
    return Deals(**{name: change.apply(columns[name], values) for name, values in arrays_of(fresh).items()})


def rows_between(snapshot: Snapshot, source: bytes, target: bytes) -> tuple[int, int]:
    """From where to where the deals from one party to another stand, or would stand."""
    start, end = 0, len(snapshot.deals)
    for column, party in ((snapshot.deals.source, source), (snapshot.deals.target, target)):
        ids = snapshot.parties.id
        place = int(np.searchsorted(ids, party))
        there = place < len(ids) and ids[place] == party
        some = column[start:end]
        start, end = (start + int(np.searchsorted(some, np.int32(bound))) for bound in (place, place + there))
    return start, end
