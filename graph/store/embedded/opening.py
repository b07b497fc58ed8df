"""Opens the embedded store of a folder."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from neo4j import Session
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.config import StoreSettings
from graph.errors import StoreUnavailable
from graph.store.bolt import BoltStore, Server, closed_on_error
from graph.store.contract import Engine, Store
from graph.store.driver import Login
from graph.store.embedded.admin import FULLTEXT_INDEX, make_fulltext_index, make_readers
from graph.store.embedded.client import START_SECONDS, attach, is_alive
from graph.store.embedded.following import FollowingStore
from graph.store.embedded.home import CONSOLE, DATABASE, OWNER, READER, Home, Running
from graph.store.embedded.locks import lock
from graph.store.faults import disk_full
from graph.store.schema import set_up

_TURN_SECONDS = 600.0
_STEP = 0.05


def open_embedded(folder: Path, settings: StoreSettings) -> Store:
    """Starts the server of `folder`, or finds the one that runs; see `graph.store.open_store`."""
    home = Home(folder.expanduser().resolve())
    try:
        return _open(home, settings)
    except (StoreUnavailable, OSError) as error:
        if home.is_full():
            raise disk_full(str(home.folder)) from error
        raise


def _open(home: Home, settings: StoreSettings) -> Store:
    home.make()
    starting = lock(home.start_lock, START_SECONDS)
    if starting is None:
        raise StoreUnavailable(f"Another process has been starting the store in {home.folder} for too long; end it, then try again.")
    with starting, closed_on_error() as resources:
        attached = attach(home, settings.statement_seconds)
        resources.callback(attached.close)
        store = _connect(home, attached.running, settings, resources)
        with store.owner_session() as session:
            make_readers(home, attached.running)
            set_up(session, Engine.ARCADEDB, str(home.folder), lambda: make_fulltext_index(home, attached.running))
    return FollowingStore(home, attached.running, store, lambda running: _connect(home, running, settings, resources))


def _connect(home: Home, running: Running, settings: StoreSettings, resources: ExitStack) -> BoltStore:
    """A store at the ports of that server, once it answers."""
    store = BoltStore(_server(home, running, settings.statement_seconds), resources)
    with store.owner_session() as session:
        _wait_until_answering(session, home)
    return store


def _server(home: Home, running: Running, statement_seconds: int) -> Server:
    url = f"bolt://127.0.0.1:{running.bolt}"
    return Server(
        engine=Engine.ARCADEDB,
        where=str(home.folder),
        owner=Login(url, OWNER, home.password(OWNER), DATABASE),
        reader=Login(url, READER, home.password(READER), DATABASE),
        console=Login(url, CONSOLE, home.password(CONSOLE), DATABASE),
        fulltext_index=FULLTEXT_INDEX,
        statement_seconds=statement_seconds,
        turn=lambda: _turn(home),
        is_full=home.is_full,
        cache=home.cache,
    )


def _wait_until_answering(session: Session, home: Home) -> None:
    """The ports are open before the database is there."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            session.run("RETURN 1").consume()
        except AuthError as error:
            told = f"The embedded store in {home.folder} does not take its own password; delete {home.server}/*.password, then start again."
            raise StoreUnavailable(told) from error
        except (Neo4jError, DriverError) as error:
            if not is_alive(home):
                raise StoreUnavailable(f"The embedded store in {home.folder} stopped at its start: {home.last_words()}") from error
            if time.monotonic() > deadline:
                raise StoreUnavailable(f"The embedded store in {home.folder} does not answer; see {home.log}.") from error
            time.sleep(_STEP)
        else:
            return


@contextmanager
def _turn(home: Home) -> Iterator[None]:
    """One process writes at a time.

    The server lets writers run side by side and fails all but the first that commits, so a long unit would lose to
    short ones for ever.
    """
    held = lock(home.write_lock, _TURN_SECONDS)
    if held is None:
        raise StoreUnavailable(f"Another process has been writing to {home.folder} for too long; end it, then try again.")
    with held:
        yield
