"""The console: reads, refuses everything else, and says what was cut off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from graph.store import Store
from tests.web.conftest import enter
from tests.web.sending import post_json
from web.app import create_app
from web.examples import examples
from web.lazy import LazyReader
from web.settings import Limits, WebSettings


def _ask(client: FlaskClient, statement: str) -> tuple[int, Any]:
    answer = post_json(client, "/console.json", {"statement": statement})
    return answer.status_code, answer.json


def test_a_statement_is_answered_in_rows(client: FlaskClient) -> None:
    status, answer = _ask(client, "MATCH (p:Party {name: '英伟达'})-[r:INVESTS_IN]->(q) RETURN q.name AS name, r.amount AS amount LIMIT 5")
    assert status == 200
    assert answer["columns"] == ["name", "amount"]
    assert answer["rows"] == [["OpenAI", 1e11]]
    assert answer["truncated"] is None


def test_graph_elements_come_with_their_names_and_ends(client: FlaskClient) -> None:
    _, answer = _ask(client, "MATCH p = (:Party {name: 'AMD'})-[:GRANTS_EQUITY_TO]->(:Party) RETURN p LIMIT 5")
    path = answer["rows"][0][0]["$path"]
    assert [node["properties"]["name"] for node in path["nodes"]] == ["AMD", "OpenAI"]
    assert path["relationships"][0]["type"] == "GRANTS_EQUITY_TO"
    assert path["relationships"][0]["from"] == path["nodes"][0]["$node"]


@pytest.mark.parametrize("number", range(len(examples())))
def test_every_example_runs(client: FlaskClient, number: int) -> None:
    status, answer = _ask(client, examples()[number].statement)
    assert status == 200, answer


def test_an_example_about_chains_tells_their_length() -> None:
    titles = {each.title("zh"): each.title("en") for each in examples()}
    assert (
        titles["全图的资金环，瓶颈金额最大的在前（3 跳）"]
        == "Money loops of the whole graph, those with the largest bottleneck first (3 hops)"
    )
    assert titles["最新的文章"] == "The latest articles"


def test_every_digit_of_a_large_number_is_told(client: FlaskClient) -> None:
    _, answer = _ask(
        client, "RETURN 9007199254740993 AS n, [-9007199254740993, 9007199254740992] AS many, {n: 9007199254740993} AS map, true AS t"
    )
    assert answer["rows"] == [["9007199254740993", ["-9007199254740993", 9007199254740992], {"n": "9007199254740993"}, True]]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (:Party {id: 'x'})", "MERGE (p:Party {id: 'x'}) RETURN p", "MATCH (p:Party) SET p.name = 'x'",
        "MATCH (p:Party) DETACH DELETE p",
        "MATCH (p:Party) REMOVE p.name", "DROP CONSTRAINT x", "RETURN 1; RETURN 2", "RETURN", "MATCH (", "RETURN 1/0 AS x", "高兴",
    ],
)  # fmt: skip
def test_what_does_not_read_is_refused_in_a_sentence(client: FlaskClient, statement: str) -> None:
    before = client.get("/index.json").json
    status, answer = _ask(client, statement)
    assert 400 <= status < 500
    assert answer["error"]["message"].strip()
    assert "Traceback" not in answer["error"]["message"]
    assert client.get("/index.json").json == before


@pytest.mark.parametrize("body", [{}, {"statement": None}, {"statement": 5}, {"statement": ["RETURN 1"]}, {"statement": "  "}])
def test_a_request_without_a_statement_is_400(client: FlaskClient, body: object) -> None:
    assert post_json(client, "/console.json", body).status_code == 400


def test_words_of_writing_inside_strings_and_comments_run(client: FlaskClient) -> None:
    assert _ask(client, "// DELETE\nRETURN 'CREATE (x)' AS `SET`")[1]["rows"] == [["CREATE (x)"]]


@pytest.fixture
def narrow(filled: Store, reader: LazyReader) -> FlaskClient:
    """A console that shows three rows, and answers of a thousand bytes."""
    return enter(create_app(filled, reader, WebSettings(limits=replace(Limits(), statement_rows=3, answer_bytes=1000))))


def test_what_is_cut_off_is_told(narrow: FlaskClient) -> None:
    _, rows = _ask(narrow, "UNWIND range(1, 100) AS n RETURN n LIMIT 100")
    assert (rows["truncated"], len(rows["rows"])) == ("rows", 3)
    _, large = _ask(narrow, "UNWIND range(1, 3) AS n RETURN [i IN range(1, 400) | i] AS many LIMIT 3")
    assert large["truncated"] == "bytes"


def test_the_limits_are_told_on_the_page(narrow: FlaskClient) -> None:
    assert "最多显示 3 行" in narrow.get("/console").text
