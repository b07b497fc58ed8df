"""Which moment of the store a snapshot shows, and what was changed since."""

from __future__ import annotations

from dataclasses import dataclass

from graph.facts.changes import LENGTH
from graph.facts.stored import Pair, read_pair
from graph.queries import catalog
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Version:
    """A state of a store. Every unit of writing makes a new one."""

    turn: int = 0
    """How many units have been written."""
    mark: str = ""
    """What tells this state from every other; empty where nothing was written by this program."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What may have come, changed or gone between two versions."""

    parties: frozenset[str]
    pairs: frozenset[Pair]
    """Pairs of parties of which the deals may be other ones."""

    @property
    def size(self) -> int:
        return len(self.parties) + len(self.pairs)


def read_version(store: Store) -> Version:
    """The version that the store is at. It costs no more than a question to the server."""
    for row in catalog()["version"].run(store, writer="writer"):
        return Version(row["turn"] or 0, row["mark"] or "")
    return Version()


def changes_between(store: Store, old: Version, new: Version) -> Changes | None:
    """What was changed on the way from one version to a later one; None where that cannot be told."""
    if not 0 < new.turn - old.turn <= LENGTH:
        return None
    rows = [row for row in catalog()["changes"].run(store, turn=old.turn, limit=2 * LENGTH) if row["turn"] <= new.turn]
    chain = [old.mark, *(row["mark"] for row in rows)]
    if chain[-1] != new.mark or [row["before"] for row in rows] != chain[:-1] or any(row["whole"] for row in rows):
        return None
    parties = frozenset(party for row in rows for party in row["parties"] or ())
    return Changes(parties, frozenset(read_pair(pair) for row in rows for pair in row["pairs"] or ()))
