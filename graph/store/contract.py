"""What the rest of the program knows of a store: one contract, whichever server answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

T = TypeVar("T")

Row = dict[str, Any]
"""One answer row: column name to plain JSON value."""


class Engine(StrEnum):
    """The server behind the store; only for the few things that have a dialect."""

    ARCADEDB = "arcadedb"
    NEO4J = "neo4j"


@dataclass(frozen=True, slots=True)
class ConsoleLimits:
    """How much of an answer the console takes; how long it may run is `StoreSettings.statement_seconds`."""

    rows: int = 1_000
    bytes: int = 4 * 1024 * 1024
    """Size of the answer, as JSON text in UTF-8."""


@dataclass(frozen=True, slots=True)
class ConsoleAnswer:
    """The answer to a user's statement; `rows` follow the order of `columns`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: str | None = None
    """None when whole; else the limit that cut it: `rows` or `bytes`."""
    seconds: float = 0.0
    plan: str | None = None
    """What EXPLAIN and PROFILE answer, as text."""


class Transaction(Protocol):
    """One unit of writing: all of its statements are kept, or none."""

    def run(self, text: str, **parameters: object) -> list[Row]:
        """Runs a statement; values go in as parameters only."""
        ...


class Store(Protocol):
    """An open graph store. Safe to use from several threads; a context manager that closes itself."""

    @property
    def engine(self) -> Engine:
        """The server behind it."""
        ...

    @property
    def fulltext_index(self) -> str:
        """The first argument of `db.index.fulltext.queryNodes` for the names of parties."""
        ...

    @property
    def cache(self) -> Path | None:
        """A folder for what can be worked out of the graph again at any time; it need not exist yet."""
        ...

    def read(self, text: str, columns: Sequence[str], **parameters: object) -> list[Row]:
        """Answers one of our own texts as the reader account.

        `columns` is what the text returns, as declared beside it: an answer without rows has no columns
        on the embedded store, so they never come from the result.
        """
        ...

    def write(self, unit: Callable[[Transaction], T]) -> T:
        """Runs `unit` in one transaction and commits.

        It may run several times, on a conflict or a lost answer, so it must be repeatable. Writers take
        turns: each unit starts by writing the node (:Writer {id: 'writer'}). A unit must not call `write` itself.
        """
        ...

    def console(self, text: str, limits: ConsoleLimits, given_up: Callable[[], bool] | None = None) -> ConsoleAnswer:
        """Answers a user's text as the reader account, within limits of size, time, rows and bytes.

        Raises StoreRefused for a mistake or for more than reading, QueryTooLarge when its time is up. `given_up` is
        asked four times a second in another thread; when it says that nobody waits any more, the statement is ended.
        """
        ...

    def close(self) -> None:
        """Gives the connections back; the embedded server stops when its last client has gone."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> None: ...
