"""A store behind a Bolt address: all that both engines do alike."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import uuid4

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, ManagedTransaction, Record, Session, unit_of_work
from neo4j.exceptions import ConstraintError, DriverError, Neo4jError

from graph.errors import BadTable
from graph.store.console import Console
from graph.store.contract import ConsoleAnswer, ConsoleLimits, Engine, Row, T, Transaction
from graph.store.driver import Login, run
from graph.store.faults import translate
from graph.store.values import plain

TAKE_TURN = "MERGE (w:Writer {id: 'writer'}) SET w.turn = coalesce(w.turn, 0) + 1, w.before = w.mark, w.mark = $mark"
"""The mark tells one state of the graph from every other, also from those of another graph that is set up in its place."""
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Server:
    """What a store needs to know of the server that it speaks to."""

    engine: Engine
    where: str
    """For messages: the folder, or the address without its password."""
    owner: Login
    reader: Login
    console: Login
    fulltext_index: str
    statement_seconds: int
    turn: Callable[[], AbstractContextManager[None]]
    """Held by a process while it writes, where the server itself does not make writers wait."""
    is_full: Callable[[], bool] = lambda: False
    """Whether its disk has no room left, where that can be seen from here."""
    cache: Path | None = None


class BoltStore:
    """The Store of both engines."""

    def __init__(self, server: Server, resources: ExitStack) -> None:
        """`resources` are closed with the store, after its connections."""
        self._server = server
        self._resources = resources
        self._turn = threading.Lock()
        self._owner = _driver(server.owner, resources)
        self._reader = self._owner if server.reader == server.owner else _driver(server.reader, resources)
        self._console = Console(server.engine, server.console, server.statement_seconds)

    @property
    def engine(self) -> Engine:
        return self._server.engine

    @property
    def fulltext_index(self) -> str:
        return self._server.fulltext_index

    @property
    def cache(self) -> Path | None:
        return self._server.cache

    def read(self, text: str, columns: Sequence[str], **parameters: object) -> list[Row]:
        @unit_of_work(timeout=self._server.statement_seconds)  # the embedded server has its own limit, the same
        def unit(transaction: ManagedTransaction) -> list[Row]:
            return [_row(record, columns) for record in run(transaction, text, parameters)]

        with self._told(), self._server.reader.session(self._reader, READ_ACCESS) as session:
            return session.execute_read(unit)

    def write(self, unit: Callable[[Transaction], T]) -> T:
        def whole(transaction: ManagedTransaction) -> T:
            run(transaction, TAKE_TURN, {"mark": uuid4().hex}).consume()
            return unit(_Running(transaction))

        with self._told(), self._turn, self._server.turn():
            return repeated(lambda: self._write_once(whole))

    def _write_once(self, whole: Callable[[ManagedTransaction], T]) -> T:
        with self._server.owner.session(self._owner, WRITE_ACCESS) as session:
            return session.execute_write(whole)

    def console(self, text: str, limits: ConsoleLimits, given_up: Callable[[], bool] | None = None) -> ConsoleAnswer:
        with self._told():
            return self._console.answer(text, limits, given_up)

    def close(self) -> None:
        self._resources.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> None:
        self.close()

    @contextmanager
    def owner_session(self) -> Iterator[Session]:
        """A bare session that may do anything; for setting the store up."""
        with self._told(), self._server.owner.session(self._owner, WRITE_ACCESS) as session:
            yield session

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of the driver leave as ours."""
        try:
            yield
        except (Neo4jError, DriverError) as error:
            raise translate(error, self._server.where, self._server.statement_seconds, self._server.is_full()) from error


class _Running:
    """A transaction as units of writing see it."""

    def __init__(self, transaction: ManagedTransaction) -> None:
        self._transaction = transaction

    def run(self, text: str, **parameters: object) -> list[Row]:
        records = run(self._transaction, text, parameters)
        return [dict(zip(record.keys(), map(plain, record.values()), strict=True)) for record in records]


def repeated(attempt: Callable[[], T]) -> T:
    """Repeats an attempt to write that lost a race for a uniqueness constraint.

    The driver repeats conflicts and lost connections by itself, but takes this one for a mistake of the caller.
    """
    for number in range(1, _TRIES):
        try:
            return attempt()
        except ConstraintError:
            time.sleep(random.uniform(0.5, 1.0) * 0.05 * 2**number)  # noqa: S311 - spreads writers, guards nothing
    return attempt()


def _row(record: Record, columns: Sequence[str]) -> Row:
    if set(record.keys()) != set(columns):
        raise BadTable(f"The query answers the columns {sorted(record.keys())} and declares {sorted(columns)}; correct its header.")
    return {column: plain(record[column]) for column in columns}


def _driver(login: Login, resources: ExitStack) -> Driver:
    driver = login.connect()
    resources.callback(driver.close)
    return driver


@contextmanager
def closed_on_error() -> Iterator[ExitStack]:
    """Resources that the body hands on when it ends well."""
    resources = ExitStack()
    try:
        yield resources
    except BaseException:
        resources.close()
        raise
