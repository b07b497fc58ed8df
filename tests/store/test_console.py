"""The guards of the console: it reads, within limits, and says plainly what it refuses. On both engines."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from graph.config import StoreSettings
from graph.errors import QueryTooLarge, RoundtripError, StoreRefused
from graph.store import ConsoleLimits, Store, Transaction, open_store

LIMITS = ConsoleLimits()
DUMP = (
    "MATCH (n) WHERE NOT n:Writer OPTIONAL MATCH (n)-[r]->(m) "
    "RETURN labels(n) AS labels, properties(n) AS node, type(r) AS type, properties(r) AS arrow, m.id AS target ORDER BY n.id, r.id"
)


@pytest.fixture
def filled(store: Store) -> Store:
    """Two parties, one deal."""

    def unit(transaction: Transaction) -> None:
        transaction.run(
            "MERGE (a:Party {id: 'p1'}) SET a.name = '英伟达' MERGE (b:Party {id: 'p2'}) SET b.name = 'OpenAI' "
            "MERGE (a)-[r:INVESTS_IN {id: 'd1'}]->(b) SET r.amount = 1.0e11"
        )

    store.write(unit)
    return store


def dump(store: Store) -> list[dict[str, Any]]:
    return store.read(DUMP, ["labels", "node", "type", "arrow", "target"])


WRITES = [
    "CREATE (:Party {id: 'x'})",
    "CREATE (:Unheard {id: 'x'})",
    "MERGE (:Party {id: 'x'})",
    "MATCH (p:Party) SET p.name = 'x'",
    "MATCH (p:Party {id: 'p1'}) SET p += {name: 'x'} RETURN p.name AS name",
    "MATCH (p:Party) SET p:Article",
    "MATCH (p:Party) REMOVE p.name",
    "MATCH (p:Party) DETACH DELETE p",
    "MATCH ()-[r:INVESTS_IN]->() DELETE r",
    "MATCH ()-[r:INVESTS_IN]->() SET r.amount = 1",
    "MATCH (a:Party {id: 'p1'}) MATCH (b:Party {id: 'p2'}) CREATE (b)-[:LENDS_TO {id: 'x'}]->(a)",
    "MERGE (p:Party {id: 'p1'}) ON MATCH SET p.name = 'x' RETURN p.name AS name",
    "FOREACH (i IN [1] | CREATE (:Party {id: 'x'}))",
    "CALL { CREATE (p:Party {id: 'x'}) RETURN p } RETURN p.id AS id",
    "UNWIND [1] AS i CALL (i) { MERGE (p:Party {id: toString(i)}) RETURN p } RETURN p.id AS id",
    "CALL { CREATE (:Party {id: 'x'}) } IN TRANSACTIONS",
    "PROFILE CREATE (:Party {id: 'x'})",
    "CREATE INDEX x FOR (p:Party) ON (p.x)",
    "DROP CONSTRAINT roundtrip_party",
    "CREATE CONSTRAINT x FOR (p:Party) REQUIRE p.x IS UNIQUE",
    "CREATE USER eve SET PASSWORD 'a-long-password'",
    "DROP USER reader",
    "ALTER CURRENT USER SET PASSWORD FROM 'x' TO 'a-long-password'",
    "CREATE DATABASE x",
    "CALL db.createLabel('X')",
    "CALL db.createProperty('x')",
    "CALL db.resampleOutdatedIndexes()",
    "CALL dbms.listConfig()",
    "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "LOAD CSV FROM 'http://127.0.0.1:9/' AS line RETURN line",
    "RETURN COLLECT { LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line } AS lines",
    "RETURN reduce(all = [], i IN [1] | all + COLLECT { LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line }) AS lines",
    "RETURN 1 AS a; CREATE (:Party {id: 'x'})",
]


@pytest.mark.parametrize("text", WRITES)
def test_writing_and_importing_are_refused_and_change_nothing(filled: Store, text: str) -> None:
    before = dump(filled)
    with pytest.raises(StoreRefused, match=r"^[A-Z].+"):
        filled.console(text, LIMITS)
    assert dump(filled) == before


@pytest.mark.neo4j
@pytest.mark.parametrize("text", ["SHOW SETTINGS", "SHOW TRANSACTIONS", "TERMINATE TRANSACTIONS 'neo4j-transaction-1'", "SHOW USERS"])
def test_neo4j_keeps_the_server_and_other_users_to_itself(neo4j: Store, text: str) -> None:
    with pytest.raises(StoreRefused, match=r"^Only"):
        neo4j.console(text, LIMITS)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("RETURN 'CREATE (n) SET n.x = 1; DELETE n' AS x", (("CREATE (n) SET n.x = 1; DELETE n",),)),
        ("MATCH (`DELETE; n`:Party) RETURN count(`DELETE; n`) AS `SET`", ((2,),)),
        ("/* CREATE; */ RETURN 1 AS x // LOAD CSV; DROP", ((1,),)),
        ("RETURN 'LOAD CSV FROM' AS `LOAD CSV`;", (("LOAD CSV FROM",),)),
        ("CALL db.labels() YIELD label WHERE label = 'Party' RETURN label", (("Party",),)),
        ("PROFILE MATCH (p:Party {id: 'p1'}) RETURN p.name AS name", (("英伟达",),)),
    ],
)
def test_words_of_writing_that_write_nothing_run(filled: Store, text: str, rows: tuple[tuple[Any, ...], ...]) -> None:
    assert filled.console(text, LIMITS).rows == rows


@pytest.mark.parametrize("text", ["EXPLAIN MATCH (p:Party) RETURN p", "PROFILE MATCH (p:Party) RETURN p"])
def test_plans_are_told(filled: Store, text: str) -> None:
    plan = filled.console(text, LIMITS).plan
    assert plan is not None
    assert "Party" in plan


def test_graph_elements_can_be_drawn(filled: Store) -> None:
    answer = filled.console("MATCH path = (p:Party {id: 'p1'})-[r:INVESTS_IN]->(q) RETURN p, r, path", LIMITS)
    assert answer.columns == ("p", "r", "path")
    ((node, arrow, path),) = answer.rows
    assert node == {"$node": node["$node"], "labels": ["Party"], "properties": {"id": "p1", "name": "英伟达"}}
    assert arrow["type"] == "INVESTS_IN"
    assert arrow["properties"] == {"id": "d1", "amount": 1e11}
    assert path["$path"]["nodes"][0] == node
    assert path["$path"]["relationships"] == [arrow]
    assert [n["$node"] for n in path["$path"]["nodes"]] == [arrow["from"], arrow["to"]]
    json.dumps(answer.rows, allow_nan=False)


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n RETURN n",
        "RETURN nothing AS x",
        "RETURN foo(1) AS x",
        "RETURN $missing AS x",
        "RETURN 1 / 0 AS x",
        "RETURN 9223372036854775807 + 1 AS x",
        "RETURN substring('abc', -1) AS x",
        "RETURN date('2025-02-30') AS x",
        "THIS IS NO CYPHER",
        "RETURN '",
    ],
)
def test_mistakes_are_told_in_one_sentence_about_the_statement(filled: Store, text: str) -> None:
    with pytest.raises(StoreRefused) as refused:
        filled.console(text, LIMITS)
    assert "EXPLAIN" not in str(refused.value)
    assert "neo4j_code" not in str(refused.value)
    assert "Exception" not in str(refused.value)


def test_an_answer_is_cut_at_its_rows_and_says_so(filled: Store) -> None:
    text = "UNWIND range(1, 1000000) AS i RETURN i"
    start = time.monotonic()
    answer = filled.console(text, ConsoleLimits(rows=7))
    assert answer.rows == tuple((i,) for i in range(1, 8))
    assert answer.truncated == "rows"
    assert time.monotonic() - start < 5
    assert filled.console("UNWIND range(1, 7) AS i RETURN i", ConsoleLimits(rows=7)).truncated is None


def test_an_answer_is_cut_at_its_bytes_and_says_so(filled: Store) -> None:
    answer = filled.console(
        "UNWIND range(1, 100) AS i RETURN reduce(s = '', j IN range(1, 100) | s + '资') AS x", ConsoleLimits(bytes=3_000)
    )
    assert answer.truncated == "bytes"
    assert len(answer.rows) == 9


def _slow(store: Store) -> str:
    """A statement that takes long by counting, not by filling memory."""
    many = "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c"
    return f"{many} WITH a, b, c WHERE (a + b) % 7 = c RETURN count(*) AS {store.engine}"


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def hurried(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store whose statements may take one second."""
    own = f"embedded:{tmp_path_factory.mktemp('hurried')}"
    url = own if request.param == "embedded" else request.getfixturevalue("neo4j_url")
    with open_store(StoreSettings(url, statement_seconds=1)) as store:
        yield store


def test_a_statement_is_ended_at_its_time_and_the_next_one_answers(hurried: Store) -> None:
    start = time.monotonic()
    with pytest.raises(QueryTooLarge, match="longer than 1 second"):
        hurried.console(_slow(hurried), LIMITS)
    assert time.monotonic() - start < 10
    assert hurried.console("RETURN 1 AS x", LIMITS).rows == ((1,),)


def test_our_own_texts_are_ended_at_their_time_too(hurried: Store) -> None:
    with pytest.raises(QueryTooLarge, match="longer than 1 second"):
        hurried.read(_slow(hurried), [hurried.engine])


def test_pages_answer_while_users_statements_wait_their_turn(hurried: Store) -> None:
    ended: list[str] = []

    def run_slow() -> None:
        try:
            hurried.console(_slow(hurried), LIMITS)
        except RoundtripError as error:
            ended.append(type(error).__name__)

    threads = [threading.Thread(target=run_slow) for _ in range(3)]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    hurried.read("RETURN 1 AS x", ["x"])
    assert ended == []  # the page's answer came first
    for thread in threads:
        thread.join()
    assert ended == ["QueryTooLarge"] * 3


def test_a_statement_that_nobody_waits_for_is_ended(store: Store) -> None:
    start = time.monotonic()
    with pytest.raises(QueryTooLarge, match="ended before it was done"):
        store.console(_slow(store), LIMITS, lambda: time.monotonic() - start > 0.5)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("hurried", ["embedded"], indirect=True)  # Neo4j's console shows nothing that runs
def test_users_do_not_see_what_the_pages_run(hurried: Store) -> None:
    def page() -> None:
        with contextlib.suppress(QueryTooLarge):
            hurried.read(_slow(hurried), [hurried.engine])

    thread = threading.Thread(target=page)
    thread.start()
    time.sleep(0.2)
    shown = hurried.console("SHOW TRANSACTIONS YIELD username", LIMITS)
    assert thread.is_alive()
    thread.join()
    assert set(shown.rows) == {("console",)}
