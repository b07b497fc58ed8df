"""Deals gathered by the two parties between which they work, as arrays to compute with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.describe import Pair
from graph.analysis.kernels.outgoing import Ints, Outgoing, Reals, outgoing
from graph.analysis.ledger import Entry
from graph.analysis.sums import Case, Sums


@dataclass(frozen=True, slots=True)
class Pairs:
    """An arrow for each pair of parties, with all deals that make it."""

    parties: Sequence[str]
    """Ids, sorted; their places are the numbers of the arrays."""
    place: Mapping[str, int]
    source: Ints
    target: Ints
    deals: Sequence[tuple[Entry, ...]]
    sums: Mapping[Case, Reals]
    """Dollars of each arrow."""

    def outgoing(self) -> Outgoing:
        return outgoing(len(self.parties), self.source, self.target)

    def units(self, case: Case) -> NDArray[np.int64]:
        """Whole dollars; the rest is left off, so that nothing runs that is not there."""
        return np.floor(self.sums[case]).astype(np.int64)

    def ends(self, arrow: int) -> Pair:
        return self.parties[int(self.source[arrow])], self.parties[int(self.target[arrow])]


def gather(told: Iterable[tuple[str, str, Entry]], sums: Sums, more: Iterable[str] = ()) -> Pairs:
    """Arrows from (source, target, deal); `more` are parties that are wanted even if no arrow touches them."""
    found: dict[Pair, list[Entry]] = defaultdict(list)
    for source, target, entry in told:
        found[source, target].append(entry)
    ordered = sorted(found)
    parties = sorted({party for pair in ordered for party in pair}.union(more))
    place = {party: number for number, party in enumerate(parties)}
    ends = np.array([(place[a], place[b]) for a, b in ordered], np.intp).reshape(-1, 2)
    deals = [tuple(found[pair]) for pair in ordered]
    dollars = np.array([sums.of(some) for some in deals], float).reshape(-1, 3)
    by_case = dict(zip((Case.LEAST, Case.TOLD, Case.MOST), dollars.T.copy(), strict=True))
    return Pairs(parties, place, ends[:, 0].copy(), ends[:, 1].copy(), deals, by_case)
