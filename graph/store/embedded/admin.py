"""What the embedded server takes over HTTP alone: accounts, and its own dialect for the full text index."""

from __future__ import annotations

import base64
import http.client
import json
from typing import Any

from graph.errors import StoreUnavailable
from graph.store.embedded.home import CONSOLE, DATABASE, OWNER, READER, Home, Running

_SECONDS = 60.0
FULLTEXT_INDEX = "Party[name,search]"
_FULLTEXT = (
    "CREATE VERTEX TYPE Party IF NOT EXISTS",
    "CREATE PROPERTY Party.name IF NOT EXISTS STRING",  # an index on an undeclared property is refused
    "CREATE PROPERTY Party.search IF NOT EXISTS STRING",
    "CREATE INDEX IF NOT EXISTS ON Party (name, search) FULL_TEXT",
)


def make_readers(home: Home, running: Running) -> None:
    """The accounts that may only read, unless they are there."""
    there = {json.loads(line).get("name") for line in home.users.read_text("utf-8").splitlines() if line.strip()}
    for name in (READER, CONSOLE):
        if name not in there:
            account = {"name": name, "password": home.password(name), "databases": {DATABASE: [READER]}}
            _post(home, running, "/api/v1/server", {"command": f"create user {json.dumps(account)}"})


def make_fulltext_index(home: Home, running: Running) -> None:
    """The index behind `Party[name,search]`; idempotent, and before anything writes a Party."""
    for command in _FULLTEXT:
        _post(home, running, f"/api/v1/command/{DATABASE}", {"language": "sql", "command": command})


def _post(home: Home, running: Running, path: str, body: dict[str, Any]) -> None:
    token = base64.b64encode(f"{OWNER}:{home.password(OWNER)}".encode()).decode("ascii")
    headers = {"Content-Type": "application/json", "Authorization": f"Basic {token}"}
    connection = http.client.HTTPConnection("127.0.0.1", running.http, timeout=_SECONDS)
    try:
        connection.request("POST", path, json.dumps(body), headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
    except (OSError, http.client.HTTPException) as error:
        raise StoreUnavailable(f"The embedded store in {home.folder} does not take its set-up; see {home.log}.") from error
    finally:
        connection.close()
    if answer.status >= 300:
        raise StoreUnavailable(f"The embedded store in {home.folder} refused its set-up: {text[:300]}")
