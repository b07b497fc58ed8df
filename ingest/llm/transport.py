"""One HTTP request with a hard end: no redirect is followed, no proxy used, and what drips in is cut off.

A timeout of a socket counts from its last byte, so a server that sends a byte now and then could hold a reader for
ever; here a timer ends the connection when its time is over, whatever was sent until then.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass

from ingest.llm.settings import Address
from ingest.llm.trouble import Hope, Unanswered

MOST_BYTES = 4 * 2**20
CONNECT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Response:
    """An answer of any status. `retry_after` is that header."""

    status: int
    body: bytes
    retry_after: str | None = None


def post(address: Address, body: bytes, key: str, seconds: float) -> Response:
    """Sends `body` as JSON; raises Unanswered when nothing whole came back in time."""
    with closing(_connect(address, min(seconds, CONNECT_SECONDS))) as connection, _ended_after(seconds, connection.sock) as end:
        try:
            response = _exchange(connection, address.path, body, key)
        except ssl.SSLCertVerificationError as error:
            raise Unanswered("has a certificate that is not trusted", Hope.NONE) from error
        except (OSError, http.client.HTTPException) as error:
            if not end.is_set() and not isinstance(error, TimeoutError):
                raise Unanswered("broke off, or sent no HTTP") from error
            response = None
        if response is None or end.is_set():
            raise Unanswered(f"did not answer within {seconds:g} seconds", Hope.LATER)
        return response


def _connect(address: Address, seconds: float) -> http.client.HTTPConnection:
    """A connection before its first byte; the handshake of TLS is part of the exchange, which has an end."""
    try:
        sock = socket.create_connection((address.host, address.port), timeout=seconds)
    except (OSError, UnicodeError) as error:  # the latter for a host that is no name
        told = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
        raise Unanswered(f"cannot be reached ({told})") from error
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if address.scheme == "http":
        connection = http.client.HTTPConnection(address.host, address.port)
        connection.sock = sock
        return connection
    context = ssl.create_default_context()
    connection = http.client.HTTPSConnection(address.host, address.port, context=context)
    connection.sock = context.wrap_socket(sock, server_hostname=address.host, do_handshake_on_connect=False)
    return connection


@contextmanager
def _ended_after(seconds: float, sock: socket.socket) -> Iterator[threading.Event]:
    """Shuts the socket down after `seconds`, and sets the event then."""
    came = threading.Event()
    sock.settimeout(seconds)

    def end() -> None:
        came.set()
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)  # past the layer of TLS, whose state belongs to the thread that reads

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield came
    finally:
        timer.cancel()


def _exchange(connection: http.client.HTTPConnection, path: str, body: bytes, key: str) -> Response:
    if isinstance(connection.sock, ssl.SSLSocket):
        connection.sock.do_handshake()
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "roundtrip"}
    connection.request("POST", path, body, headers | ({"Authorization": f"Bearer {key}"} if key else {}))
    response = connection.getresponse()
    content = response.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Unanswered(f"sent more than {MOST_BYTES // 2**20} MB", Hope.LATER)
    if response.length:
        raise http.client.IncompleteRead(content, response.length)
    return Response(response.status, content, response.getheader("Retry-After"))
