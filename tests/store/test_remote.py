"""Opening a store by its address: what is refused, and in which words."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest

from graph.config import StoreSettings
from graph.errors import StoreUnavailable
from graph.store import Engine, Store, open_store
from graph.store.embedded.home import Home
from graph.store.remote import refusal
from tests.servers.homes import running


def test_an_address_without_a_server_is_told_at_once() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"bolt://127.0.0.1:{unused.getsockname()[1]}"
        start = time.monotonic()
        with pytest.raises(StoreUnavailable, match=f"The store at {address} does not answer; start it, or set ROUNDTRIP_STORE"):
            open_store(StoreSettings(address))
    assert time.monotonic() - start < 5


@pytest.mark.usefixtures("embedded")
def test_a_server_of_another_make_and_a_wrong_password_are_told(embedded_url: str) -> None:
    home = Home(Path(embedded_url.partition(":")[2]))
    address = f"bolt://127.0.0.1:{running(home).bolt}"
    with pytest.raises(StoreUnavailable, match="is no Neo4j"):
        open_store(StoreSettings(address, user="root", password=home.password("root"), database="g"))
    with pytest.raises(StoreUnavailable, match="does not take this user and password") as told:
        open_store(StoreSettings(address, user="root", password="another-password", database="g"))
    assert "another-password" not in str(told.value)


@pytest.mark.parametrize(
    ("agent", "version", "words"),
    [
        ("Neo4j/5.26.30", "5.26.30", None),
        ("Neo4j/2025.10.1", "2025.10.1", None),
        ("Neo4j/4.4.40", "4.4.40", "is Neo4j 4.4.40; Roundtrip needs Neo4j 5 or later"),
        ("Neo4j/5.26.0 (ArcadeDB 26.10.2)", "5.26.0", "is no Neo4j"),
        ("Memgraph/2.0", "", "is no Neo4j"),
    ],
)
def test_servers_are_told_apart(agent: str, version: str, words: str | None) -> None:
    told = refusal("bolt://x", agent, version)
    assert told == words if words is None else words in (told or "")


@pytest.mark.neo4j
def test_neo4j_is_opened_twice_and_its_schema_is_there(neo4j: Store, neo4j_url: str) -> None:
    with open_store(StoreSettings(neo4j_url)) as again:
        assert again.engine is Engine.NEO4J
        names = again.read("SHOW CONSTRAINTS YIELD name RETURN name", ["name"])
        assert {"roundtrip_party", "roundtrip_invests_in", "roundtrip_states"} <= {row["name"] for row in names}
    assert neo4j.read("RETURN 1 AS x", ["x"]) == [{"x": 1}]


@pytest.mark.neo4j
def test_a_database_that_is_not_there_is_told(neo4j_url: str) -> None:
    with pytest.raises(StoreUnavailable, match="no such database"):
        open_store(StoreSettings(neo4j_url, database="nowhere"))
