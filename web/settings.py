"""Settings of the page, read from the environment when asked for."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.config import secret
from graph.errors import BadInput

DEFAULT_PORT = 8765
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What the page takes and gives at most."""

    body_bytes: int = 24 * MEGABYTE
    text_bytes: int = 2 * MEGABYTE
    """One article."""
    json_bytes: int = 4 * MEGABYTE
    json_depth: int = 32
    form_parts: int = 200
    waiting_jobs: int = 8
    statement_bytes: int = 64 * 1024
    statement_rows: int = 500
    answer_bytes: int = 2 * MEGABYTE
    heavy_queries: int = 2
    """Statements of the console, loops, exposure and paths that run at the same time; others wait."""
    heavy_waiting: int = 6
    heavy_wait_seconds: float = 20
    canvas_nodes: int = 200
    canvas_step: int = 12
    """Neighbours that one expansion adds to the canvas."""


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Where the page is served and who may see it.

    Without a password the page is for this machine alone and is opened by a one-time address; with one it
    asks for it.
    """

    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    password: str = field(default="", repr=False)
    trusted_hosts: tuple[str, ...] = LOOPBACK_NAMES
    statement_seconds: int = 30
    """How long the store lets a statement of the console run; told on the page, enforced by the store."""
    limits: Limits = field(default_factory=Limits)


def web_settings(
    host: str | None = None, port: int | None = None, environ: Mapping[str, str] | None = None, statement_seconds: int = 30
) -> WebSettings:
    """Options first, then ROUNDTRIP_WEB_HOST, _PORT, _PASSWORD (or _PASSWORD_FILE) and _HOSTS (names by comma).

    Raises BadInput where the page would be open to other machines without a password.
    """
    env = os.environ if environ is None else environ
    address = host or env.get("ROUNDTRIP_WEB_HOST") or "127.0.0.1"
    password = secret("ROUNDTRIP_WEB_PASSWORD", env)
    if not is_loopback(address) and not password:
        raise BadInput(
            f"At {address} other machines could open the page: put a password in ROUNDTRIP_WEB_PASSWORD_FILE, or use --host 127.0.0.1."
        )
    return WebSettings(
        host=address,
        port=_port(env.get("ROUNDTRIP_WEB_PORT", str(DEFAULT_PORT))) if port is None else _port(str(port)),
        password=password,
        trusted_hosts=_trusted(address, env.get("ROUNDTRIP_WEB_HOSTS", "")),
        statement_seconds=statement_seconds,
    )


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches the address."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def _trusted(address: str, names: str) -> tuple[str, ...]:
    more = tuple(name.strip() for name in names.split(",") if name.strip())
    own = () if address in ("0.0.0.0", "::", "localhost") else (f"[{address}]" if ":" in address else address,)  # noqa: S104
    return tuple(dict.fromkeys((*LOOPBACK_NAMES, *own, *more)))


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise BadInput("The port must be a whole number from 0 to 65535 (0 takes a free one).")
    return int(text)
