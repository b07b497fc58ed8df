"""Reads parties and deals from the store into arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from graph.analysis.filter import ANY_STATUS
from graph.analysis.flows import batches, fetch_deals
from graph.analysis.snapshot.arrays import Deals, Ids, Parties, coded, joined, make_parties, ordered, places
from graph.analysis.snapshot.codes import NO_SUM, STATUSES, SUM_KINDS, codes, days, types
from graph.facts.stored import Pair
from graph.model import AmountKind
from graph.queries import catalog
from graph.schema import deal_table
from graph.store import Row, Store

PAGE = 5000
"""Parties that are read at a time, with the deals that start from them."""
WORDS = 9
"""Words that `party_page` has for a deal."""
MOST_ARTICLES = 65_535


@dataclass(frozen=True, slots=True)
class Told:
    """Deals as the store tells them, with the ids of their ends."""

    source: Ids
    target: Ids
    columns: dict[str, Any]
    """The other columns of `Deals`."""


def read_all(store: Store) -> tuple[Parties, Deals]:
    """Everything, a page at a time."""
    people, told = [make_parties(())], [read_deals(store, ())]
    for rows in _pages(store):
        lines = [row["deals"].split("\t")[:-1] for row in rows]
        people.append(make_parties((row["id"], row["name"], row["kind"]) for row in rows))
        source = np.repeat(coded(row["id"] for row in rows), [len(words) // WORDS for words in lines])
        told.append(_from_words(source, list(chain.from_iterable(lines))))
    parties = joined(people)
    return parties, placed(told, parties)


def _pages(store: Store) -> Iterator[list[Row]]:
    after = ""
    while rows := catalog()["party_page"].run(store, after=after, limit=PAGE):
        yield rows
        after = rows[-1]["id"]


def read_parties(store: Store, ids: Iterable[str]) -> Parties:
    """Those of the parties that are there."""
    rows = (row for some in batches(sorted(ids)) for row in catalog()["parties"].run(store, parties=some, limit=len(some)))
    return make_parties(sorted((row["id"], row["name"], row["kind"]) for row in rows))


def read_deals(store: Store, pairs: Iterable[Pair]) -> Told:
    """The deals of some pairs of parties, of all types and statuses."""
    every = tuple(deal_table())
    return read_rows([row for some in batches(sorted(pairs)) for row in fetch_deals(store, "deals_between", ANY_STATUS, every, pairs=some)])


def read_rows(rows: Sequence[Row]) -> Told:
    """Deals out of rows of `type`, `source`, `target` and `deal`, the properties."""
    deals = [row["deal"] for row in rows]
    columns = _columns(
        ids=[deal["id"] for deal in deals],
        type_names=[row["type"] for row in rows],
        usd=[deal.get("usd", np.nan) for deal in deals],
        kinds=[_kind(deal) for deal in deals],
        statuses=[deal.get("status") for deal in deals],
        ends=([deal.get("date_from") for deal in deals], [deal.get("date_to") for deal in deals]),
        articles=[len(deal.get("articles") or ()) for deal in deals],
    )
    return Told(coded(row["source"] for row in rows), coded(row["target"] for row in rows), columns)


def placed(told: Sequence[Told], parties: Parties) -> Deals:
    """The deals in their order. One of a party that is not there any more, or not yet, is left out."""
    source = places(parties.id, np.concatenate([some.source for some in told]))
    target = places(parties.id, np.concatenate([some.target for some in told]))
    columns = {name: np.concatenate([some.columns[name] for some in told]) for name in told[0].columns}
    there = (source >= 0) & (target >= 0) & (source != target)
    return ordered(Deals(**{name: values[there] for name, values in {"source": source, "target": target, **columns}.items()}))


def _from_words(source: Ids, words: list[str]) -> Told:
    target, ids, type_names, usd, kinds, statuses, first, last, articles = (words[place::WORDS] for place in range(WORDS))
    sums, numbers = [float(each) for each in usd], [int(each) for each in articles]
    return Told(source, coded(target), _columns(ids, type_names, sums, kinds, statuses, (first, last), numbers))


def _columns(
    ids: Sequence[str],
    type_names: Sequence[str],
    usd: Sequence[float],
    kinds: Sequence[str],
    statuses: Sequence[str],
    ends: tuple[Sequence[str | None], Sequence[str | None]],
    articles: Sequence[int],
) -> dict[str, Any]:
    return {
        "id": coded(ids),
        "usd": np.array(usd, np.float64),
        "first": days(ends[0]),
        "last": days(ends[1]),
        "type": codes(type_names, types()),
        "status": codes(statuses, STATUSES),
        "kind": codes(kinds, SUM_KINDS),
        "articles": np.minimum(np.array(articles, np.int64), MOST_ARTICLES).astype(np.uint16),
    }


def _kind(deal: Row) -> str:
    """How the sum of a deal is told, in the word that `party_page` has for it."""
    return deal.get("amount_kind") or (NO_SUM if deal.get("amount") is None else AmountKind.EXACT)
