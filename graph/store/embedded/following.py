"""A store that goes with its server to other ports."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from graph.errors import StoreUnavailable
from graph.store.contract import ConsoleAnswer, ConsoleLimits, Engine, Row, Store, T, Transaction
from graph.store.embedded.home import Home, Running
from graph.store.embedded.locks import try_lock


class FollowingStore:
    """The embedded store as its clients have it.

    A supervisor starts a server that dies again on the same ports, and the driver finds it there. Where the supervisor
    was killed as well, the next process that opens the store starts another one, on ports of its own: whoever then
    fails to reach the old ones looks where the store is now, and asks there once more.
    """

    def __init__(self, home: Home, running: Running, store: Store, connect: Callable[[Running], Store]) -> None:
        """`store` is at the ports of `running`, and `connect` makes another one elsewhere; the first closes them all."""
        self._home = home
        self._running = running
        self._store = store
        self._connect = connect
        self._close = store.close
        self._moving = threading.Lock()

    @property
    def engine(self) -> Engine:
        return self._store.engine

    @property
    def fulltext_index(self) -> str:
        return self._store.fulltext_index

    @property
    def cache(self) -> Path | None:
        return self._store.cache

    def read(self, text: str, columns: Sequence[str], **parameters: object) -> list[Row]:
        return self._reached(lambda store: store.read(text, columns, **parameters))

    def write(self, unit: Callable[[Transaction], T]) -> T:
        return self._reached(lambda store: store.write(unit))

    def console(self, text: str, limits: ConsoleLimits, given_up: Callable[[], bool] | None = None) -> ConsoleAnswer:
        return self._reached(lambda store: store.console(text, limits, given_up))

    def close(self) -> None:
        self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> None:
        self.close()

    def _reached(self, ask: Callable[[Store], T]) -> T:
        store = self._store
        try:
            return ask(store)
        except StoreUnavailable:
            moved = self._follow(store)
            if moved is None:
                raise
        return ask(moved)

    def _follow(self, lost: Store) -> Store | None:
        """The store at the ports where its server is now; None where that is no other place."""
        with self._moving:
            if self._store is lost and (running := self._elsewhere()):
                self._store, self._running = self._connect(running), running
            return None if self._store is lost else self._store

    def _elsewhere(self) -> Running | None:
        """A server that runs on other ports. The note of one that is gone may name a port that is somebody else's by now."""
        free = try_lock(self._home.alive_lock, shared=True)
        if free is not None:
            free.close()
            return None
        running = self._home.running()
        return running if running is not None and running.bolt != self._running.bolt else None
