"""What a shock runs over: who loses when whom fails, by which deals, and how much each can lose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.analysis.capacity import Capacity, capacities, reported
from graph.analysis.filter import Filter
from graph.analysis.ledger import Entry, Ledger, keys_of, metrics_of_size, read_ledger
from graph.analysis.pairs import Pairs, gather
from graph.analysis.subjects import subject_keys
from graph.analysis.sums import Reason, Sums, sums_of
from graph.schema import Exposed, deal_table
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Board:
    """Arrows lead from who fails to who loses."""

    ties: Pairs
    capacity: Sequence[Capacity]
    left: Mapping[str, tuple[Entry, Reason]]
    """Deals left out as told, by id."""
    counted: int


def set_up(store: Store, where: Filter, parties: Iterable[str]) -> Board:
    """The board of the whole graph; `parties` are on it even where nobody loses by them."""
    ledger = read_ledger(store, where, tuple(deal_table()))
    sums = sums_of(ledger)
    wanted = sorted({end for entry in ledger.entries for end in (entry.source, entry.target)}.union(parties))
    told = list(_ties(store, ledger, wanted))
    left = {entry.id: (entry, reason) for _, _, entry in told if (reason := sums.left_out(entry))}
    counted = {entry.id for _, _, entry in told} - set(left)
    ties = gather(_counting(told, sums), sums, parties)
    return Board(ties, capacities(ties, reported(metrics_of_size(store))), left, len(counted))


def _counting(told: Iterable[tuple[str, str, Entry]], sums: Sums) -> Iterator[tuple[str, str, Entry]]:
    """A deal of unknown sum stays: it is known who loses by it, though not how much."""
    return ((failing, loser, entry) for failing, loser, entry in told if sums.left_out(entry) is not Reason.STATUS)


def _ties(store: Store, ledger: Ledger, parties: Sequence[str]) -> Iterator[tuple[str, str, Entry]]:
    """(who fails, who loses, by which deal), as the table of deal types has it."""
    bought: dict[str, list[Entry]] = defaultdict(list)
    for entry in ledger.entries:
        exposed = deal_table()[entry.type].exposed
        if exposed in (Exposed.SOURCE_TO_TARGET, Exposed.BOTH):
            yield entry.target, entry.source, entry
        if exposed in (Exposed.TARGET_TO_SOURCE, Exposed.BOTH):
            yield entry.source, entry.target, entry
        if exposed is Exposed.SOURCE_TO_SUBJECT and entry.subject:
            for name in subject_keys(entry.subject):
                bought[name].append(entry)
    if bought:
        yield from _of_subjects(store, bought, parties)


def _of_subjects(store: Store, bought: Mapping[str, Sequence[Entry]], parties: Sequence[str]) -> Iterator[tuple[str, str, Entry]]:
    """Whoever bought a stake loses with the company that it is in."""
    for party, names in keys_of(store, parties).items():
        for entry in dict.fromkeys(entry for name in names for entry in bought.get(name, ())):
            if entry.source != party:
                yield party, entry.source, entry
