"""The Java runtime and the server out of the wheel, and the command that starts it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from graph.errors import StoreUnavailable
from graph.store.embedded.home import DATABASE, OWNER, Home

PACKAGE = "arcadedb_embedded"
HEAP = "512m"


@dataclass(frozen=True, slots=True)
class Runtime:
    """Where the wheel put its parts."""

    java: Path
    jars: Path


def find_runtime() -> Runtime:
    """Finds them beside the package without importing it: its modules want a Java inside this process."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise StoreUnavailable("The embedded store is not installed; run make setup, or set ROUNDTRIP_STORE to a Neo4j address.")
    package = Path(next(iter(spec.submodule_search_locations)))
    runtime = Runtime(java=package / "jre" / "bin" / "java", jars=package / "jars")
    if not runtime.java.is_file() or not any(runtime.jars.glob("arcadedb-server-*.jar")):
        raise StoreUnavailable(f"The embedded store in {package} lacks its Java runtime or its jars; install it again with make setup.")
    return runtime


def server_command(runtime: Runtime, home: Home, bolt: int, http: int, statement_seconds: int) -> list[str]:
    """Loopback only, no password on the command line, no reading of files or addresses by statements."""
    settings = {
        "server.rootPath": home.root,
        "server.databaseDirectory": home.root / "databases",
        "server.rootPasswordPath": home.password_file(OWNER),
        "server.defaultDatabases": f"{DATABASE}[]",
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": http,
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "bolt.host": "127.0.0.1",  # the default is every interface
        "bolt.port": bolt,
        "server.mode": "development",  # production hides the text of every error, also from the console
        "command.timeout": statement_seconds * 1000,
        "opencypher.loadCsv.allowFileUrls": "false",
        "opencypher.loadCsv.allowRemoteUrls": "false",
    }
    return [
        str(runtime.java),
        f"-Xmx{HEAP}",
        "-XX:+UseSerialGC",
        "--add-modules=jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        f"{runtime.jars}/*",
        *(f"-Darcadedb.{key}={value}" for key, value in settings.items()),
        "com.arcadedb.server.ArcadeDBServer",
    ]
