"""Finds the server of a folder, or starts it, and holds on to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreUnavailable
from graph.store.embedded.home import Home, Running
from graph.store.embedded.java import find_runtime
from graph.store.embedded.locks import FileLock, lock, try_lock

START_SECONDS = 90.0
"""How long a server may take to answer; it is ready in about 3 seconds on an idle machine."""
_STEP = 0.02
_CHECKOUT = Path(__file__).parents[3]
_BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from graph.store.embedded.supervisor import main; main(sys.argv[2:])"


@dataclass(frozen=True, slots=True)
class Attached:
    """A client's hold on a running server; the server stays up until `close`, or until this process is gone."""

    home: Home
    running: Running
    hold: FileLock

    def close(self) -> None:
        self.hold.close()


def attach(home: Home, statement_seconds: int) -> Attached:
    """Answers once the server takes connections. The caller holds `start_lock`.

    A server that is about to stop keeps newcomers waiting until it has gone; then another is started.
    """
    hold = lock(home.clients_lock, START_SECONDS, shared=True)
    if hold is None:
        raise StoreUnavailable(f"The store in {home.folder} does not finish stopping; see {home.log}.")
    try:
        if not is_alive(home):
            start(home, statement_seconds)
        return Attached(home, wait_until_told(home), hold)
    except BaseException:
        hold.close()
        raise


def is_alive(home: Home) -> bool:
    """Whether a supervised server runs; one that lost its supervisor is ended first."""
    free = try_lock(home.alive_lock, shared=True)
    if free is not None:
        free.close()
        return False
    running = home.running()
    if running is not None and not process_exists(running.supervisor):
        _end_orphan(home, running)
        return False
    return True


def _end_orphan(home: Home, running: Running) -> None:
    """The alive lock is held, its supervisor is gone: so its server holds it, and the process id is still its own."""
    if process_exists(running.java):
        os.kill(running.java, signal.SIGKILL)
    free = lock(home.alive_lock, START_SECONDS, shared=True)
    if free is None:
        raise StoreUnavailable(f"A server without supervisor holds {home.folder}; end process {running.java}.")
    free.close()


def process_exists(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def start(home: Home, statement_seconds: int) -> None:
    """Starts a supervisor, which starts the server; answers before that is ready."""
    find_runtime()  # says what is missing before anything is started
    home.info.unlink(missing_ok=True)
    home.prepare()
    arguments = [sys.executable, "-c", _BOOT, str(_CHECKOUT), str(home.folder), str(statement_seconds)]
    with home.log.open("wb") as log:
        home.log.chmod(0o600)
        status = subprocess.run(arguments, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, check=False)
    if status.returncode:
        raise StoreUnavailable(f"The embedded store cannot be started: {home.last_words()}")


def wait_until_told(home: Home) -> Running:
    """Waits until the supervisor tells where the server listens."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if running := home.running():
            return running
        if not is_alive(home):
            raise StoreUnavailable(f"The embedded store in {home.folder} stopped at its start: {home.last_words()}")
        time.sleep(_STEP)
    raise StoreUnavailable(f"The embedded store in {home.folder} did not start in {START_SECONDS:.0f} seconds; see {home.log}.")
