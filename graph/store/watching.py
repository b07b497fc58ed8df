"""Ends work that nobody waits for any more."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LOOK_SECONDS = 0.25


@contextmanager
def ended_when(given_up: Callable[[], bool] | None, end: Callable[[], None]) -> Iterator[None]:
    """While the body runs, asks `given_up` four times a second, and calls `end` once when it says so.

    Both are called in a thread of their own; `end` must make the body stop.
    """
    if given_up is None:
        yield
        return
    done = threading.Event()

    def watch() -> None:
        while not done.wait(LOOK_SECONDS):
            if given_up():
                end()
                return

    watcher = threading.Thread(target=watch, name="watch-statement", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
