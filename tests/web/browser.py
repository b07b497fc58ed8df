"""Chromium, driven by playwright, against a page that is served as in life."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from web.serving import listen, port_of, start_address
from web.settings import WebSettings

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PLACES = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Site:
    """A served page."""

    app: Flask
    port: int

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start_address(self) -> str:
        return start_address(self.app, WebSettings(), self.port)


@contextmanager
def serving(app: Flask) -> Iterator[Site]:
    """Serves an application on a free port of this machine."""
    server = listen(app, WebSettings(port=0))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Site(app, port_of(server))
    finally:
        server.close()
        server.task_dispatcher.shutdown(timeout=5)
        thread.join(5)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine; skips where there is none, but not in CI."""
    place = next((found for name in PLACES if (found := shutil.which(name))), None)
    if place is None:
        _without("no chromium is installed")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=place, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """What a page complains about: errors of scripts, refusals of the content security policy, files that are missing.

    A statement that the console refuses is no complaint, though the browser notes its status.
    """

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._note)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "400 (BAD REQUEST)" not in message.text:
            self.complaints.append(message.text)


def _without(reason: str) -> NoReturn:
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"The browser tests cannot run: {reason}.")
    pytest.skip(reason)
