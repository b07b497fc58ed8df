"""Settings, read from the environment when asked for and never at import."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import BadInput
from graph.ids import digest

DEFAULT_STORE = "embedded:data"


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Where the graph lives: `embedded:PATH`, or the Bolt address of a Neo4j server."""

    url: str
    user: str = "neo4j"
    password: str = field(default="", repr=False)
    reader_user: str = ""
    reader_password: str = field(default="", repr=False)
    database: str | None = None
    statement_seconds: int = 30
    cache: Path | None = None
    """A folder for what is worked out of the graph of a Neo4j server; the embedded store has its own."""

    @property
    def embedded_path(self) -> Path | None:
        scheme, _, path = self.url.partition(":")
        return Path(path) if scheme == "embedded" else None


def store_settings(url: str | None = None, environ: Mapping[str, str] | None = None) -> StoreSettings:
    """`url`, else ROUNDTRIP_STORE, else the default; passwords from ROUNDTRIP_STORE_PASSWORD (or its _FILE)."""
    env = os.environ if environ is None else environ
    address = url or env.get("ROUNDTRIP_STORE") or DEFAULT_STORE
    scheme = address.partition(":")[0]
    if scheme not in ("embedded", "neo4j", "bolt", "neo4j+s", "bolt+s", "neo4j+ssc", "bolt+ssc"):
        raise BadInput(f"The store address {address!r} is none of embedded:PATH, neo4j://… and bolt://…; set ROUNDTRIP_STORE.")
    if scheme == "embedded" and not address.partition(":")[2]:
        raise BadInput("The store address embedded: needs a folder, as in embedded:data; set ROUNDTRIP_STORE.")
    return StoreSettings(
        url=address,
        user=env.get("ROUNDTRIP_STORE_USER", "neo4j"),
        password=secret("ROUNDTRIP_STORE_PASSWORD", env),
        reader_user=env.get("ROUNDTRIP_STORE_READER_USER", ""),
        reader_password=secret("ROUNDTRIP_STORE_READER_PASSWORD", env),
        database=env.get("ROUNDTRIP_STORE_DATABASE") or None,
        statement_seconds=_seconds(env.get("ROUNDTRIP_STATEMENT_SECONDS", "30")),
        cache=_cache(address, env),
    )


def _cache(address: str, env: Mapping[str, str]) -> Path | None:
    """A folder of this user's for one database."""
    base = env.get("XDG_CACHE_HOME") or (env["HOME"] + "/.cache" if env.get("HOME") else "")
    name = digest(address, env.get("ROUNDTRIP_STORE_DATABASE", ""))
    return Path(base) / "roundtrip" / "stores" / name if base else None


def secret(name: str, env: Mapping[str, str]) -> str:
    """The value of NAME, or the first line of the file that NAME_FILE names."""
    if path := env.get(f"{name}_FILE"):
        try:
            return Path(path).read_text("utf-8").splitlines()[0].strip()
        except (OSError, IndexError) as error:
            raise BadInput(f"The file in {name}_FILE cannot be read; check its path and rights.") from error
    return env.get(name, "")


def _seconds(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 3600:
        raise BadInput("ROUNDTRIP_STATEMENT_SECONDS must be a whole number from 1 to 3600.")
    return int(text)
