"""A turnstile for queries that may take seconds, so that the other pages stay quick."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import QueryTooLarge


class Turnstile:
    """Lets a few through at the same time; a few more wait a while; the rest are sent away at once."""

    def __init__(self, running: int, waiting: int, seconds: float) -> None:
        self._places = threading.BoundedSemaphore(running)
        self._room = threading.BoundedSemaphore(running + waiting)
        self._seconds = seconds

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place to run a query in; raises QueryTooLarge when none comes free in time."""
        if not self._room.acquire(blocking=False):
            raise QueryTooLarge(_BUSY)
        try:
            if not self._places.acquire(timeout=self._seconds):
                raise QueryTooLarge(_BUSY)
            try:
                yield
            finally:
                self._places.release()
        finally:
            self._room.release()


_BUSY = "Other large queries are still running; try again in a moment."
