"""Empties a store between tests."""

from __future__ import annotations

from graph.store import Store, Transaction

_WIPE = "MATCH (n) WHERE NOT n:Schema AND NOT n:Writer DETACH DELETE n"


def wipe(store: Store) -> None:
    """Deletes the whole graph; constraints, indexes and accounts stay."""

    def unit(transaction: Transaction) -> None:
        transaction.run(_WIPE)

    store.write(unit)
