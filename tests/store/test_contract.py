"""What every store answers, on both engines."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import BadInput, BadTable, StoreRefused
from graph.store import Engine, Store, Transaction
from tests.servers.clients import Client

# A text keeps its plan, and a new one costs half a second on a cold Neo4j: so texts stay constant here too.
PUT = "MERGE (p:Party {id: $id}) SET p.name = $name, p.search = $name"
NAMES = "MATCH (p:Party) RETURN p.id AS id, p.name AS name ORDER BY p.id"
ECHO = "RETURN $value AS value"
COUNT = "MATCH (p:Party) RETURN count(p) AS parties"


def put(id_: str, name: str) -> Callable[[Transaction], None]:
    def unit(transaction: Transaction) -> None:
        transaction.run(PUT, id=id_, name=name)

    return unit


def test_what_is_written_is_read_and_written_twice_is_once(store: Store) -> None:
    store.write(put("p1", "英伟达"))
    store.write(put("p1", "英伟达"))
    assert store.read(NAMES, ["id", "name"]) == [{"id": "p1", "name": "英伟达"}]


def test_rows_have_the_declared_columns_in_their_order(store: Store) -> None:
    assert store.read(NAMES, ["id", "name"]) == []
    store.write(put("p1", "a"))
    assert list(store.read(NAMES, ["name", "id"])[0]) == ["name", "id"]
    with pytest.raises(BadTable, match="declares"):
        store.read(NAMES, ["id"])


def test_a_unit_sees_what_it_wrote_and_hands_its_result_on(store: Store) -> None:
    def unit(transaction: Transaction) -> list[dict[str, object]]:
        transaction.run(PUT, id="p1", name="a")
        return transaction.run(NAMES)

    assert store.write(unit) == [{"id": "p1", "name": "a"}]


def test_a_unit_that_fails_leaves_nothing(store: Store) -> None:
    def unit(transaction: Transaction) -> None:
        transaction.run(PUT, id="p1", name="a")
        raise BadInput("no more")

    with pytest.raises(BadInput, match="no more"):
        store.write(unit)
    assert store.read(COUNT, ["parties"]) == [{"parties": 0}]


def test_a_statement_that_the_store_refuses_undoes_its_unit(store: Store) -> None:
    def unit(transaction: Transaction) -> None:
        transaction.run(PUT, id="p1", name="a")
        transaction.run("THIS IS NO CYPHER")

    with pytest.raises(StoreRefused, match="not valid"):
        store.write(unit)
    assert store.read(COUNT, ["parties"]) == [{"parties": 0}]


def test_an_id_that_is_there_is_refused_by_the_store_itself(store: Store) -> None:
    store.write(put("p1", "a"))

    def unit(transaction: Transaction) -> None:
        transaction.run("CREATE (:Party {id: $id})", id="p1")

    with pytest.raises(StoreRefused):
        store.write(unit)
    assert store.read(COUNT, ["parties"]) == [{"parties": 1}]


def test_reading_cannot_write(store: Store) -> None:
    with pytest.raises(StoreRefused, match="Only reading"):
        store.read("CREATE (p:Party {id: 'x'}) RETURN p.id AS id", ["id"])
    assert store.read(COUNT, ["parties"]) == [{"parties": 0}]


@pytest.mark.parametrize(
    "value",
    [
        *(True, False, 0, -1, 2**63 - 1, -(2**63), 1e11, 0.1, -0.0, 1e-300),
        *("", "英伟达 𠮷", "x" * 20_000),
        *([], [1, 2], ["a", "b"], [1.5], {"a": [1, {"b": "c"}]}),
    ],
    ids=lambda value: repr(value)[:20],
)  # fmt: skip
def test_values_come_back_as_they_went_in(store: Store, value: object) -> None:
    assert store.read(ECHO, ["value"], value=value) == [{"value": value}]


@pytest.mark.parametrize(("value", "plain"), [(None, None), (float("inf"), "Infinity"), (float("nan"), "NaN"), ((1, 2), [1, 2])])
def test_values_that_json_does_not_have(store: Store, value: object, plain: object) -> None:
    assert store.read(ECHO, ["value"], value=value) == [{"value": plain}]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.one_of(st.sampled_from("'\"`{}$\\;\n\r\u2028:()[]*/"), st.characters(codec="utf-8", exclude_characters="\x00"))))
def test_hostile_texts_are_only_values(store: Store, text: str) -> None:
    store.write(put("hostile", text))
    assert store.read(NAMES, ["id", "name"]) == [{"id": "hostile", "name": text}]


def test_missing_parameters_are_refused(store: Store) -> None:
    with pytest.raises(StoreRefused):
        store.read(ECHO, ["value"])


def test_times_go_in_as_text_and_keep_their_zone(store: Store) -> None:
    def unit(transaction: Transaction) -> None:
        transaction.run(
            "MERGE (j:Judgement {id: 'j'}) SET j.at = datetime($at), j.day = date($day)", at="2025-10-29T08:30:00+08:00", day="2025-10-29"
        )

    store.write(unit)
    found = store.read("MATCH (j:Judgement) RETURN j.at AS at, j.day AS day", ["at", "day"])
    assert found == [{"at": "2025-10-29T08:30:00+08:00", "day": "2025-10-29"}]


def test_names_are_found_by_full_text(store: Store) -> None:
    store.write(put("p1", "英伟达"))
    store.write(put("p2", "甲骨文"))
    text = "CALL db.index.fulltext.queryNodes($index, $words) YIELD node, score RETURN node.id AS id"

    deadline = time.monotonic() + 10  # Neo4j may index a moment after the commit
    while not (found := store.read(text, ["id"], index=store.fulltext_index, words="伟达")) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert found == [{"id": "p1"}]


def test_writers_side_by_side_lose_nothing_and_make_no_doubles(store: Store) -> None:
    upsert = (
        "UNWIND range(1, 10) AS n MERGE (a:Party {id: 'a' + toString(n)}) MERGE (b:Party {id: 'b' + toString(n)}) "
        "MERGE (a)-[r:LENDS_TO {id: 'd' + toString(n)}]->(b) SET r.times = coalesce(r.times, 0) + 1"
    )

    def unit(transaction: Transaction) -> None:
        seen = transaction.run("MATCH (m:Metric {id: 'm'}) RETURN m.value AS value")
        transaction.run("MERGE (m:Metric {id: 'm'}) SET m.value = $value", value=(seen[0]["value"] if seen else 0) + 1)
        transaction.run(upsert)

    failures: list[BaseException] = []

    def writer() -> None:
        try:
            for _ in range(5):
                store.write(unit)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=writer) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert store.read("MATCH (m:Metric) RETURN m.value AS value", ["value"]) == [{"value": 20}]
    arrows = store.read("MATCH ()-[r:LENDS_TO]->() RETURN count(r) AS arrows, sum(r.times) AS times", ["arrows", "times"])
    assert arrows == [{"arrows": 10, "times": 200}]


def test_a_writer_that_is_killed_leaves_nothing_and_stops_nobody(store: Store, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue(f"{'embedded' if store.engine is Engine.ARCADEDB else 'neo4j'}_url")
    with Client(url) as client:
        assert client.heard() == "open"
        assert client.ask("hang") == "hanging"
        client.kill()
        start = time.monotonic()
        store.write(put("p1", "a"))
        assert time.monotonic() - start < 10
    assert store.read(NAMES, ["id", "name"]) == [{"id": "p1", "name": "a"}]
