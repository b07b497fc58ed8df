"""What keeps the second reader from answering. Never fatal: the built-in reader reads what it leaves."""

from __future__ import annotations

from enum import Enum


class Hope(Enum):
    """Whether asking again may help."""

    AGAIN = "the same request may work in a moment"
    LATER = "this article gets no answer, the next one may"
    PART = "the endpoint works, but does not take so much"
    REST = "it was not asked, since it failed before"
    NONE = "nothing will work until somebody changes a setting"


class Unanswered(Exception):
    """Why there is no answer, as the predicate of a sentence about the endpoint."""

    def __init__(self, reason: str, hope: Hope = Hope.AGAIN, after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hope = hope
        self.after = after
        """Seconds that the endpoint asked to wait."""


class CutOff(Exception):
    """The answer was longer than the model may write; a shorter text gets a shorter one."""
