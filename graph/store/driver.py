"""One way to open the official driver."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from neo4j import Driver, GraphDatabase, ManagedTransaction, NotificationMinimumSeverity, Query, Result, Session

from graph.store.values import check_parameters

CONNECT_SECONDS = 3.0
RETRY_SECONDS = 5.0
"""How long the driver repeats a unit on a lost connection; a dead server is told after about 7 seconds."""


@dataclass(frozen=True, slots=True)
class Login:
    """Who speaks to which server."""

    url: str
    user: str
    password: str = field(repr=False)
    database: str | None = None

    def connect(self, connections: int = 20) -> Driver:
        """A driver for this login; nothing is sent before the first statement."""
        # The driver logs what it retries and what it raises as well; whoever catches the error decides what to say.
        logging.getLogger("neo4j").setLevel(logging.CRITICAL)
        return GraphDatabase.driver(
            self.url,
            auth=(self.user, self.password) if self.password else None,
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=60.0,
            max_transaction_retry_time=RETRY_SECONDS,
            max_connection_pool_size=connections,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
            telemetry_disabled=True,
            user_agent="roundtrip",
        )

    def session(self, driver: Driver, access: str, fetch_size: int = 1000) -> Session:
        """A session on this login's database; `access` is READ_ACCESS or WRITE_ACCESS."""
        return driver.session(database=self.database, default_access_mode=access, fetch_size=fetch_size)


def run(runner: Session | ManagedTransaction, text: str, parameters: Mapping[str, object]) -> Result:
    """Runs a text of ours with checked values.

    The driver asks for texts written in the source, to warn of values pasted into them. Ours come from the query
    catalog and the deal table, which keep that promise with tests of their own.
    """
    check_parameters(parameters)
    return runner.run(text, dict(parameters))


def timed(text: str, seconds: float) -> Query:
    """A user's text with a time limit, where the server takes one from the driver."""
    return Query(text, timeout=seconds)
