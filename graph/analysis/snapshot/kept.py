"""What was worked out, kept for the next who asks the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")

AT_MOST = 12


class Kept:
    """The answers of the latest questions. Threads that ask the same at the same time wait for one answer."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()
        self._working: dict[Hashable, threading.Lock] = {}

    def get(self, question: Hashable, work_out: Callable[[], T]) -> T:
        """The answer, worked out where it is not kept. What goes wrong is raised, and tried again next time."""
        with self._lock:
            working = self._working.setdefault(question, threading.Lock())
        try:
            with working:
                with self._lock:
                    if question in self._answers:
                        self._answers.move_to_end(question)
                        answer: T = self._answers[question]
                        return answer
                answer = work_out()
                self._put(question, answer)
                return answer
        finally:
            with self._lock:
                self._working.pop(question, None)

    def _put(self, question: Hashable, answer: object) -> None:
        with self._lock:
            self._answers[question] = answer
            while len(self._answers) > AT_MOST:
                self._answers.popitem(last=False)
