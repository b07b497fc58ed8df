"""Runs a user's statement: read only, one at a time, and no more than the limits allow."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from neo4j import READ_ACCESS, Result, Session

from graph.errors import StoreRefused
from graph.store.contract import ConsoleAnswer, ConsoleLimits, Engine
from graph.store.driver import Login, timed
from graph.store.statement import check_statement
from graph.store.values import plain

AT_ONCE = 2
"""Statements of users that run at the same time; others wait, so that the pages stay quick."""


class Console:
    """Answers users' statements as the reader account of one server."""

    def __init__(self, engine: Engine, reader: Login, seconds: int) -> None:
        self._engine = engine
        self._reader = reader
        self._seconds = seconds
        self._places = threading.BoundedSemaphore(AT_ONCE)

    def answer(self, text: str, limits: ConsoleLimits) -> ConsoleAnswer:
        statement = check_statement(text)
        with self._places:
            start = time.monotonic()
            if self._engine is Engine.NEO4J:
                self._refuse_more_than_reading(statement)
            with self._session(limits.rows + 1) as session:
                return _read(session.run(timed(statement, self._seconds)), limits, start)

    def _refuse_more_than_reading(self, statement: str) -> None:
        """Neo4j's READ mode lets a statement fetch files and addresses, so its plan is looked at first."""
        with self._session(1) as session:
            summary = session.run(timed(f"EXPLAIN {statement}", self._seconds)).consume()
        if summary.query_type not in ("r", None):
            raise StoreRefused("Only reading is allowed here, and this statement does more; leave its writing clauses out.")
        if summary.plan is not None and _loads(summary.plan):
            raise StoreRefused("Only the graph is read here; LOAD CSV reads files and addresses, so leave it out.")

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
    return str(plan["args"].get("string-representation", "")) or None if plan else None


def _loads(plan: dict[str, Any]) -> bool:
    if str(plan.get("operatorType", "")).startswith("LoadCSV"):
        return True
    return any(_loads(child) for child in plan.get("children", []))
