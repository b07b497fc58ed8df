"""Ctrl+C and SIGTERM in order: the article at hand is finished first, so that what was stored can be told exactly."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

INTERRUPTED, TERMINATED = 130, 143
T = TypeVar("T")


class Terminated(KeyboardInterrupt):
    """SIGTERM came; whatever gives way to Ctrl+C gives way to it as well."""


def exit_code(stop: KeyboardInterrupt) -> int:
    """What a shell expects of a program that ended by this signal."""
    return TERMINATED if isinstance(stop, Terminated) else INTERRUPTED


class Stopping:
    """Raises KeyboardInterrupt or Terminated between two articles, or at once while none is at hand.

    A second signal does not wait for the article; that one is then stored whole or not at all.
    """

    def __init__(self) -> None:
        self._at_hand = False
        self._asked: KeyboardInterrupt | None = None

    def each(self, items: Iterable[T]) -> Iterator[T]:
        """The items; each is at hand until the next is asked for."""
        for item in items:
            self._at_hand = True
            yield item
            self._at_hand = False
            if self._asked:
                raise self._asked

    def ask(self, number: int, _: FrameType | None) -> None:
        """The handler of the signals."""
        again = self._asked is not None
        self._asked = Terminated() if number == signal.SIGTERM else KeyboardInterrupt()
        if again or not self._at_hand:
            raise self._asked


@contextmanager
def stopping() -> Iterator[Stopping]:
    """Takes both signals while the body runs; outside of the main thread, where none arrive, it takes none."""
    here = Stopping()
    if threading.current_thread() is not threading.main_thread():
        yield here
        return
    before = {number: signal.signal(number, here.ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield here
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
