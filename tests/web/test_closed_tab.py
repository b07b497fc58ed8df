"""A tab that is closed while its statement runs: the statement is ended, and the place is free again."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection

import pytest
from flask import Flask

from tests.web.conftest import services
from web.gate import form_token
from web.serving import listen, port_of
from web.settings import WebSettings

SLOW = "UNWIND range(1, 20000) AS a UNWIND range(1, 20000) AS b WITH a, b WHERE a = -b RETURN count(*) AS found"


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    """A real server: only waitress knows of closed connections."""
    server = listen(app, WebSettings(port=0))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield port_of(server)
    server.close()
    thread.join(5)


def _cookie(app: Flask, port: int) -> str:
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", f"/enter?token={services(app).gate.issue()}")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    found = re.match(r"[^;]+", answer.headers["Set-Cookie"])
    assert found is not None
    return found[0]


def test_its_statement_is_ended(app: Flask, port: int) -> None:
    cookie = _cookie(app, port)
    body = json.dumps({"statement": SLOW})
    head = (
        f"POST /console.json HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nCookie: {cookie}\r\n"
        f"X-Form-Token: {form_token(cookie.partition('=')[2])}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port)) as tab:
        tab.sendall((head + body).encode())
        tab.settimeout(1.5)
        with pytest.raises(TimeoutError):
            tab.recv(1)
    with ExitStack() as both:
        for _ in range(2):
            both.enter_context(services(app).heavy.place())
        free_after = time.monotonic() - began
    assert free_after < services(app).settings.statement_seconds / 2
