"""The embedded server's life: shared by processes, gone with the last of them, found again after any death."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import StoreUnavailable
from graph.store import ConsoleLimits, Store, open_store
from graph.store.embedded.client import is_alive, process_exists
from graph.store.embedded.home import Home, write_private
from graph.store.embedded.locks import FileLock, try_lock
from tests.servers.clients import CHECKOUT, Client
from tests.servers.homes import count, eventually, running, settings


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A store that was set up before, so that a start is quick. No test leaves a server behind."""
    home = Home(tmp_path_factory.mktemp("life") / "资金 环")  # a path with a space and Chinese
    open_store(settings(home)).close()
    assert eventually(lambda: not is_alive(home))
    yield home
    assert eventually(lambda: not is_alive(home))


def test_processes_share_one_server_and_it_stops_when_the_last_was_killed(home: Home) -> None:
    with Client(f"embedded:{home.folder}") as first, Client(f"embedded:{home.folder}") as second:
        assert (first.heard(), second.heard()) == ("open", "open")
        server = running(home)
        assert first.ask("put") == "put"
        assert second.ask("count") == "1"
        first.kill()
        time.sleep(0.5)
        assert is_alive(home)
        assert second.ask("count") == "1"
        second.kill()
        assert eventually(lambda: not is_alive(home))
        assert not process_exists(server.java)
        assert not home.info.exists()


def test_what_was_written_is_there_after_a_restart(home: Home) -> None:
    with open_store(settings(home)) as store:
        store.write(lambda transaction: transaction.run("MERGE (p:Party {id: 'kept'})"))
        before = count(store)
    assert eventually(lambda: not is_alive(home))
    with open_store(settings(home)) as store:
        assert count(store) == before


def test_a_server_that_dies_is_started_again_under_its_clients(home: Home) -> None:
    with open_store(settings(home)) as store:
        before = count(store)
        server = running(home)
        os.kill(server.java, signal.SIGKILL)
        assert eventually(lambda: (now := home.running()) is not None and now.java != server.java)
        assert eventually(lambda: _answers(store, before))
        assert running(home).bolt == server.bolt


def _answers(store: Store, expected: int) -> bool:
    try:
        return count(store) == expected
    except StoreUnavailable:
        return False


def test_a_store_without_its_server_says_so_within_seconds_and_the_next_start_works(home: Home) -> None:
    with open_store(settings(home)) as store:
        server = running(home)
        os.kill(server.supervisor, signal.SIGKILL)  # takes the server along
        assert eventually(lambda: not process_exists(server.java))
        start = time.monotonic()
        with pytest.raises(StoreUnavailable, match="does not answer"):
            count(store)
        assert time.monotonic() - start < 12
    assert home.info.exists()  # stale, and no hindrance
    with open_store(settings(home)) as store:
        assert count(store) >= 0
        assert running(home).java != server.java


def test_a_store_whose_supervisor_was_killed_goes_on_with_the_server_that_another_process_starts(home: Home) -> None:
    with open_store(settings(home)) as store:
        before = count(store)
        server = running(home)
        os.kill(server.supervisor, signal.SIGKILL)
        assert eventually(lambda: not process_exists(server.java))
        with Client(f"embedded:{home.folder}") as other:
            assert other.heard() == "open"
            assert running(home).bolt != server.bolt
            assert count(store) == before
            assert store.console("RETURN 1 AS n", ConsoleLimits(1, 100)).rows == ((1,),)
            store.write(lambda transaction: transaction.run("MERGE (p:Party {id: 'after'})"))
            assert other.ask("count") == str(before + 1)
        assert count(store) == before + 1, "the other process has gone, and the server stays for this one"


def test_lost_passwords_are_made_anew(home: Home) -> None:
    assert eventually(lambda: not is_alive(home))
    home.password_file("reader").unlink()
    with open_store(settings(home)) as store:
        assert count(store) >= 0


def test_a_server_that_ends_at_its_start_tells_its_last_words(tmp_path: Path) -> None:
    home = Home(tmp_path / "broken")
    home.make()
    write_private(home.password_file("root"), "short")  # the server wants eight characters
    write_private(home.password_file("reader"), "short")
    write_private(home.password_file("console"), "short")
    with pytest.raises(StoreUnavailable, match=r"stopped at its start: .*password"):
        open_store(settings(home))
    assert not is_alive(home)


def held(home: Home) -> FileLock:
    lock = try_lock(home.clients_lock, shared=True)
    assert lock is not None
    return lock


_SUPERVISE = """
import sys
from graph.store.embedded import supervisor
ports = supervisor.free_ports
chosen = iter([[int(sys.argv[2]), ports(1)[0]]])
supervisor.free_ports = lambda count: next(chosen, None) or ports(count)
supervisor.main([sys.argv[1], "30"])
"""


def test_a_port_that_somebody_else_was_quicker_to_take_is_left_to_him(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.make()
    home.prepare()
    with socket.create_server(("127.0.0.1", 0)) as other, home.log.open("wb") as log, held(home):
        taken = other.getsockname()[1]
        subprocess.run([sys.executable, "-c", _SUPERVISE, str(tmp_path), str(taken)], cwd=CHECKOUT, stdout=log, stderr=log, check=True)
        assert eventually(lambda: home.running() is not None)
        assert running(home).bolt != taken
        other.settimeout(0.1)
        with pytest.raises(TimeoutError):
            other.accept()  # nobody called there
    assert eventually(lambda: not is_alive(home))
