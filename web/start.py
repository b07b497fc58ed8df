"""Opens the store, reads the samples where they are wanted, and serves the page."""

from __future__ import annotations

import argparse
import os
import sys

from graph.config import store_settings
from graph.errors import RoundtripError
from graph.store import Store, open_store
from ingest.readers import chosen
from web import samples
from web.app import create_app
from web.gate import Gate
from web.lazy import LazyReader, make_reader
from web.services import NAME
from web.serving import listen, open_browser, port_of, start_address
from web.settings import WebSettings, web_settings

WARM_AFTER = 3.0
"""Seconds until the reader's libraries are loaded in the background; by then the first page has been shown."""


def start(arguments: list[str] | None = None) -> int:
    """Serves until it is told to end; the exit code of the program."""
    options = _parser().parse_args(arguments)
    try:
        _run(options)
    except RoundtripError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _run(options: argparse.Namespace) -> None:
    settings = store_settings(options.store)
    page = web_settings(options.host, options.port, statement_seconds=settings.statement_seconds)
    choice = chosen(store=settings)
    with open_store(settings) as store:
        reader = LazyReader(lambda: make_reader(choice))
        if options.samples and (missing := samples.missing(store)):
            samples.read(store, reader, missing)
        _serve(store, reader, page, options.open)


def _serve(store: Store, reader: LazyReader, settings: WebSettings, with_browser: bool) -> None:
    app = create_app(store, reader, settings)
    server = listen(app, settings)
    port = port_of(server)
    gate: Gate = app.extensions[NAME].gate
    gate.on_used = lambda: print(f"Opened. For another browser: {start_address(app, settings, port)}", flush=True)
    once = "It asks for the password." if gate.asks_password else "The address works once."
    print(f"Roundtrip is at {start_address(app, settings, port)}\n{once} Ctrl+C ends the program.", flush=True)
    if with_browser:
        open_browser(start_address(app, settings, port))
    reader.warm(WARM_AFTER)
    server.run()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m web", description="Serves the page of Roundtrip.")
    parser.add_argument("--host", help="address to serve at (127.0.0.1; another one needs ROUNDTRIP_WEB_PASSWORD_FILE)")
    parser.add_argument("--port", type=int, help="port to serve at (8765, or a free one when it is taken; 0 for any)")
    parser.add_argument("--store", help="where the graph lives: embedded:PATH or bolt://… (ROUNDTRIP_STORE, else embedded:data)")
    parser.add_argument("--no-samples", dest="samples", action="store_false", help="leave an empty store empty")
    opening = parser.add_mutually_exclusive_group()
    opening.add_argument(
        "--open", dest="open", action="store_true", default=_has_desktop(), help="open the browser (the usual on a desktop)"
    )
    opening.add_argument("--no-open", dest="open", action="store_false", help="only print the address")
    return parser


def _has_desktop() -> bool:
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
