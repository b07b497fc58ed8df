"""Derives every party and deal anew from claims and judgements.

The graph is whole at every moment: each unit of writing drops and derives all that starts at some of the parties, so
a rebuild that is cut short has only to be run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from graph.facts.renewal import renew
from graph.facts.rulings import read_rulings
from graph.facts.settling import settle
from graph.facts.stored import read_pair
from graph.schema import deal_table
from graph.store import Store, Transaction

PAGE = 1000
BATCH_CLAIMS = 1000
"""Claims in a unit of writing; one party with more is a unit of its own."""
BATCH_PARTIES = 200

SIZES = (
    "MATCH (p:Party) WHERE p.id > $after WITH p ORDER BY p.id LIMIT $size "
    "RETURN p.id AS id, COUNT { (p)<-[:FROM|TO]-() } AS claims ORDER BY id"
)
COUNT_PARTIES = "MATCH (p:Party) RETURN count(p) AS number"
_TYPES = "|".join(deal_table())
COUNT_DEALS = f"MATCH (:Party)-[r:{_TYPES}]->(:Party) RETURN count(r) AS number"
PAIRS = "UNWIND $ids AS id MATCH (p:Party {id: id}) MATCH (p)<-[:FROM|TO]-(c:Claim) RETURN DISTINCT c.pair AS pair"
DROP_DEALS = f"UNWIND $ids AS id MATCH (:Party {{id: id}})-[r:{_TYPES}]->(:Party) DELETE r"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How much there is after a rebuild."""

    parties: int
    deals: int


def rebuild(store: Store, on_progress: Callable[[int], None] | None = None) -> Rebuilt:
    """Drops and derives every party and deal; `on_progress` is told how many parties are done.

    The result is that of adding the articles one by one, in whatever order.
    """
    done = 0
    for batch in _batches(store):
        store.write(partial(_rebuild, batch=batch))
        done += len(batch)
        if on_progress is not None:
            on_progress(done)
    parties, deals = (store.read(text, ("number",))[0]["number"] for text in (COUNT_PARTIES, COUNT_DEALS))
    return Rebuilt(parties, deals)


def _rebuild(transaction: Transaction, batch: list[str]) -> None:
    rulings = read_rulings(transaction)
    transaction.run(DROP_DEALS, ids=batch)
    change = settle(transaction, batch, rulings)
    change.more = True
    pairs = {read_pair(row["pair"]) for row in transaction.run(PAIRS, ids=batch)}
    # A pair that starts elsewhere is derived with the party where it starts.
    change.pairs |= {pair for pair in pairs if pair[0] in batch}
    renew(transaction, change, rulings)


def _batches(store: Store) -> Iterator[list[str]]:
    batch: list[str] = []
    claims = 0
    for id_, size in _sizes(store):
        if batch and (claims + size > BATCH_CLAIMS or len(batch) >= BATCH_PARTIES):
            yield batch
            batch, claims = [], 0
        batch.append(id_)
        claims += size
    if batch:
        yield batch


def _sizes(store: Store) -> Iterator[tuple[str, int]]:
    """Every party with the number of its claims, in order of id, read a page at a time."""
    after = ""
    while rows := store.read(SIZES, ("id", "claims"), after=after, size=PAGE):
        for row in rows:
            yield row["id"], row["claims"]
        after = rows[-1]["id"]
