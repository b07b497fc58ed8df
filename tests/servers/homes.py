"""What tests ask of an embedded store's folder."""

from __future__ import annotations

import time
from collections.abc import Callable

from graph.config import StoreSettings
from graph.store import Store
from graph.store.embedded.home import Home, Running


def settings(home: Home) -> StoreSettings:
    return StoreSettings(f"embedded:{home.folder}")


def running(home: Home) -> Running:
    found = home.running()
    assert found is not None
    return found


def count(store: Store) -> int:
    """How many parties there are."""
    return int(store.read("MATCH (p:Party) RETURN count(p) AS n", ["n"])[0]["n"])


def eventually(condition: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether the condition comes true in time."""
    deadline = time.monotonic() + seconds
    while not (true := condition()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return true
