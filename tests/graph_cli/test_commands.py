"""The commands of `python -m graph` on a real store: what they print, and how they fail."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from graph.cli.main import main
from graph.facts import articles
from graph.model import Terms
from graph.store import Store
from tests.facts.news import write_article
from tests.graph_cli.conftest import Told


def test_stats(told: Told) -> None:
    stats = told.json("stats")
    assert {k: stats[k] for k in ("articles", "parties", "claims", "metrics", "judgements", "deals")} == {
        "articles": 5, "parties": 5, "claims": 5, "metrics": 5, "judgements": 0, "deals": 5,
    }  # fmt: skip
    assert stats["deals_by_type"] == {"INVESTS_IN": 1, "HOLDS_STAKE_IN": 1, "PURCHASES_FROM": 2, "LENDS_TO": 1}
    code, out, _ = told("stats")
    assert code == 0
    assert "采购" in out


def test_rebuild(told: Told) -> None:
    assert told.json("rebuild") == {"parties": 5, "deals": 5}
    assert told("rebuild")[1] == "Rebuilt: 5 parties, 5 deals.\n"


def test_a_statement_is_answered(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "MATCH (a:Party)-[r:INVESTS_IN]->(b:Party) RETURN a.name AS investor, r.amount AS amount LIMIT 5"
    answer = told.json("query", text)
    assert (answer["columns"], answer["rows"], answer["truncated"]) == (["investor", "amount"], [["甲公司", 1e11]], None)
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    code, out, _ = told("query", "-")
    assert code == 0
    assert "investor" in out
    assert "100,000,000,000" in out
    assert told.json("query", "MATCH (p:Party) RETURN p.id AS id", "--rows", "2")["truncated"] == "rows"


def test_a_query_of_the_catalog_takes_names_of_parties(told: Told) -> None:
    rows = told.json("query", "--name", "articles_of_party", "--param", "party=甲公司", "--param", "limit=2")
    assert len(rows) == 2
    code, out, _ = told("query", "--name", "counts")
    assert code == 0
    assert "4 rows." in out
    assert "1 row." in told("query", "--name", "latest_articles", "--param", "limit=1")[1]
    assert "find_parties" in told("query", "--list")[1]
    assert told.json("query", "--list")["articles_of_party"]["parameters"].keys() == {"party", "limit"}


REFUSED = [
    ("query", "MATCH (p:Party RETURN p"),
    ("query", "CREATE (p:Party {id: 'p0'}) RETURN p.id AS id"),
    ("query",),
    ("query", "RETURN 1 AS x", "--name", "counts"),
    ("query", "RETURN 1 AS x", "--param", "a=1"),
    ("query", "RETURN 1 AS x", "--rows", "0"),
    ("query", "--name", "no_such_query"),
    ("query", "--name", "articles_of_party"),
    ("query", "--name", "articles_of_party", "--param", "party"),
    ("query", "--name", "articles_of_party", "--param", "party=甲公司", "--param", "limit=many"),
    ("query", "--name", "articles_of_party", "--param", "party=甲公司", "--param", "party=甲公司"),
    ("query", "--name", "counts", "--param", "a=1"),
]


@pytest.mark.parametrize("arguments", REFUSED)
def test_what_cannot_be_answered_is_said_in_one_sentence(told: Told, arguments: tuple[str, ...]) -> None:
    code, out, err = told(*arguments)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert "failed inside" not in err


def test_nothing_was_written_by_a_refused_statement(told: Told) -> None:
    told("query", "CREATE (p:Party {id: 'p0'}) RETURN p.id AS id")
    assert told.json("stats")["parties"] == 5


def test_a_store_that_does_not_answer_is_trouble_of_the_store() -> None:
    command = [sys.executable, "-m", "graph", "stats", "--store", "bolt://127.0.0.1:9"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "does not answer" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_address_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "--store", "http://127.0.0.1"]) == 2
    assert "store address" in capsys.readouterr().err


def test_names_cannot_steer_the_terminal(told: Told, embedded: Store) -> None:
    name = "\x1b[31m红\u202e公司"
    added = articles.add(embedded, *write_article([("INVESTS_IN", name, "[bold]乙集团[/bold]", Terms())]))
    code, out, _ = told("query", "MATCH (p:Party)-[:INVESTS_IN]->(q:Party) RETURN p.name AS source, q.name AS target")
    articles.remove(embedded, added.article)
    assert code == 0
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[bold]乙集团[/bold]" in out


def test_help_does_not_load_what_it_does_not_need() -> None:
    program = "import sys; from graph.cli.main import main\ntry: main(['--help'])\nexcept SystemExit: pass\nprint(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"neo4j", "rich", "opencc"} & set(done.stdout.replace("'", " ").replace(",", " ").split())
