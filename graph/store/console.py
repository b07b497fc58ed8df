"""Runs a user's statement: read only, one at a time, and no more than the limits allow."""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from neo4j import READ_ACCESS, Result, Session
from neo4j.exceptions import ClientError, DriverError, Neo4jError

from graph.errors import QueryTooLarge, StoreRefused
from graph.store.contract import ConsoleAnswer, ConsoleLimits, Engine
from graph.store.driver import Login, timed
from graph.store.faults import message, without_prefix
from graph.store.plan import check_plan
from graph.store.statement import check_statement, loads_files, split_profile
from graph.store.values import plain
from graph.store.watching import LOOK_SECONDS, ended_when

_EXPLAIN = "EXPLAIN "
_MISTAKES = ("Neo.ClientError.Statement.", "Neo.ClientError.Procedure.")
_FAILED_PROFILE = re.compile(r"^Error: (.+)$", re.MULTILINE)
"""The embedded server tells in the profile alone that it refused the profiled statement."""

AT_ONCE = 2
"""Statements of users that run at the same time; others wait, so that the pages stay quick."""


class Console:
    """Answers users' statements as the reader account of one server."""

    def __init__(self, engine: Engine, reader: Login, seconds: int) -> None:
        self._engine = engine
        self._reader = reader
        self._seconds = seconds
        self._places = threading.BoundedSemaphore(AT_ONCE)

    def answer(self, text: str, limits: ConsoleLimits, given_up: Callable[[], bool] | None = None) -> ConsoleAnswer:
        """See `Store.console`."""
        statement = check_statement(text)
        with self._place(given_up):
            start = time.monotonic()
            if self._engine is Engine.NEO4J:
                self._check_on_neo4j(statement)
            with self._session(limits.rows + 1) as session, ended_when(given_up, lambda: self._end(statement)):
                return _read(session.run(timed(statement, self._seconds)), limits, start)

    @contextmanager
    def _place(self, given_up: Callable[[], bool] | None) -> Iterator[None]:
        while not self._places.acquire(timeout=LOOK_SECONDS):
            if given_up is not None and given_up():
                raise QueryTooLarge("The statement was given up before its turn came; run it again.")
        try:
            yield
        finally:
            self._places.release()

    def _end(self, statement: str) -> None:
        """Ends a statement that runs, if it can: when the server has gone meanwhile, so has the statement."""
        with contextlib.suppress(Neo4jError, DriverError):
            found = self._running(statement)
            if len(found) == 1:  # of two with the same text nobody can tell which: they run to their time limit
                with self._session(1) as session:
                    session.run("TERMINATE TRANSACTIONS $id", id=found[0]).consume()

    def _running(self, statement: str) -> list[str]:
        with self._session(100) as session:
            shown = session.run(timed("SHOW TRANSACTIONS YIELD transactionId, currentQuery", self._seconds)).data()
        return [row["transactionId"] for row in shown if row["currentQuery"].strip() == statement.strip()]

    def _check_on_neo4j(self, statement: str) -> None:
        """Has the statement planned, not run, and looks at what it would do."""
        if loads_files(statement):
            raise StoreRefused("Only the graph is read here, and LOAD CSV reads files and addresses; leave it out.")
        with self._session(1) as session:
            try:
                summary = session.run(timed(_EXPLAIN + split_profile(statement)[1], self._seconds)).consume()
            except ClientError as error:
                if not (error.code or "").startswith(_MISTAKES):
                    raise
                raise StoreRefused(f"The statement is not valid: {without_prefix(message(error), _EXPLAIN)}") from error
        check_plan(summary.plan, summary.query_type)

    @contextmanager
    def _session(self, fetch_size: int) -> Iterator[Session]:
        """A session on a connection of its own, which is dropped at the end, read out or not.

        Closing a session in the middle of an answer makes the embedded server compute all of the rest; it stops
        at once when the connection goes, and so does Neo4j.
        """
        driver = self._reader.connect(connections=1)
        session = self._reader.session(driver, READ_ACCESS, fetch_size)
        try:
            yield session
        finally:
            driver.close()
            session.close()


def _read(result: Result, limits: ConsoleLimits, start: float) -> ConsoleAnswer:
    columns = tuple(result.keys())
    rows: list[tuple[Any, ...]] = []
    size = 0
    truncated: str | None = None
    for record in result:
        row = tuple(plain(value) for value in record.values())
        size += len(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace"))
        if len(rows) == limits.rows or size > limits.bytes:
            truncated = "rows" if len(rows) == limits.rows else "bytes"
            break
        rows.append(row)
    plan = None if truncated else _plan(result)
    return ConsoleAnswer(columns, tuple(rows), truncated, time.monotonic() - start, plan)


def _plan(result: Result) -> str | None:
    summary = result.consume()
    plan = summary.profile or summary.plan
    text = str(plan["args"].get("string-representation", "")) if plan else ""
    if failed := _FAILED_PROFILE.search(text):
        raise StoreRefused(f"The store refused the statement: {failed[1]}")
    return text or None
