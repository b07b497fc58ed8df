"""What must hold for every request: who may ask, from where, in which form, and what the answer tells the browser."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.store import Store
from tests.web.conftest import enter, services
from tests.web.sending import ORIGIN, post_bytes, post_form, post_json, token_of
from web.app import create_app
from web.lazy import LazyReader
from web.settings import Limits, WebSettings

PAGES = (
    "/", "/search", "/articles", "/graph", "/loops", "/circularity", "/concentration", "/exposure", "/shock", "/paths", "/console", "/add",
)  # fmt: skip


@pytest.mark.parametrize("path", [*PAGES, "/index.json", "/loops.json", "/graph.json", "/deal-types.json"])
def test_nothing_is_shown_to_a_stranger(stranger: FlaskClient, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 401
    assert "英伟达" not in answer.text


def test_a_start_address_opens_once_and_leaves_no_token_behind(app: Flask) -> None:
    token = services(app).gate.issue()
    client = app.test_client()
    answer = client.get(f"/enter?token={token}")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/" in cookie
    assert token not in cookie
    assert client.get("/").status_code == 200
    assert client.get(f"/enter?token={token}").status_code == 303
    again = app.test_client().get(f"/enter?token={token}")
    assert again.status_code == 403
    assert token not in again.text


def test_a_forged_cookie_is_no_session(app: Flask) -> None:
    client = app.test_client()
    client.set_cookie("roundtrip-80", "x" * 43)
    assert client.get("/").status_code == 401


@pytest.fixture
def fresh(filled: Store, reader: LazyReader) -> Flask:
    """An application of its own, whose gate a test may close."""
    return create_app(filled, reader, WebSettings())


def test_guessing_is_slowed_down(fresh: Flask) -> None:
    client = fresh.test_client()
    statuses = [client.get(f"/enter?token=guess-{number}").status_code for number in range(6)]
    assert statuses == [403] * 4 + [429] * 2
    answer = client.get("/enter?token=guess")
    assert int(answer.headers["Retry-After"]) >= 1
    assert client.get(f"/enter?token={services(fresh).gate.issue()}").status_code == 429


@pytest.fixture
def guarded(filled: Store, reader: LazyReader) -> Flask:
    return create_app(filled, reader, WebSettings(password="canary-密码"))


def test_with_a_password_the_page_asks_for_it(guarded: Flask) -> None:
    client = guarded.test_client()
    assert client.get("/").headers["Location"] == "/enter"
    assert client.get("/index.json").status_code == 401
    assert 'type="password"' in client.get("/enter").text
    wrong = client.post("/enter", data={"password": "canary"}, headers={"Origin": ORIGIN})
    assert wrong.status_code == 403
    right = client.post("/enter", data={"password": "canary-密码"}, headers={"Origin": ORIGIN})
    assert (right.status_code, client.get("/").status_code) == (303, 200)
    assert client.post("/enter", data={"password": "canary-密码"}).status_code == 403, "no origin"


def test_leaving_ends_the_session(guarded: Flask) -> None:
    client = guarded.test_client()
    client.post("/enter", data={"password": "canary-密码"}, headers={"Origin": ORIGIN})
    cookie = client.get_cookie("roundtrip-80")
    assert cookie is not None
    assert 'action="/leave"' in client.get("/").text
    assert post_form(client, "/leave").status_code == 303
    client.set_cookie("roundtrip-80", cookie.value)
    assert client.get("/").status_code == 303


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "[::2]", "[", "a b", "localhost:port", ""]
)
def test_a_host_that_is_not_ours_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "英伟达" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8765", "localhost:9999", "[::1]:8765"])
def test_our_own_hosts_are_served(stranger: FlaskClient, host: str) -> None:
    assert stranger.get("/health", headers={"Host": host}).status_code == 200


STATE_CHANGES = ("/console.json", "/add.json")


@pytest.mark.parametrize("path", STATE_CHANGES)
@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://localhost:81", "http://localhost.evil.example", "file://"])
def test_a_state_change_from_elsewhere_is_refused(client: FlaskClient, path: str, origin: str | None) -> None:
    headers = {"X-Form-Token": token_of(client)} | ({"Origin": origin} if origin else {})
    assert client.post(path, json={}, headers=headers).status_code == 403


@pytest.mark.parametrize("path", STATE_CHANGES)
@pytest.mark.parametrize("token", [None, "", "0" * 64, "é"])
def test_a_state_change_without_the_token_is_refused(client: FlaskClient, path: str, token: str | None) -> None:
    headers = {"Origin": ORIGIN} | ({"X-Form-Token": token} if token is not None else {})
    assert client.post(path, json={}, headers=headers).status_code == 403


def test_the_token_of_another_session_is_refused(app: Flask, client: FlaskClient) -> None:
    headers = {"Origin": ORIGIN, "X-Form-Token": token_of(enter(app))}
    assert client.post("/console.json", json={}, headers=headers).status_code == 403


@pytest.mark.parametrize("path", STATE_CHANGES)
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_a_state_change_of_another_type_is_refused(client: FlaskClient, path: str, kind: str) -> None:
    headers = {"Origin": ORIGIN, "X-Form-Token": token_of(client)}
    assert client.post(path, data=b"{}", content_type=kind, headers=headers).status_code == 415


def test_a_form_without_its_token_is_refused(client: FlaskClient) -> None:
    assert client.post("/add", data={"text": "x"}, headers={"Origin": ORIGIN}).status_code == 403
    assert client.post("/add", json={"text": "x"}, headers={"Origin": ORIGIN}).status_code == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST"])
def test_pages_only_answer_to_get(client: FlaskClient, method: str) -> None:
    answer = client.open("/loops", method=method, headers={"Origin": ORIGIN})
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert client.get("/console.json").status_code == 200
    assert client.open("/console.json", method="PUT", headers={"Origin": ORIGIN}).status_code == 405


@pytest.mark.parametrize("path", ["/", "/index.json", "/nowhere", "/static/css/base.css", "/enter", "/deal-types.css"])
def test_every_answer_tells_the_browser_to_be_strict(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:  # a file is open until its answer is closed
        headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_a_script_or_style_of_its_own(client: FlaskClient, path: str) -> None:
    text = client.get(path).text
    scripts = [part.split(">", 1)[0] for part in text.split("<script")[1:]]
    assert all("src=" in each or 'type="application/json"' in each for each in scripts)
    assert "<style" not in text
    assert ' style="' not in text
    assert " on" + "click=" not in text


def test_pages_are_not_kept_by_caches(client: FlaskClient) -> None:
    assert client.get("/").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"statement":"RETURN 1","statement":"RETURN 2"}',
        b'{"statement":NaN}',
        b'{"statement":"\\ud800"}',
        b"\xff",
        b'{"a":' * 33 + b"1" + b"}" * 33,
    ],
)
def test_broken_json_is_400_and_the_next_request_is_answered(client: FlaskClient, body: bytes) -> None:
    answer = post_bytes(client, "/console.json", body)
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["error"]["message"].endswith((".", "。"))
    assert client.get("/index.json").status_code == 200


@pytest.fixture
def small(filled: Store, reader: LazyReader) -> Iterator[FlaskClient]:
    """A page that takes little."""
    limits = replace(Limits(), body_bytes=2000, json_bytes=1000, form_parts=5, statement_bytes=200)
    made = create_app(filled, reader, WebSettings(limits=limits))
    yield enter(made)
    services(made).jobs.close()


def test_what_is_too_large_is_413(small: FlaskClient) -> None:
    assert post_form(small, "/add", text="长" * 1000).status_code == 413
    assert post_form(small, "/add", **{f"field{number}": "x" for number in range(10)}).status_code == 413
    assert post_json(small, "/add.json", {"articles": [{"text": "x" * 1500}]}).status_code == 413
    assert post_json(small, "/console.json", {"statement": "RETURN " + "1" * 300}).status_code == 400
    assert small.get("/").status_code == 200


def test_secrets_are_in_no_log_and_on_no_page(guarded: Flask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    token = services(guarded).gate.issue()
    client = guarded.test_client()
    pages = [client.get(f"/enter?token={token}").text, client.get(f"/nowhere?token={token}").text]
    client.post("/enter", data={"password": "canary-密码"}, headers={"Origin": ORIGIN})
    pages += [client.get(path).text for path in PAGES]
    cookie = client.get_cookie("roundtrip-80")
    assert cookie is not None
    for secret in ("canary-密码", token, cookie.value):
        assert secret not in caplog.text
        assert not any(secret in page for page in pages)


def test_errors_are_told_in_both_languages_and_as_data(client: FlaskClient) -> None:
    zh, en = client.get("/nowhere"), client.get("/nowhere?lang=en")
    assert (zh.status_code, en.status_code) == (404, 404)
    assert "没有这一页" in zh.text
    assert "No such page" in en.text
    data: Any = client.get("/nowhere.json").json
    assert data["error"]["status"] == 404
