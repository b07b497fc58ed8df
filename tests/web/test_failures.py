"""A store that is down, a program that breaks: a page in plain sentences, and no traceback."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from flask import Flask

from graph.errors import StoreUnavailable
from graph.store import ConsoleAnswer, ConsoleLimits, Store
from tests.web.conftest import enter
from tests.web.sending import post_json
from tests.web.test_guards import PAGES
from web.app import create_app
from web.lazy import LazyReader
from web.settings import WebSettings


class Broken:
    """Stands for a store whose server has gone, which cannot be had here without stopping the one of all tests."""

    def __init__(self, store: Store, error: Exception) -> None:
        self._store = store
        self._error = error
        self.engine = store.engine
        self.fulltext_index = store.fulltext_index
        self.cache = None

    def read(self, text: str, columns: Sequence[str], **parameters: object) -> list[dict[str, object]]:  # noqa: ARG002
        raise self._error

    def console(self, text: str, limits: ConsoleLimits, given_up: Callable[[], bool] | None = None) -> ConsoleAnswer:  # noqa: ARG002
        raise self._error


def _app(store: Store, reader: LazyReader, error: Exception) -> Flask:
    return create_app(Broken(store, error), reader, WebSettings())  # type: ignore[arg-type]


@pytest.mark.parametrize("path", [path for path in PAGES if path not in ("/add", "/console", "/graph", "/search", "/paths")])
def test_a_store_that_is_down_gives_503(embedded: Store, reader: LazyReader, path: str) -> None:
    client = enter(_app(embedded, reader, StoreUnavailable("The graph store does not answer; start it again.")))
    page = client.get(path)
    assert page.status_code == 503
    assert "图库没有响应" in page.text
    assert "请看终端里的提示" in page.text
    assert 'lang="en">The graph store does not answer; start it again.<' in page.text, "a sentence that has no Chinese form"
    data = client.get("/index.json")
    assert (data.status_code, data.json) == (
        503,
        {
            "error": {
                "status": 503,
                "title": "图库没有响应",
                "message": "The graph store does not answer; start it again.",
                "language": "en",
            }
        },
    )
    assert post_json(client, "/console.json", {"statement": "RETURN 1"}).status_code == 503
    assert client.get("/health").status_code == 503


def test_a_fault_of_the_program_is_500_without_its_innards(embedded: Store, reader: LazyReader, caplog: pytest.LogCaptureFixture) -> None:
    client = enter(_app(embedded, reader, ZeroDivisionError("innards")))
    page = client.get("/?q=canary-query")
    assert page.status_code == 500
    assert "程序出错了" in page.text
    assert "innards" not in page.text
    assert "Traceback" not in page.text
    assert "innards" in caplog.text, "the terminal has the details"
    assert "canary-query" not in caplog.text
    assert client.get("/add").status_code == 200
