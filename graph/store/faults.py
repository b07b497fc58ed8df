"""Turns errors of the driver into ours, one sentence each."""

from __future__ import annotations

import re

from neo4j.exceptions import AuthError, ClientError, DriverError, Forbidden, Neo4jError

from graph.errors import QueryTooLarge, RoundtripError, StoreRefused, StoreUnavailable

_MESSAGE_LIMIT = 600
_HEAP_BUDGET = "heap budget exceeded"
"""The embedded store says so in words alone, under a general code."""
_NO_SPACE = "No space left on device"
_COMMIT_FAILED = "Transaction error on commit"
"""All that the embedded store says when its log cannot grow, and of other failures too."""

_NOT_TAKEN = "The store at {where} does not take this user and password; set ROUNDTRIP_STORE_USER and _PASSWORD."
_ACCESS = {
    "Unauthorized": _NOT_TAKEN,
    "CredentialsExpired": (
        "The store at {where} still has its initial password; change it with cypher-shell, then set ROUNDTRIP_STORE_PASSWORD."
    ),
    "AuthenticationRateLimit": (
        "The store at {where} was given a wrong password too often and takes none for a while; "
        "wait some seconds, and check ROUNDTRIP_STORE_USER and _PASSWORD."
    ),
}
"""Last word of a code of security -> what to tell whom the server does not let in."""


def translate(error: Neo4jError | DriverError, where: str, seconds: int, full: bool = False) -> RoundtripError:
    """`where` names the store for the user, `seconds` is the time that a statement may take, `full` tells of its disk."""
    return _unavailable(error, where, full) or _too_large(error, seconds) or _refused(error)


def disk_full(where: str) -> StoreUnavailable:
    return StoreUnavailable(f"The disk of the store at {where} is full; free some space there, then do this again.")


def _unavailable(error: Neo4jError | DriverError, where: str, full: bool) -> StoreUnavailable | None:
    """What no other statement would get past, None for the rest."""
    words, code = str(error), (error.code or "") if isinstance(error, Neo4jError) else ""
    if (_NO_SPACE in words and ".Statement." not in code) or (full and (isinstance(error, DriverError) or _COMMIT_FAILED in words)):
        return disk_full(where)
    if isinstance(error, DriverError):
        return StoreUnavailable(f"The store at {where} does not answer; start it, or set ROUNDTRIP_STORE to one that runs.")
    if "DatabaseNotFound" in code or "DatabaseUnavailable" in code:
        return StoreUnavailable(f"The store at {where} has no such database; set ROUNDTRIP_STORE_DATABASE.")
    if told := _ACCESS.get(code.rpartition(".")[2]):
        return StoreUnavailable(told.format(where=where))
    if isinstance(error, AuthError):
        return StoreUnavailable(_NOT_TAKEN.format(where=where))
    if ".Security." in code and not isinstance(error, Forbidden):
        return StoreUnavailable(f"The store at {where} does not let this user in ({message(error)}); ask who runs it.")
    return None


def _too_large(error: Neo4jError | DriverError, seconds: int) -> QueryTooLarge | None:
    """A limit that the statement ran into, None for the rest."""
    words, code = str(error), (error.code or "") if isinstance(error, Neo4jError) else ""
    if "TimedOut" in code:
        return QueryTooLarge(f"The statement ran longer than {seconds} seconds and was ended; ask for less, or narrow it down.")
    if "Terminated" in code:
        return QueryTooLarge("The statement was ended before it was done; run it again, or ask for less.")
    if "OutOfMemory" in code or _HEAP_BUDGET in words:
        return QueryTooLarge("The statement needed more memory than the store has; ask for less, or narrow it down.")
    return None


def _refused(error: Neo4jError | DriverError) -> StoreRefused:
    code = (error.code or "") if isinstance(error, Neo4jError) else ""
    if isinstance(error, Forbidden) or "AccessMode" in code:
        return StoreRefused(f"Only reading is allowed here, and this statement does more: {message(error)}")
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


def message(error: Neo4jError | DriverError) -> str:
    """The server's own words, cut to a length that a page can show."""
    text = ((error.message if isinstance(error, Neo4jError) else str(error)) or "no reason given").strip()
    return text if len(text) <= _MESSAGE_LIMIT else text[:_MESSAGE_LIMIT] + "…"
