"""Fixtures for everybody: one embedded server and one Neo4j server for the whole run, started when first asked for.

`store` runs a test on both engines, with an emptied graph. `stores` gives both at once, emptied. `embedded` and `neo4j`
are the stores as they are left by the test before: call `tests.servers.wipe` where that matters.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from typing import NoReturn

import pytest

from graph.config import StoreSettings
from graph.store import Store, open_store
from tests.servers import wipe
from tests.servers.maven import NoNeo4j
from tests.servers.neo4j import neo4j_server


@pytest.fixture(scope="session", autouse=True)
def short_lived_servers() -> Iterator[None]:
    """Java compiles quickly rather than well: a test run is over before the better code has paid for itself."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1")
        yield


@pytest.fixture(scope="session")
def embedded_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the embedded store, for programs that open it themselves."""
    return f"embedded:{tmp_path_factory.mktemp('embedded') / 'data'}"


@pytest.fixture(scope="session")
def embedded(embedded_url: str) -> Iterator[Store]:
    """The embedded store in a folder of the test run."""
    with open_store(StoreSettings(embedded_url)) as store:
        yield store


@pytest.fixture(scope="session")
def neo4j_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The Bolt address of a Neo4j for tests: ROUNDTRIP_TEST_NEO4J (no password, and what it holds is deleted), else one out of Maven."""
    if address := os.environ.get("ROUNDTRIP_TEST_NEO4J"):
        yield address
        return
    with ExitStack() as running:
        try:
            started = running.enter_context(neo4j_server(tmp_path_factory.mktemp("neo4j")))
        except NoNeo4j as reason:
            _without_neo4j(str(reason))
        yield started


@pytest.fixture(scope="session")
def neo4j(neo4j_url: str) -> Iterator[Store]:
    """The Neo4j store."""
    with open_store(StoreSettings(neo4j_url)) as store:
        yield store


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest) -> Store:
    """Each engine in turn, with an empty graph."""
    chosen: Store = request.getfixturevalue(request.param)
    wipe(chosen)
    return chosen


@pytest.fixture
def stores(embedded: Store, neo4j: Store) -> tuple[Store, Store]:
    """Both engines with empty graphs, for tests that compare their answers. Mark such a test with `neo4j`."""
    wipe(embedded)
    wipe(neo4j)
    return embedded, neo4j


def _without_neo4j(reason: str) -> NoReturn:
    """Skips, but not in CI, where a test that did not run must not look like one that passed."""
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"No Neo4j to test against: {reason}.")
    pytest.skip(f"no Neo4j to test against: {reason}")
