"""Serves the page until it is told to stop."""

from __future__ import annotations

import logging
import threading
import webbrowser
from typing import Any

from flask import Flask
from waitress.server import create_server  # type: ignore[import-untyped]

from graph.errors import BadInput
from web.services import NAME, Services
from web.settings import DEFAULT_PORT, WebSettings

THREADS = 16
HEADER_BYTES = 32 * 1024
BODIES = 2
"""So many times what the page takes is let through to it, so that it can say itself, in its own language, that it is too much."""
IDLE_SECONDS = 60
"""After this long without a byte a connection is closed, so that slow senders hold no place."""
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - served only with a password, see web.settings


def listen(app: Flask, settings: WebSettings) -> Any:
    """A waitress server whose port is open. The usual port gives way to a free one when it is taken.

    Raises BadInput where the address cannot be used.
    """
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short queue is no news
    ports = (settings.port, 0) if settings.port == DEFAULT_PORT else (settings.port,)
    for port in ports:
        try:
            return create_server(
                app,
                host="127.0.0.1" if settings.host == "localhost" else settings.host.strip("[]"),
                port=port,
                threads=THREADS,
                ident="Roundtrip",
                channel_timeout=IDLE_SECONDS,
                channel_request_lookahead=1,  # so that a closed tab is noticed while its statement runs
                max_request_header_size=HEADER_BYTES,
                max_request_body_size=BODIES * settings.limits.body_bytes,
                clear_untrusted_proxy_headers=True,
            )
        except (OSError, ValueError) as error:
            reason = error
    raise BadInput(f"The page cannot be served at {settings.host}:{settings.port} ({reason}); choose another --port or --host.")


def port_of(server: Any) -> int:
    listening = getattr(server, "effective_listen", None)
    return int(listening[0][1]) if listening else int(server.effective_port)


def start_address(app: Flask, settings: WebSettings, port: int) -> str:
    """The address to open, with a fresh token in it unless the page asks for a password."""
    services: Services = app.extensions[NAME]
    host = "127.0.0.1" if settings.host in EVERYWHERE else settings.host
    base = f"http://{f'[{host}]' if ':' in host.strip('[]') else host}:{port}/"
    return base if services.gate.asks_password else f"{base}enter?token={services.gate.issue()}"


def open_browser(address: str) -> None:
    """Opens the address in the browser of this desktop, if there is one; waits for nothing."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return  # no browser here: the printed address is for another one
    threading.Thread(target=browser.open, args=(address,), daemon=True).start()
