"""The page over the embedded store, with a small graph in it, for whoever has come in by a start token."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.store import Store
from tests.servers import wipe
from tests.web import news
from web.app import create_app
from web.lazy import LazyReader, make_reader
from web.services import NAME, Services
from web.settings import WebSettings


@pytest.fixture(scope="module")
def filled(embedded: Store) -> Store:
    """The embedded store with the articles of `news`; once a module, so its tests leave them alone."""
    wipe(embedded)
    news.fill(embedded)
    return embedded


@pytest.fixture(scope="session")
def reader() -> LazyReader:
    """The real reader, made when a test first reads something."""
    return LazyReader(make_reader)


@pytest.fixture(scope="module")
def app(filled: Store, reader: LazyReader) -> Iterator[Flask]:
    made = create_app(filled, reader, WebSettings())
    yield made
    services(made).jobs.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor who has come in."""
    return enter(app)


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    """A visitor who has not."""
    return app.test_client()


def services(app: Flask) -> Services:
    found = app.extensions[NAME]
    assert isinstance(found, Services)
    return found


def enter(app: Flask) -> FlaskClient:
    client = app.test_client()
    answer = client.get("/enter", query_string={"token": services(app).gate.issue()})
    assert answer.status_code == 303
    return client
