"""Turns errors of the driver into ours, one sentence each."""

from __future__ import annotations

import re

from neo4j.exceptions import AuthError, ClientError, DriverError, Forbidden, Neo4jError

from graph.errors import QueryTooLarge, RoundtripError, StoreRefused, StoreUnavailable

_MESSAGE_LIMIT = 600
_HEAP_BUDGET = "heap budget exceeded"
"""The embedded store says so in words alone, under a general code."""


def translate(error: Neo4jError | DriverError, where: str, seconds: int) -> RoundtripError:
    """`where` names the store for the user, `seconds` is the time that a statement may take."""
    if isinstance(error, AuthError):
        return StoreUnavailable(f"The store at {where} does not take this user and password; set ROUNDTRIP_STORE_USER and _PASSWORD.")
    if isinstance(error, DriverError):
        return StoreUnavailable(f"The store at {where} does not answer; start it, or set ROUNDTRIP_STORE to one that runs.")
    code = error.code or ""
    if "TimedOut" in code:
        return QueryTooLarge(f"The statement ran longer than {seconds} seconds and was ended; ask for less, or narrow it down.")
    if "Terminated" in code:
        return QueryTooLarge("The statement was ended before it was done; run it again, or ask for less.")
    if "OutOfMemory" in code or _HEAP_BUDGET in (error.message or ""):
        return QueryTooLarge("The statement needed more memory than the store has; ask for less, or narrow it down.")
    if isinstance(error, Forbidden) or "AccessMode" in code or ".Security." in code:
        return StoreRefused(f"Only reading is allowed here, and this statement does more: {message(error)}")
    if "DatabaseNotFound" in code or "DatabaseUnavailable" in code:
        return StoreUnavailable(f"The store at {where} has no such database; set ROUNDTRIP_STORE_DATABASE.")
    if isinstance(error, ClientError) and "Syntax" in code:
        return StoreRefused(f"The statement is not valid: {message(error)}")
    return StoreRefused(f"The store refused the statement: {message(error)}")


def without_prefix(text: str, prefix: str) -> str:
    """A message about `prefix` + statement, told of the statement alone: its echo, its column, the mark below it."""
    text = text.replace(f'"{prefix}', '"')
    text = re.sub(rf"^ {{{len(prefix)}}}(?= *\^)", "", text, flags=re.MULTILINE)

    def moved(place: re.Match[str]) -> str:
        column, offset = int(place[2]), int(place[3])
        return f"(line {place[1]}, column {column - len(prefix) if place[1] == '1' else column} (offset: {offset - len(prefix)}))"

    return re.sub(r"\(line (\d+), column (\d+) \(offset: (\d+)\)\)", moved, text)


def message(error: Neo4jError) -> str:
    """The server's own words, cut to a length that a page can show."""
    text = (error.message or "no reason given").strip()
    return text if len(text) <= _MESSAGE_LIMIT else text[:_MESSAGE_LIMIT] + "…"
