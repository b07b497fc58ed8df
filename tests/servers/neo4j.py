"""A Neo4j server of the tests' own, on a free loopback port, with a throw-away data folder."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.store.embedded.supervisor import die_with_parent
from tests.servers.maven import NoNeo4j, neo4j_jars

START_SECONDS = 180
_CONFIG = """server.directories.data=data
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size=128m
"""


@contextmanager
def neo4j_server(folder: Path) -> Iterator[str]:
    """Starts a server in `folder` and yields its Bolt address; raises NoNeo4j with the reason when there can be none."""
    java = _java()
    jars = neo4j_jars()
    port = _free_port()
    (folder / "conf").mkdir(parents=True)
    (folder / "conf" / "neo4j.conf").write_text(_CONFIG.format(port=port), "utf-8")
    command = [java, "-Xmx1g", "-XX:+UseSerialGC", "-cp", f"{jars}/*", "org.neo4j.server.CommunityEntryPoint"]
    command += [f"--home-dir={folder}", f"--config-dir={folder / 'conf'}"]
    with (folder / "output.log").open("wb") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=die_with_parent)
    try:
        _wait(process, port, folder)
        yield f"bolt://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGKILL)  # the data is thrown away, and an orderly end takes 11 seconds
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    log = folder / "logs" / "neo4j.log"
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise NoNeo4j(f"Neo4j ended at its start with status {process.returncode}; see {folder}")
        if _is_open(port) and log.exists() and "Started." in log.read_text("utf-8", "replace"):
            return
        time.sleep(0.1)
    raise NoNeo4j(f"Neo4j did not start in {START_SECONDS} seconds; see {folder}")


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        raise NoNeo4j("Java 17 or 21 is not installed, and ROUNDTRIP_TEST_NEO4J is not set")
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', told)
    if version is None or version[1] not in ("17", "21"):
        raise NoNeo4j(f"Neo4j 5 needs Java 17 or 21, and {java} is another: {told.splitlines()[0] if told else 'unknown'}")
    return java


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_open(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex(("127.0.0.1", port)) == 0
