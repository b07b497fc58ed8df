"""The second reader on the command line and on the page."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from graph.store import Store
from ingest.cli.main import main
from tests.ingest.llm.endpoint import Endpoint, deal, reading, says, status
from tests.servers import wipe
from tests.web.conftest import enter, services
from tests.web.sending import post_form
from tests.web.sentences import raised, texts
from web.app import create_app
from web.lazy import LazyReader, make_reader
from web.sentences import tell
from web.settings import WebSettings

KEY = "sk-very-secret"
TEXT = "英伟达9月22日宣布向OpenAI投资1000亿美元。"
ANSWER = reading(deal("INVESTS_IN", "英伟达", "OpenAI", TEXT, amount="1000亿美元", date="9月22日"))


@pytest.fixture
def set_up(model: Endpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An endpoint in the settings, and a folder with one article."""
    told = {"URL": model.url, "MODEL": "m", "KEY": KEY, "CACHE": str(tmp_path / "cache"), "SECONDS": "20"}
    for name, value in told.items():
        monkeypatch.setenv(f"ROUNDTRIP_LLM_{name}", value)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "in" / "a.meta.json").write_text('{"published": "2025-09-23"}', "utf-8")
    return tmp_path


def extract(folder: Path, *more: str) -> Any:
    assert main(["extract", str(folder / "in"), "--out", str(folder / "out.jsonl"), *more]) == 0
    return json.loads((folder / "out.jsonl").read_text("utf-8"))


def test_extract_by_both_readers(set_up: Path, model: Endpoint, capsys: pytest.CaptureFixture[str]) -> None:
    model.plays = [says(ANSWER)]
    article = extract(set_up, "--reader", "both", "--explain")
    (claim,) = article["deals"]
    assert claim["rule"].endswith("+llm")
    assert "notes" not in article
    told = capsys.readouterr()
    assert f"rule {claim['rule']}" in told.out
    assert "The second reader was asked once: 100 tokens in, 20 out.\n" in told.err
    assert extract(set_up, "--reader", "llm")["deals"][0]["rule"] == "llm"
    assert "asked 0 times: 0 tokens in, 0 out; 1 answer was kept from before.\n" in capsys.readouterr().err
    assert len(model.requests) == 1


def test_the_built_in_reader_asks_nobody(set_up: Path, model: Endpoint, capsys: pytest.CaptureFixture[str]) -> None:
    assert extract(set_up)["deals"][0]["rule"] != "llm"
    assert model.requests == []
    assert capsys.readouterr().err == "1 read, 0 refused.\n"
    assert not (set_up / "cache").exists()


def test_a_failed_endpoint_is_told_once_an_article_and_nothing_is_lost(
    set_up: Path, model: Endpoint, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROUNDTRIP_READER", "llm")
    model.plays = [status(401, f"bad key {KEY}")]
    article = extract(set_up)
    assert len(article["deals"]) == 1
    note = "The second reader does not take the key (401); check ROUNDTRIP_LLM_KEY; the built-in reader read this article."
    assert article["notes"] == [note]
    assert capsys.readouterr().err.splitlines() == [
        f"a: {note}",
        "The second reader was asked once: 0 tokens in, 0 out.",
        "1 read, 0 refused.",
    ]


def test_add_by_the_second_reader(
    set_up: Path, model: Endpoint, embedded: Store, embedded_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    wipe(embedded)
    model.plays = [status(404), says(ANSWER)]
    for expected in ("knows no such address or model (404)", ""):
        assert main(["add", str(set_up / "in"), "--store", embedded_url, "--reader", "llm"]) == 0
        told = capsys.readouterr()
        assert (expected in told.err) if expected else ("a: " not in told.err)
        assert "0 refused; 1 deal." in told.out
    assert "The second reader was asked once: 100 tokens in, 20 out.\n" in told.err
    rules = embedded.read("MATCH (c:Claim) RETURN c.rule AS rule LIMIT 5", ("rule",))
    assert [row["rule"] for row in rules] == ["llm"]


@pytest.mark.parametrize("command", [["extract", "--out", "out"], ["add"]])
def test_settings_that_are_missing_are_told_in_one_sentence(
    set_up: Path, command: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ROUNDTRIP_LLM_URL")
    where = ["--store", f"embedded:{set_up / 'data'}"] if command == ["add"] else []
    assert main([*command, str(set_up / "in"), "--reader", "both", *where]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "set ROUNDTRIP_LLM_URL" in line
    assert not (set_up / "data").exists()


def test_the_key_is_nowhere_but_in_the_request(
    set_up: Path, model: Endpoint, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    model.plays = [status(500, f"the key {KEY} is fine"), says(ANSWER)]
    extract(set_up, "--reader", "both", "--explain")
    told = capsys.readouterr()
    written = "".join(path.read_text("utf-8") for path in set_up.rglob("*") if path.is_file())
    assert KEY not in told.out + told.err + caplog.text + written
    assert KEY not in json.dumps([request.body for request in model.requests])
    assert {request.headers["Authorization"] for request in model.requests} == {f"Bearer {KEY}"}


@pytest.fixture
def client(embedded: Store, set_up: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FlaskClient]:
    wipe(embedded)
    monkeypatch.setenv("ROUNDTRIP_READER", "both")
    made = create_app(embedded, LazyReader(make_reader), WebSettings())
    yield enter(made)
    services(made).jobs.close()


def test_the_page_tells_who_read(client: FlaskClient, model: Endpoint) -> None:
    model.plays = [says(ANSWER), status(401)]
    for notes in ([], ["第二阅读器不接受密钥（401），请检查 ROUNDTRIP_LLM_KEY；这篇文章由内置阅读器读完。"]):
        at = post_form(client, "/add", text=TEXT + " " * len(notes), published="2025-09-23").headers["Location"]
        job: Any = None
        while job is None or job["state"] in ("waiting", "running"):
            time.sleep(0.02)
            job = client.get(f"{at}.json").json
        assert job["state"] == "done"
        assert [note["text"] for note in job["articles"][0]["notes"]] == notes
        page = client.get(at).text
        assert all(note in page for note in notes)


def test_the_page_has_a_chinese_form_of_whatever_goes_wrong() -> None:
    reasons = raised("ingest/llm", errors=("Unanswered",)) | {t for t in texts("ingest/llm/client.py") if t.startswith("answered {}")}
    assert len(reasons) > 12
    assert [reason for reason in sorted(reasons) if tell(reason.replace("{}", "1"), "zh").language == "en"] == []
