"""The embedded server while it runs: who may read its files, where it listens, who may open it."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from graph.config import StoreSettings
from graph.errors import StoreUnavailable
from graph.store import Store, open_store
from graph.store.embedded.client import is_alive
from graph.store.embedded.home import Home, Running
from graph.store.embedded.locks import try_lock
from graph.store.schema import VERSION
from tests.servers import wipe
from tests.servers.clients import Client
from tests.servers.homes import running, settings


@pytest.fixture
def home(embedded_url: str, embedded: Store) -> Home:
    """The folder of the store that is open through the whole run."""
    wipe(embedded)
    return Home(Path(embedded_url.partition(":")[2]))


def test_processes_that_write_at_once_lose_nothing(home: Home) -> None:
    with open_store(settings(home)) as store, Client(f"embedded:{home.folder}") as first, Client(f"embedded:{home.folder}") as second:
        assert (first.heard(), second.heard()) == ("open", "open")
        first.tell("burst")
        second.tell("burst")
        assert (first.heard(), second.heard()) == ("burst", "burst")
        assert store.read("MATCH (m:Metric {id: 'm'}) RETURN m.value AS n", ["n"]) == [{"n": 40}]


def test_files_are_for_their_owner_alone_and_no_password_is_on_a_command_line(home: Home) -> None:
    secrets = [home.password(user) for user in ("root", "reader", "console")]
    for number in (running(home).java, running(home).supervisor):
        line = Path(f"/proc/{number}/cmdline").read_bytes().decode()
        assert not any(secret in line for secret in secrets)
    for folder in (home.folder, home.server, home.root):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for file in home.server.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    assert not any(secret in home.log.read_text("utf-8") for secret in secrets)
    assert secrets[0] not in json.dumps(home.info.read_text("utf-8"))


def test_the_server_listens_on_loopback_alone(home: Home) -> None:
    server = running(home)
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        for line in table.read_text("ascii").splitlines()[1:]:
            address, port = line.split()[1].split(":")
            if int(port, 16) in (server.bolt, server.http) and line.split()[3] == "0A":
                assert address in ("0100007F", "0000000000000000FFFF00000100007F")


def test_a_store_of_a_newer_version_is_refused(home: Home) -> None:
    with open_store(settings(home)) as store:
        store.write(lambda transaction: transaction.run("MATCH (s:Schema {id: 'schema'}) SET s.version = $version", version=VERSION + 1))
        try:
            with pytest.raises(StoreUnavailable, match="newer Roundtrip"):
                open_store(settings(home))
        finally:
            store.write(lambda transaction: transaction.run("MATCH (s:Schema {id: 'schema'}) SET s.version = $version", version=VERSION))


def test_a_store_that_lacks_a_new_deal_type_gets_its_constraints(home: Home) -> None:
    with open_store(settings(home)) as store:
        store.write(lambda transaction: transaction.run("MATCH (s:Schema {id: 'schema'}) SET s.digest = 'of another table'"))
        with open_store(settings(home)) as again:
            found = again.read("MATCH (s:Schema) RETURN s.version AS version, s.digest AS digest", ["version", "digest"])
    assert found[0]["version"] == VERSION
    assert found[0]["digest"] != "of another table"


def test_a_stale_note_of_a_server_is_no_server(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.make()
    home.write_running(Running(supervisor=1, java=1, bolt=1, http=1))
    assert not is_alive(home)


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StoreUnavailable, match=r"cannot be written \(not a directory\); set ROUNDTRIP_STORE"):
        open_store(StoreSettings(f"embedded:{tmp_path / 'file' / 'data'}"))


def test_locks_are_shared_or_alone(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    first = try_lock(path, shared=True)
    second = try_lock(path, shared=True)
    assert first is not None
    assert second is not None
    assert try_lock(path) is None
    first.close()
    second.close()
    alone = try_lock(path)
    assert alone is not None
    assert try_lock(path, shared=True) is None
    alone.close()
