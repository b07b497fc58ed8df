"""A chat endpoint on this machine that plays whatever a test wants: good, slow, broken and hostile answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from ingest.llm.settings import LlmSettings, llm_settings

USAGE = {"prompt_tokens": 100, "completion_tokens": 20}


@dataclass
class Request:
    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """The piece of the article that was asked about."""
        asked: str = self.body["messages"][1]["content"]
        return asked.rsplit(">\n", 1)[1].rsplit("\n</", 1)[0]


Play = Callable[["Handler"], None]


@dataclass
class Endpoint:
    """`plays` are used up one a request, the last one again and again."""

    port: int = 0
    plays: list[Play] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)
    """Set when the test is over, so that slow plays end."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def settings(self, **changes: Any) -> LlmSettings:
        """Settings for this endpoint, in a hurry; names in upper case are those of the environment."""
        env = {"ROUNDTRIP_LLM_URL": self.url, "ROUNDTRIP_LLM_MODEL": "m", "ROUNDTRIP_LLM_CACHE": "off"}
        given = llm_settings(environ=env | {name: value for name, value in changes.items() if name.isupper()})
        values = {name: getattr(given, name) for name in given.__slots__}
        quick = {"seconds": 20.0, "pause": 0.01}
        return LlmSettings(**values | quick | {name: value for name, value in changes.items() if name.islower()})


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    endpoint: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.endpoint.requests.append(Request(self.path, dict(self.headers), body))
        play = self.endpoint.plays[0] if len(self.endpoint.plays) == 1 else self.endpoint.plays.pop(0)
        play(self)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the library
        """A test says nothing."""

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up on a slow play is what a test wants."""


@contextmanager
def endpoint() -> Iterator[Endpoint]:
    """A running endpoint."""
    made = Endpoint()
    kind = type("Own", (Handler,), {"endpoint": made})
    with Server(("127.0.0.1", 0), kind) as server:
        made.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield made
        finally:
            made.let_go.set()
            server.shutdown()
            thread.join()


def completion(content: object, ended: str = "stop", usage: object = USAGE) -> bytes:
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": ended}
    return json.dumps({"object": "chat.completion", "choices": [choice], "usage": usage}).encode()


def says(answer: object, ended: str = "stop", usage: object = USAGE) -> Play:
    """Answers with this object as JSON, or with this text."""
    content = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
    return lambda handler: handler.answer(200, completion(content, ended, usage))


def status(code: int, message: object = "no", **headers: str) -> Play:
    body = json.dumps({"error": {"message": message}}).encode()
    return lambda handler: handler.answer(code, body, **headers)


def raw(body: bytes, code: int = 200) -> Play:
    return lambda handler: handler.answer(code, body)


def silent(handler: Handler) -> None:
    """Takes the request and says nothing."""
    handler.endpoint.let_go.wait(30)
    handler.close_connection = True


def drips(start: bytes) -> Play:
    """Sends `start`, then a byte every now and then without end."""

    def play(handler: Handler) -> None:
        handler.close_connection = True
        try:
            handler.wfile.write(start)
            while not handler.endpoint.let_go.wait(0.02):
                handler.wfile.write(b"x")
        except OSError:
            pass

    return play


def hangs_up(start: bytes = b"") -> Play:
    """Sends `start` as it is and closes the connection."""

    def play(handler: Handler) -> None:
        handler.wfile.write(start)
        handler.close_connection = True

    return play


def deal(type_: str, source: str, target: str, evidence: str, **more: object) -> dict[str, object]:
    """A deal as a model tells it."""
    empty = dict.fromkeys(("subject", "amount", "stake", "shares", "quantity", "round", "date"))
    told = {"type": type_, "source": source, "target": target, "evidence": evidence, "joint": False, "status": "announced"}
    return {**empty, **told, **more}


def reading(*deals: object, metrics: object = (), parties: object = ()) -> dict[str, object]:
    """An answer as a model gives it."""
    return {"parties": list(parties), "deals": list(deals), "metrics": list(metrics)}  # type: ignore[call-overload]
