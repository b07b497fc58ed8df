"""One tree of errors. Every message is one sentence that says what is wrong and what to do."""

from __future__ import annotations


class RoundtripError(Exception):
    """Anything that Roundtrip refuses or cannot do; the message is meant for the user."""


class BadInput(RoundtripError):
    """What the user gave cannot be used: an article, a parameter, a file."""


class BadTable(RoundtripError):
    """A declaration file of ours (deal types, queries, rates) does not hold together."""


class NotFound(RoundtripError):
    """No article, party or deal has that id."""


class StoreUnavailable(RoundtripError):
    """The graph store cannot be started or reached."""


class StoreRefused(RoundtripError):
    """The store refused a statement: a syntax error, a forbidden write, a wrong type."""


class QueryTooLarge(RoundtripError):
    """A query ran past its limit of time, rows or bytes."""
