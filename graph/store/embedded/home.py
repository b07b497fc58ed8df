"""The folder of an embedded store: where everything lies, and the secrets of its server."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graph.errors import StoreUnavailable

OWNER = "root"
READER = "reader"
CONSOLE = "console"
"""Reads like the reader. Of what runs, an account sees and ends its own alone: users' statements get one of their own."""
DATABASE = "g"
_ROOM = 16 * 2**20
"""Bytes free below which a failed write is put down to the disk: a large article and the server's log of it need about that."""
_READER_GROUP = {"resultSetLimit": -1, "readTimeout": -1, "access": [], "types": {"*": {"access": ["readRecord"]}}}


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs, as written beside its data for other processes to find."""

    supervisor: int
    java: int
    bolt: int
    http: int


@dataclass(frozen=True, slots=True)
class Home:
    """The paths of a store's folder."""

    folder: Path

    @property
    def server(self) -> Path:
        return self.folder / "server"

    @property
    def root(self) -> Path:
        """What the server itself writes: databases, accounts, its event log."""
        return self.folder / "arcadedb"

    @property
    def cache(self) -> Path:
        """What is worked out of the graph and can be deleted at any time."""
        return self.folder / "cache"

    @property
    def start_lock(self) -> Path:
        """Held exclusively by the one process that starts the server and sets it up."""
        return self.server / "start.lock"

    @property
    def clients_lock(self) -> Path:
        """Shared by every process that uses the server; the supervisor stops it once it can have it alone."""
        return self.server / "clients.lock"

    @property
    def alive_lock(self) -> Path:
        """Held by the supervisor and by the server itself: free means that neither runs."""
        return self.server / "alive.lock"

    @property
    def write_lock(self) -> Path:
        """Held by a process while it writes."""
        return self.server / "write.lock"

    @property
    def info(self) -> Path:
        return self.server / "server.json"

    @property
    def log(self) -> Path:
        return self.server / "server.log"

    def password_file(self, user: str) -> Path:
        return self.server / f"{user}.password"

    def password(self, user: str) -> str:
        try:
            return self.password_file(user).read_text("ascii").strip()
        except (OSError, ValueError) as error:
            told = f"The password file {self.password_file(user)} cannot be read; end every process that uses this store, then start again."
            raise StoreUnavailable(told) from error

    @property
    def users(self) -> Path:
        return self.root / "config" / "server-users.jsonl"

    @property
    def groups(self) -> Path:
        return self.root / "config" / "server-groups.json"

    def make(self) -> None:
        """Makes the folders, for this user alone; raises StoreUnavailable where that cannot be."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in (self.server, self.root, self.groups.parent):
                folder.mkdir(mode=0o700, exist_ok=True)
                folder.chmod(0o700)
            self.start_lock.touch(0o600)
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            raise StoreUnavailable(
                f"The store folder {self.folder} cannot be written ({reason}); set ROUNDTRIP_STORE to another."
            ) from error

    def prepare(self) -> None:
        """Before a start: passwords, and the group of the reader account. The server must not run."""
        if not all(self.password_file(user).exists() for user in (OWNER, READER, CONSOLE)):
            self.users.unlink(missing_ok=True)  # made anew with the new passwords
            for user in (OWNER, READER, CONSOLE):
                write_private(self.password_file(user), secrets.token_urlsafe(24))
        groups = json.loads(self.groups.read_text("utf-8")) if self.groups.exists() else _default_groups()
        if groups["databases"]["*"]["groups"].get(READER) != _READER_GROUP:
            groups["databases"]["*"]["groups"][READER] = _READER_GROUP
            write_private(self.groups, json.dumps(groups))

    def running(self) -> Running | None:
        """What the last supervisor wrote; whether it still runs is told by `alive_lock`."""
        try:
            return Running(**json.loads(self.info.read_text("ascii")))
        except (OSError, ValueError, TypeError):
            return None

    def write_running(self, running: Running) -> None:
        write_private(self.info, json.dumps(asdict(running)))

    def is_full(self) -> bool:
        """Whether the disk has too little room left for a large article."""
        try:
            return shutil.disk_usage(self.folder).free < _ROOM
        except OSError:
            return False

    def last_words(self) -> str:
        """The last line of the server's log that says something, preferably of an error."""
        try:
            lines = [line.strip() for line in self.log.read_text("utf-8", "replace").splitlines()]
        except OSError:
            return "it left no log"
        told = [line for line in lines if line and not line.startswith(("at ", "..."))]
        errors = [line for line in told if "SEVER" in line or "Exception" in line or "Error" in line]
        return (errors or told or ["it left no word"])[-1][:300]


def write_private(path: Path, text: str) -> None:
    """Writes a file that only its owner may read, in one step: readers see the old text or the new one."""
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    new.replace(path)


def _default_groups() -> dict[str, Any]:
    """The groups as the server would write them at its first start."""
    everything = {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}
    administration = ["updateSecurity", "updateSchema", "updateDatabaseSettings"]
    unlimited = {"resultSetLimit": -1, "readTimeout": -1}
    groups = {
        "admin": {**unlimited, "access": administration, "types": {"*": everything}},
        "*": {**unlimited, "access": [], "types": {"*": {"access": []}}},
    }
    return {"databases": {"*": {"groups": groups}}, "version": 2}
