"""Deals gathered by the two parties between which they work, as arrays to compute with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analysis.describe import Pair
from graph.analysis.filter import Filter
from graph.analysis.kernels.hops import hop_sums
from graph.analysis.kernels.outgoing import Ints, Outgoing, Reals, outgoing
from graph.analysis.snapshot import Snapshot
from graph.analysis.snapshot.codes import SUM_KINDS
from graph.analysis.sums import Case, Entry, Rows, Sums, sums_of
from graph.model import AmountKind
from graph.schema import deal_table


@dataclass(frozen=True, eq=False)
class Pairs:
    """An arrow for each pair of parties, with all deals that make it. Parties are places in the snapshot."""

    counted: Sums
    source: Ints
    target: Ints
    rows: Rows
    first: NDArray[np.int32]
    """The deals of arrow a are `rows[first[a]:first[a + 1]]`."""

    @property
    def parties(self) -> int:
        return len(self.counted.snapshot.parties)

    @cached_property
    def dollars(self) -> Mapping[Case, Reals]:
        """Of each arrow what its deals come to; a joint sum that several of them carry counts once."""
        joint = self.counted.snapshot.deals.kind[self.rows] == SUM_KINDS.index(AmountKind.JOINT)
        return {case: np.nan_to_num(hop_sums(self.first, usd[self.rows], joint)) for case, usd in self.counted.dollars.items()}

    @cached_property
    def outgoing(self) -> Outgoing:
        return outgoing(self.parties, self.source, self.target)

    @cached_property
    def incoming(self) -> Outgoing:
        """The arrows turned round."""
        return outgoing(self.parties, self.target, self.source)

    def units(self, case: Case) -> NDArray[np.int64]:
        """Whole dollars; the rest is left off, so that nothing runs that is not there."""
        return np.floor(self.dollars[case]).astype(np.int64)

    def id(self, place: int) -> str:
        return self.counted.snapshot.party_id(place)

    def ends(self, arrow: int) -> Pair:
        return self.id(int(self.source[arrow])), self.id(int(self.target[arrow]))

    def deals(self, arrow: int) -> Sequence[Entry]:
        return [self.counted.entry(int(row)) for row in self.rows[self.first[arrow] : self.first[arrow + 1]]]


def gather(counted: Sums, source: NDArray[Any], target: NDArray[Any], rows: NDArray[Any]) -> Pairs:
    """Arrows from sources and targets with the deal of each; those between the same two become one."""
    order = np.lexsort((rows, target, source))
    source, target, rows = source[order].astype(np.intp), target[order].astype(np.intp), rows[order].astype(np.intp)
    begins = np.ones(len(rows), np.bool_)
    begins[1:] = (source[1:] != source[:-1]) | (target[1:] != target[:-1])
    first = np.append(np.flatnonzero(begins), len(rows)).astype(np.int32)
    return Pairs(counted, source[first[:-1]], target[first[:-1]], rows, first)


def value_pairs(counted: Sums, types: NDArray[np.bool_] | None = None) -> Pairs:
    """The arrows along which value moves, by the deals in a state that counts; of some types only, where a mask by code says so."""
    deals = counted.snapshot.deals
    kept = counted.counting if types is None else counted.counting & types[deals.type]
    rows = np.flatnonzero(kept)
    return gather(counted, deals.source[rows], deals.target[rows], rows)


def moving_pairs(snapshot: Snapshot, where: Filter) -> Pairs:
    """The arrows along which value moves. Made once for each snapshot and filter.

    Raises BadInput where none of the chosen deal types moves value.
    """
    pairs: Pairs = snapshot.kept.get((moving_pairs, where), lambda: value_pairs(sums_of(snapshot, where, deal_table().value_moving)))
    return pairs
