from __future__ import annotations

import json
import stat
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from graph.errors import BadInput
from ingest.llm.cache import Cache
from ingest.llm.client import Client
from ingest.llm.schema import answer_schema
from ingest.llm.trouble import CutOff, Hope, Unanswered
from tests.ingest.llm.endpoint import Endpoint, Play, drips, hangs_up, raw, reading, says, silent, status

MESSAGES = [{"role": "system", "content": "rules"}, {"role": "user", "content": "as JSON: 文"}]
GOOD = reading()
KEY = "sk-very-secret"


def client(model: Endpoint, **changes: Any) -> Client:
    return Client(model.settings(ROUNDTRIP_LLM_KEY=KEY, **changes), answer_schema())


def test_the_protocol(model: Endpoint) -> None:
    model.plays = [says(GOOD)]
    asked = client(model)
    assert asked.ask(MESSAGES) == GOOD
    (request,) = model.requests
    assert request.path == "/v1/chat/completions"
    assert request.headers["Authorization"] == f"Bearer {KEY}"
    assert request.headers["Content-Type"] == "application/json"
    assert (request.body["model"], request.body["messages"], request.body["temperature"]) == ("m", MESSAGES, 0)
    assert request.body["response_format"]["json_schema"]["schema"] == answer_schema()
    assert (asked.cost.requests, asked.cost.tokens_in, asked.cost.tokens_out) == (1, 100, 20)


def test_no_key_no_header(model: Endpoint) -> None:
    model.plays = [says(GOOD)]
    Client(model.settings(), answer_schema()).ask(MESSAGES)
    assert "Authorization" not in model.requests[0].headers


def test_an_endpoint_without_schemas_is_asked_in_simpler_forms_and_remembered(model: Endpoint) -> None:
    model.plays = [status(400, "This response_format type is unavailable now"), says(GOOD)]
    asked = client(model)
    asked.ask(MESSAGES)
    asked.ask(MESSAGES)
    assert [r.body["response_format"]["type"] for r in model.requests] == ["json_schema", "json_object", "json_object"]


def test_an_endpoint_without_any_format_is_asked_without(model: Endpoint) -> None:
    model.plays = [status(422), status(400), says(GOOD)]
    client(model).ask(MESSAGES)
    assert [sorted(set(r.body) - {"model", "messages", "stream"}) for r in model.requests] == [
        ["response_format", "temperature"],
        ["response_format", "temperature"],
        [],
    ]


def test_what_is_refused_in_every_form_does_not_spoil_the_next_question(model: Endpoint) -> None:
    model.plays = [*[status(400, "context is too long")] * 3, says(GOOD)]
    asked = client(model)
    with pytest.raises(Unanswered, match=r"answered 400 \(context is too long\)"):
        asked.ask(MESSAGES)
    asked.ask(MESSAGES)
    assert "json_schema" in model.requests[-1].body["response_format"]


@pytest.mark.parametrize(
    "content",
    [
        "```json\n{}\n```",
        '<think>先想一想 {"deals": 1}</think>\n\n{}',
        "<think>…</think>```\n{}\n```\n",
        "  {}  ",
    ],
)
def test_an_object_is_found_behind_thoughts_and_in_a_fence(model: Endpoint, content: str) -> None:
    model.plays = [says(content.replace("{}", json.dumps(GOOD)))]
    assert client(model).ask(MESSAGES) == GOOD


BROKEN = [
    says("I am sorry, I cannot do that."),
    says(""),
    says("   \n  "),
    says("[]"),
    says('{"answer": 42}'),
    says('{"deals": {}}'),
    says('{"deals": [], "deals": []}'),
    says('{"deals": [NaN]}'),
    says('{"deals": [' + "[" * 20000),
    says('{"deals": [' + "9" * 5000 + "]}"),
    says(json.dumps(GOOD)[:-5]),
    raw(b"<html>502 Bad Gateway</html>"),
    raw(b"\xff\xfe\x00"),
    raw(b""),
    raw(b"null"),
    raw(b'{"choices": []}'),
    raw(b'{"choices": {}}'),
    raw(b'{"choices": [null]}'),
    raw(b'{"choices": [{"message": {"content": null}}]}'),
    raw(b'{"choices": [{"message": {"content": ["a"]}}]}'),
    raw(b'{"choices": [{"message": "hi"}]}'),
    hangs_up(),
    hangs_up(b"SSH-2.0-OpenSSH_9.6\r\n"),
    hangs_up(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"),
    hangs_up(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"),
    hangs_up(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{"),
    hangs_up(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n"),
    status(500),
    status(503, {"not": "a text"}),
    status(429),
]


@pytest.mark.parametrize("broken", BROKEN)
def test_what_is_no_answer_is_asked_for_again(model: Endpoint, broken: Play) -> None:
    model.plays = [broken, says(GOOD)]
    assert client(model).ask(MESSAGES) == GOOD
    model.plays, model.requests = [broken], []
    with pytest.raises(Unanswered) as told:
        client(model).ask(MESSAGES)
    assert len(model.requests) == 3
    assert told.value.hope is Hope.AGAIN


def test_nobody_listens() -> None:
    gone = Endpoint(port=9)
    with pytest.raises(Unanswered, match="cannot be reached"):
        client(gone).ask(MESSAGES)
    with pytest.raises(Unanswered, match="cannot be reached"):
        client(gone, ROUNDTRIP_LLM_URL="http://a..b/v1").ask(MESSAGES)


OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize("slow", [silent, *map(drips, (b"", OK + b"X: ", OK + b"\r\n{", OK + b"Content-Length: 99999\r\n\r\n{"))])
def test_a_slow_answer_is_given_up_at_its_time_and_not_asked_for_again(model: Endpoint, slow: Play) -> None:
    model.plays = [slow]
    with pytest.raises(Unanswered, match=r"did not answer within 0\.3 seconds"):
        client(model, seconds=0.3).ask(MESSAGES)
    assert len(model.requests) == 1


def test_an_answer_without_end_is_cut(model: Endpoint) -> None:
    model.plays = [raw(b" " * (5 * 2**20))]
    with pytest.raises(Unanswered, match="sent more than 4 MB"):
        client(model).ask(MESSAGES)


@pytest.mark.parametrize(
    ("play", "words"),
    [
        (status(401, f"Incorrect API key provided: {KEY}"), "does not take the key"),
        (status(403), "does not take the key"),
        (status(404, "model m not found"), "no such address or model"),
        (status(302, Location="http://127.0.0.1:1/v1"), "sends on to another address"),
        (status(307, Location="/elsewhere"), "sends on to another address"),
    ],
)
def test_what_only_a_setting_can_mend_is_told_at_once(model: Endpoint, play: Play, words: str) -> None:
    model.plays = [play]
    with pytest.raises(Unanswered, match=words) as told:
        client(model).ask(MESSAGES)
    assert told.value.hope is Hope.NONE
    assert len(model.requests) == 1
    assert KEY not in str(told.value)


def test_a_redirect_takes_the_key_nowhere(model: Endpoint) -> None:
    from tests.ingest.llm.endpoint import endpoint

    with endpoint() as other:
        other.plays = [says(GOOD)]
        model.plays = [status(307, Location=f"{other.url}/chat/completions")]
        with pytest.raises(Unanswered):
            client(model).ask(MESSAGES)
        assert other.requests == []


def test_proxies_of_the_environment_are_not_used(model: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    model.plays = [says(GOOD)]
    assert client(model).ask(MESSAGES) == GOOD


def test_the_words_of_an_endpoint_are_one_line_without_the_key(model: Endpoint) -> None:
    model.plays = [status(500, f"bad\r\n\x1b[31m thing with {KEY} " + "long " * 100)]
    with pytest.raises(Unanswered) as told:
        client(model, tries=1).ask(MESSAGES)
    assert told.value.reason.startswith("answered 500 (bad [31m thing with …")
    assert told.value.reason.isprintable()
    assert len(told.value.reason) < 200
    assert KEY not in told.value.reason


def test_an_endpoint_that_is_busy_is_asked_when_it_says(model: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("ingest.llm.client.time.sleep", waits.append)
    past = format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True)
    model.plays = [status(429, Retry_After="7"), status(503, Retry_After=past), status(503, Retry_After="soon"), status(500), says(GOOD)]
    assert client(model, pause=1.0, tries=5).ask(MESSAGES) == GOOD
    assert waits[:2] == [7.0, 0.0]
    assert 4 <= waits[2] <= 5
    assert 8 <= waits[3] <= 10


@pytest.mark.parametrize("wait", ["3600", "9" * 400, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_nobody_waits_for_an_hour(model: Endpoint, wait: str) -> None:
    model.plays = [status(429, "slow down", Retry_After=wait)]
    with pytest.raises(Unanswered, match=r"answered 429 \(slow down\)"):
        client(model).ask(MESSAGES)
    assert len(model.requests) == 1


WITHOUT_COUNT: list[object] = [
    None,
    [],
    {"prompt_tokens": "many"},
    {"prompt_tokens": -5, "completion_tokens": 10**30},
    {"prompt_tokens": True},
]


@pytest.mark.parametrize("usage", WITHOUT_COUNT)
def test_a_count_that_is_none_is_told_as_none(model: Endpoint, usage: object) -> None:
    model.plays = [says(GOOD, usage=usage)]
    asked = client(model)
    asked.ask(MESSAGES)
    assert (asked.cost.tokens_in, asked.cost.tokens_out, asked.cost.uncounted) == (0, 0, 1)
    assert str(asked.cost) == "The second reader was asked once: 0 tokens in, 0 out, 1 without a count."


def test_an_answer_that_broke_off_at_the_models_limit_is_no_answer(model: Endpoint) -> None:
    model.plays = [says(GOOD, ended="length")]
    with pytest.raises(CutOff):
        client(model).ask(MESSAGES)
    assert len(model.requests) == 1


class TestCache:
    def test_the_same_question_is_paid_for_once(self, model: Endpoint, tmp_path: Path) -> None:
        model.plays = [says(GOOD)]
        first, second = (client(model, cache=tmp_path / "llm") for _ in range(2))
        assert first.ask(MESSAGES) == second.ask(MESSAGES) == GOOD
        assert len(model.requests) == 1
        assert str(second.cost) == "The second reader was asked 0 times: 0 tokens in, 0 out; 1 answer was kept from before."
        second.ask([*MESSAGES, {"role": "user", "content": "more"}])
        assert len(model.requests) == 2

    def test_a_failure_is_not_kept_and_a_cut_is(self, model: Endpoint, tmp_path: Path) -> None:
        model.plays = [*[status(500)] * 3, says(GOOD, ended="length")]
        with pytest.raises(Unanswered):
            client(model, cache=tmp_path).ask(MESSAGES)
        for _ in range(2):
            with pytest.raises(CutOff):
                client(model, cache=tmp_path).ask(MESSAGES)
        assert len(model.requests) == 4

    def test_it_is_for_this_user_alone_and_holds_no_key(self, model: Endpoint, tmp_path: Path) -> None:
        model.plays = [says(GOOD)]
        client(model, cache=tmp_path / "llm").ask(MESSAGES)
        (kept,) = (tmp_path / "llm").iterdir()
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
        assert KEY not in kept.read_text() + kept.name

    @pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b" " * (5 * 2**20)])
    def test_a_damaged_file_is_asked_anew(self, tmp_path: Path, damage: bytes) -> None:
        cache = Cache(tmp_path)
        cache.put("q", {"answer": GOOD})
        (kept,) = tmp_path.iterdir()
        kept.write_bytes(damage)
        assert cache.get("q") is None
        cache.put("q", {"answer": {"deals": ["\ud800"]}})
        assert cache.get("q") == {"answer": {"deals": ["\ud800"]}}

    def test_a_folder_that_cannot_be_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(BadInput, match="ROUNDTRIP_LLM_CACHE"):
            Cache(tmp_path / "file" / "llm")
