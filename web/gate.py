"""Who may see the page: one-time tokens, a password, and the sessions that follow from either."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable

_SESSIONS = 64
_TOKENS = 8
_FREE_FAILURES = 5
_LONGEST_WAIT = 60.0


class Gate:
    """Exchanges a token or the password for a session; thread safe, nothing of it is written anywhere.

    Only digests are kept, and they are compared in constant time. After five failures in a row every further
    one doubles the time for which nobody is let in (at most a minute), so guessing is hopeless.
    """

    def __init__(self, password: str = "", clock: Callable[[], float] = time.monotonic) -> None:
        self._password = _digest(password) if password else None
        self._clock = clock
        self._lock = threading.Lock()
        self.on_used: Callable[[], None] = lambda: None
        """Called when a token has been used up, so that somebody can be told a new one."""
        self._tokens: list[bytes] = []
        self._sessions: list[bytes] = []
        self._failures = 0
        self._closed_until = 0.0

    @property
    def asks_password(self) -> bool:
        return self._password is not None

    def issue(self) -> str:
        """A new token for a start address; it opens one session."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._tokens = [*self._tokens[1 - _TOKENS :], _digest(token)]
        return token

    def wait_seconds(self) -> float:
        """How long nobody is let in because of failures; 0 when open."""
        with self._lock:
            return max(0.0, self._closed_until - self._clock())

    def exchange(self, token: str) -> str | None:
        """A session for a token, which is used up by it; None for a wrong one."""
        given = _digest(token)
        with self._lock:
            if self._clock() < self._closed_until:
                return None
            found = [known for known in self._tokens if hmac.compare_digest(known, given)]
            if not found:
                self._failed()
                return None
            self._tokens = [known for known in self._tokens if known not in found]
            session = self._opened()
        self.on_used()
        return session

    def log_in(self, password: str) -> str | None:
        """A session for the password; None for a wrong one."""
        given = _digest(password)
        with self._lock:
            if self._password is None or self._clock() < self._closed_until:
                return None
            if not hmac.compare_digest(self._password, given):
                self._failed()
                return None
            return self._opened()

    def knows(self, session: str) -> bool:
        given = _digest(session)
        with self._lock:
            matches = [hmac.compare_digest(known, given) for known in self._sessions]  # all of them, also behind a match
        return any(matches)

    def forget(self, session: str) -> None:
        given = _digest(session)
        with self._lock:
            self._sessions = [known for known in self._sessions if known != given]

    def _opened(self) -> str:
        session = secrets.token_urlsafe(32)
        self._sessions = [*self._sessions[1 - _SESSIONS :], _digest(session)]
        self._failures = 0
        return session

    def _failed(self) -> None:
        self._failures += 1
        if self._failures >= _FREE_FAILURES:
            self._closed_until = self._clock() + min(_LONGEST_WAIT, 2.0 ** (self._failures - _FREE_FAILURES))


def form_token(session: str) -> str:
    """The token that every form and every JSON request of a session carries; it does not tell the session."""
    return hmac.new(session.encode("utf-8"), b"form", hashlib.sha256).hexdigest()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
