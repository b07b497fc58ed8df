"""What every store answers, on both engines."""

from __future__ import annotations

from graph.store import Store, Transaction


def test_what_is_written_is_read(store: Store) -> None:
    def unit(transaction: Transaction) -> None:
        transaction.run("MERGE (p:Party {id: $id}) SET p.name = $name", id="p1", name="英伟达")

    store.write(unit)
    store.write(unit)
    assert store.read("MATCH (p:Party) RETURN p.id AS id, p.name AS name", ["id", "name"]) == [{"id": "p1", "name": "英伟达"}]
