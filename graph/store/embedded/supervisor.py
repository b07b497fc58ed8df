"""The process between the server and its clients: holds the server up while anybody uses it, then stops it.

It runs on its own, in a session of its own, so that a key press in one client's terminal does not take the server
from the others. Clients hold a shared lock on a file; once the supervisor can have that lock alone, nobody is left,
not even one who was killed. When the server dies under its clients, it is started again on the same ports, and their
drivers find it there.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

from graph.store.embedded.home import Home, Running
from graph.store.embedded.java import find_runtime, server_command
from graph.store.embedded.locks import FileLock, lock, try_lock

WATCH_SECONDS = 0.1
START_WATCH_SECONDS = 0.03
LISTENING = (b"Listening for incoming BOLT connections", b"HTTP Server started")
TAKEN = b"Unable to listen"
"""What the server says in its log of its ports; the tests find out when another version says it in other words."""
_STOP_SECONDS = 10.0
_STARTS = 3
_TAKE_SECONDS = 5.0
_YOUNG_SECONDS = 60.0
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def main(arguments: list[str]) -> None:
    """`FOLDER SECONDS`: parts from the caller at once (it sees status 0), and goes on as the supervisor."""
    folder, seconds = arguments
    home = Home(Path(folder))
    alive = lock(home.alive_lock, _TAKE_SECONDS)  # clients look at it for a moment
    if alive is None:
        raise SystemExit("Another supervisor already holds this store.")
    # From here the lock is held by this process or its child all the time: who finds it free knows that nothing runs.
    if os.fork():
        os._exit(0)
    os.umask(0o077)
    os.chdir(home.root)
    with alive:
        Supervisor(home, alive, int(seconds)).run()


class Supervisor:
    """One server, and the loop that watches it and its clients."""

    def __init__(self, home: Home, alive: FileLock, statement_seconds: int) -> None:
        self._home = home
        self._alive = alive
        self._seconds = statement_seconds
        self._asked_to_stop = False

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        with ExitStack() as held:
            bolt, http = free_ports(2)
            failures = 0
            while failures < _STARTS:
                start = time.monotonic()
                if self._serve(bolt, http, held):
                    return
                failures = failures + 1 if time.monotonic() - start < _YOUNG_SECONDS else 1
                if not (is_free(bolt) and is_free(http)):
                    bolt, http = free_ports(2)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._asked_to_stop = True

    def _serve(self, bolt: int, http: int, held: ExitStack) -> bool:
        """Runs a server. True when it was stopped because nobody needs it, False when it died or could not listen."""
        seen = self._home.log.stat().st_size
        command = server_command(find_runtime(), self._home, bolt, http, self._seconds)
        java = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            pass_fds=(self._alive.descriptor,),
            preexec_fn=die_with_parent,  # safe here: this process has one thread
        )
        running = Running(supervisor=os.getpid(), java=java.pid, bolt=bolt, http=http)
        try:
            return self._watch(java, running, seen, held)
        finally:
            stop(java)
            self._home.info.unlink(missing_ok=True)

    def _watch(self, java: subprocess.Popen[bytes], running: Running, seen: int, held: ExitStack) -> bool:
        """Tells the clients of the server once it listens on both ports.

        Not before: with its port taken by somebody else it would go on without, and clients would send that one
        their password.
        """
        told = False
        while java.poll() is None:
            if self._asked_to_stop or self._nobody_left(held):
                return True
            if not told:
                said = self._home.log.read_bytes()[seen:]
                if TAKEN in said:
                    return False
                if told := all(words in said for words in LISTENING):
                    self._home.write_running(running)
            time.sleep(WATCH_SECONDS if told else START_WATCH_SECONDS)
        return False

    def _nobody_left(self, held: ExitStack) -> bool:
        alone = try_lock(self._home.clients_lock)
        if alone is None:
            return False
        held.callback(alone.close)  # kept until the server is gone: a new client waits, then starts another
        return True


def die_with_parent() -> None:
    """In the new process: the kernel ends it when the supervisor is killed. Only Linux has this.

    Elsewhere the next client ends a server without a supervisor.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def stop(java: subprocess.Popen[bytes]) -> None:
    """Asks the server to close its files and go, and makes it go when it does not. One that has gone stays so."""
    java.terminate()
    try:
        java.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        java.kill()
        java.wait()


def free_ports(count: int) -> list[int]:
    """Ports of the loopback address that nobody listens on; somebody may still be quicker than the server."""
    with ExitStack() as open_sockets:
        sockets = [open_sockets.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def is_free(port: int) -> bool:
    """Whether a server could listen on that port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
