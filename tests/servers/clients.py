"""A client process of its own, to see what happens when several share a store, or one is killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import TracebackType

CHECKOUT = Path(__file__).parents[2]
_PROGRAM = """
import sys
import time
from graph.config import StoreSettings
from graph.errors import RoundtripError
from graph.store import open_store

try:
    store = open_store(StoreSettings(sys.argv[1]))
except RoundtripError as error:
    print(error, flush=True)
    sys.exit(3)

def hang(transaction):
    transaction.run("MERGE (p:Party {id: 'half'})")
    print("hanging", flush=True)
    time.sleep(600)

print("open", flush=True)
for line in sys.stdin:
    command = line.strip()
    if command == "close":
        break
    if command == "count":
        print(store.read("MATCH (p:Party) RETURN count(p) AS n", ["n"])[0]["n"], flush=True)
    if command == "put":
        store.write(lambda transaction: transaction.run("MERGE (p:Party {id: $id})", id="from another process"))
        print("put", flush=True)
    if command == "hang":
        store.write(hang)
    if command == "burst":
        count = "MERGE (m:Metric {id: 'm'}) SET m.value = coalesce(m.value, 0) + 1"
        for _ in range(20):
            store.write(lambda transaction: transaction.run(count))
        print("burst", flush=True)
store.close()
"""


class Client:
    """A process that opens a store and waits for commands; `said` is its last line."""

    def __init__(self, url: str) -> None:
        command = [sys.executable, "-c", _PROGRAM, url]
        self._process = subprocess.Popen(command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    @property
    def pid(self) -> int:
        return self._process.pid

    def heard(self) -> str:
        """The next line that the client says, or nothing when it has gone."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def tell(self, command: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{command}\n")
        self._process.stdin.flush()

    def ask(self, command: str) -> str:
        self.tell(command)
        return self.heard()

    def kill(self) -> None:
        """kill -9."""
        self._process.kill()
        self._process.wait()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
