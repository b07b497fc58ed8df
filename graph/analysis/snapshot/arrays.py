"""The snapshot: the parties and deals of the graph as arrays, as they were at one moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analysis.results import PartyRef
from graph.analysis.snapshot.codes import PARTY_KINDS, UNKNOWN, Bytes, Ints, codes
from graph.analysis.snapshot.kept import Kept
from graph.analysis.snapshot.texts import Texts, texts
from graph.analysis.snapshot.version import Version

Ids = NDArray[np.bytes_]


@dataclass(frozen=True, slots=True)
class Parties:
    """Parties in the order of their ids. Everything else names them by their places here."""

    id: Ids
    kind: Bytes
    """A code of `codes.PARTY_KINDS`."""
    named: Ints
    """The number of its name among the names."""
    names: Texts

    def __len__(self) -> int:
        return len(self.id)


@dataclass(frozen=True, slots=True)
class Deals:
    """Deals in the order of source, target and id."""

    id: Ids
    source: Ints
    target: Ints
    usd: NDArray[np.float64]
    """Dollars; not a number where none are known."""
    first: Ints
    """The first day that its date can mean, as an ordinal; `codes.NO_DAY` where it has none."""
    last: Ints
    type: Bytes
    """A code of `codes.types()`."""
    status: Bytes
    """A code of `codes.STATUSES`."""
    kind: Bytes
    """How its sum is told: a code of `codes.SUM_KINDS`."""
    articles: NDArray[np.uint16]
    """How many articles state it."""

    def __len__(self) -> int:
        return len(self.id)


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The graph at one moment. Nothing in it is ever changed, so threads may share it; a later moment is another one."""

    parties: Parties
    deals: Deals
    version: Version
    kept: Kept = field(default_factory=Kept)
    """What was worked out of it, for the next who asks."""

    @property
    def nbytes(self) -> int:
        """Of all that it holds, save what was worked out of it."""
        return sum(array.nbytes for part in (self.parties, self.deals) for array in arrays_of(part).values())

    def party(self, place: int) -> PartyRef:
        """The party at a place."""
        kind = int(self.parties.kind[place])
        name = self.parties.names[int(self.parties.named[place])]
        return PartyRef(self.party_id(place), name, PARTY_KINDS[kind] if kind != UNKNOWN else "")

    def party_id(self, place: int) -> str:
        return bytes(self.parties.id[place]).decode()

    def place(self, party: str) -> int | None:
        """Where the party of an id stands; None where there is none."""
        found = int(places(self.parties.id, coded([party]))[0])
        return None if found < 0 else found


def make_parties(told: Iterable[tuple[str, str, str]]) -> Parties:
    """Parties of ids, names and kinds, in the order of the ids."""
    rows = list(told)
    named = np.arange(len(rows), dtype=np.int32)
    return Parties(
        coded(row[0] for row in rows), codes([row[2] for row in rows], PARTY_KINDS), named, texts([row[1] or "" for row in rows])
    )


def joined(parts: Sequence[Parties]) -> Parties:
    """The parties of all parts, of which each begins where the one before has ended."""
    before = np.cumsum([0, *(len(part.names) for part in parts[:-1])])
    return Parties(
        np.concatenate([part.id for part in parts]),
        np.concatenate([part.kind for part in parts]),
        np.concatenate([part.named + shift for part, shift in zip(parts, before, strict=True)]).astype(np.int32),
        Texts.joined([part.names for part in parts]),
    )


def arrays_of(part: Parties | Deals) -> dict[str, Any]:
    """The columns by their names."""
    return {each.name: getattr(part, each.name) for each in fields(part)}


def ordered(deals: Deals) -> Deals:
    """The deals in the order of source, target and id."""
    order = np.lexsort((deals.id, deals.target, deals.source))
    return Deals(**{name: values[order] for name, values in arrays_of(deals).items()})


def sealed(snapshot: Snapshot) -> Snapshot:
    """The snapshot, whose arrays nobody can write any more."""
    names = snapshot.parties.names
    for array in (*arrays_of(snapshot.parties).values(), *arrays_of(snapshot.deals).values(), names.letters, names.ends):
        if isinstance(array, np.ndarray):
            array.flags.writeable = False
    return snapshot


def coded(ids: Iterable[str]) -> Ids:
    """Ids as they stand in arrays."""
    return np.array([id_.encode("utf-8", "surrogatepass") for id_ in ids], np.bytes_)


def places(ids: Ids, wanted: Ids) -> Ints:
    """Where some ids stand among sorted ones; -1 for those that are not there."""
    if not len(ids):
        return np.full(len(wanted), -1, np.int32)
    found = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return np.where(ids[found] == wanted, found, -1).astype(np.int32)
