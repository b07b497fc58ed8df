"""Adding articles by form and by JSON: read in the background, shown with what came of them."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.errors import QueryTooLarge, RoundtripError, StoreUnavailable
from graph.store import Store
from tests.servers import wipe
from tests.web.conftest import enter, services
from tests.web.sending import post_form, post_json
from web.app import create_app
from web.lazy import LazyReader
from web.settings import WebSettings

INVESTS = "英伟达9月22日宣布向OpenAI投资1000亿美元。"
BUYS = "OpenAI向英伟达采购500亿美元的芯片。"


@pytest.fixture
def client(embedded: Store, reader: LazyReader) -> Iterator[FlaskClient]:
    """A visitor of a page over an empty store, which the tests here fill."""
    wipe(embedded)
    made = create_app(embedded, reader, WebSettings())
    yield enter(made)
    services(made).jobs.close()


def _follow(client: FlaskClient, path: str) -> Any:
    for _ in range(600):
        job: Any = client.get(f"{path}.json").json
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.05)
    raise AssertionError(job)


def test_an_empty_page_says_what_to_do(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "还没有文章" in page
    assert 'href="/add"' in page
    for path in ("/loops", "/graph", "/articles", "/exposure", "/graph.json"):
        assert client.get(path).status_code == 200


def test_a_pasted_article_shows_its_deals_and_the_loop_it_closes(client: FlaskClient) -> None:
    sent = post_form(client, "/add", text=INVESTS, title="投资", published="2025-09-23")
    assert sent.status_code == 303
    first = _follow(client, sent.headers["Location"])
    (item,) = first["articles"]
    assert (item["title"], item["refused"], first["closed"]) == ("投资", None, [])
    (deal,) = item["deals"]
    assert (deal["type"], deal["source"]["name"], deal["target"]["name"], deal["amount"]) == ("INVESTS_IN", "英伟达", "OpenAI", 1e11)
    assert deal["date"] == "2025-09-22"
    second = _follow(client, post_form(client, "/add", text=BUYS).headers["Location"])
    (loop,) = second["closed"]
    assert {party["name"] for party in loop["parties"]} == {"英伟达", "OpenAI"}
    page = client.get(f"/add/{second['id']}").text
    assert 'class="ring"' in page
    assert BUYS.rstrip("。") in page
    again = _follow(client, post_form(client, "/add", text=BUYS).headers["Location"])
    assert again["articles"][0]["known"] is True
    assert client.get("/index.json").json["counts"]["articles"] == 2  # type: ignore[index]


def test_several_files_are_read_and_what_is_no_text_is_refused(client: FlaskClient) -> None:
    files = [
        (io.BytesIO(INVESTS.encode()), "新闻一.txt"),
        (io.BytesIO(BUYS.encode("gb18030")), "../../<b id='injected'>.txt"),
        (io.BytesIO(b""), "empty.txt"),
        (io.BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(50)), "picture.txt"),
        (io.BytesIO('{"text": "软银向星际之门投资190亿美元。", "title": "行"}\n'.encode()), "lines.jsonl"),
    ]
    sent = post_form(client, "/add", text="", files=files, published="2025-10-01")
    job = _follow(client, sent.headers["Location"])
    assert [item["refused"] is None for item in job["articles"]] == [True, True, False, False, True]
    assert [item["title"] for item in job["articles"] if not item["refused"]] == [INVESTS, BUYS, "行"]
    page = client.get(f"/add/{job['id']}").text
    assert "没有读入：<span>内容是空的，没有可读的。</span>" in page
    assert "<b id=" not in page
    assert client.get("/index.json").json["counts"]["articles"] == 3  # type: ignore[index]


def test_articles_come_as_json_too(client: FlaskClient) -> None:
    sent = post_json(
        client, "/add.json", {"articles": [{"text": INVESTS, "published": "2025-09-23"}, {"text": "没有交易。", "published": "gestern"}]}
    )
    assert sent.status_code == 202
    assert sent.json is not None
    job = _follow(client, f"/add/{sent.json['job']}")
    assert [len(item["deals"]) for item in job["articles"]] == [1, 0]
    assert job["articles"][1]["refused"].startswith("发布日期（published）")
    assert job["articles"][1]["refused_language"] == "zh"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"articles": None},
        {"articles": [1]},
        {"articles": []},
        {"articles": [{"text": 5}]},
        {"articles": [{"text": "x", "id": "1"}]},
        {"articles": {"text": "x"}},
    ],
)
def test_json_of_another_shape_is_400(client: FlaskClient, body: object) -> None:
    answer = post_json(client, "/add.json", body)
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["error"]["message"].endswith("。")


def test_nothing_to_read_is_told(client: FlaskClient) -> None:
    answer = post_form(client, "/add", text="  \n ")
    assert answer.status_code == 400
    assert "请贴上正文" in answer.text


def test_the_page_of_a_job_that_runs_shows_progress(client: FlaskClient) -> None:
    app: Flask = client.application
    import threading

    go_on = threading.Event()

    def work(progress: Any) -> dict[str, Any]:
        progress(1, 4)
        go_on.wait(10)
        return {"articles": [], "closed": []}

    job = services(app).jobs.submit(4, work)
    while job.state != "running" or job.done != 1:
        time.sleep(0.01)
    page = client.get(f"/add/{job.id}").text
    assert '<progress id="progress" max="4" value="1">' in page
    go_on.set()
    _follow(client, f"/add/{job.id}")


class _Full:
    """Stands for a store with too little memory for what one article holds, or one that goes away; the rest is the real one's."""

    def __init__(self, store: Store, error: RoundtripError, *, at: str) -> None:
        self._store, self._error, self._at = store, error, at

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def read(self, text: str, columns: Sequence[str], **parameters: object) -> list[dict[str, Any]]:
        if self._at in text:
            raise self._error
        return self._store.read(text, columns, **parameters)


def test_an_article_too_large_to_be_listed_is_stored_and_the_rest_is_read(embedded: Store, reader: LazyReader) -> None:
    wipe(embedded)
    full = _Full(embedded, QueryTooLarge("The statement needed more memory than the store has; ask for less."), at="m.starts AS starts")
    made = create_app(full, reader, WebSettings())
    client = enter(made)
    articles = [{"text": INVESTS}, {"text": BUYS}]
    job = _follow(client, post_json(client, "/add.json", {"articles": articles}).get_json()["at"].removesuffix(".json"))
    assert (job["state"], [item["stated"] for item in job["articles"]], len(job["closed"])) == ("done", [1, 1], 1)
    page = client.get(f"/add/{job['id']}").text
    assert "读出 1 笔交易" in page
    assert "文章已存入，但太大" in page
    services(made).jobs.close()


def test_a_run_that_breaks_off_tells_how_many_are_kept(embedded: Store, reader: LazyReader) -> None:
    wipe(embedded)
    made = create_app(_Full(embedded, StoreUnavailable("The graph store does not answer; start it again."), at="AS starts"), reader)
    client = enter(made)
    articles = [{"text": INVESTS}, {"text": BUYS}]
    job = _follow(client, post_json(client, "/add.json", {"articles": articles}).get_json()["at"].removesuffix(".json"))
    page = client.get(f"/add/{job['id']}").text
    assert job["state"] == "failed"
    assert "已读 2 / 2 篇，读过的都已存入" in page
    assert "没有新围成的资金环" not in page
    services(made).jobs.close()


def test_a_text_in_another_language_says_why_nothing_was_found(client: FlaskClient) -> None:
    sent = post_form(client, "/add", text="Nvidia said on Monday it would invest $2 billion in Synopsys.")
    _follow(client, sent.headers["Location"])
    assert "几乎没有中文" in client.get(sent.headers["Location"]).text
