"""Settings of the second reader, read from the environment when asked for. The key is in no message and no repr."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from graph.config import StoreSettings, secret, store_settings
from graph.errors import BadInput

CHAT = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Address:
    """Where requests go: one host, one path."""

    scheme: Literal["http", "https"]
    host: str
    port: int
    path: str

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.path}"


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """Which endpoint is asked, for which model, and with how much patience."""

    address: Address
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 120
    """How long one answer may take, from the connection to its last character."""
    characters: int = 6000
    """How much text is sent at once."""
    cache: Path | None = None
    """The folder of the answers that are kept."""
    tries: int = 3
    pause: float = 1.0
    """Seconds before the second try; doubled before each further one."""
    rest: float = 300
    """Seconds for which an endpoint that failed on two articles in a row is not asked."""


def llm_settings(store: StoreSettings | None = None, environ: Mapping[str, str] | None = None) -> LlmSettings:
    """ROUNDTRIP_LLM_URL, _MODEL, _KEY (or _KEY_FILE), _SECONDS, _CHARACTERS and _CACHE; raises BadInput for what cannot be used.

    The cache lies in the folder of the store (`store`, else ROUNDTRIP_STORE) unless _CACHE names another or is `off`.
    """
    env = os.environ if environ is None else environ
    return LlmSettings(
        address=_address(env.get("ROUNDTRIP_LLM_URL", "").strip()),
        model=_model(env.get("ROUNDTRIP_LLM_MODEL", "").strip()),
        key=_key(env),
        seconds=_whole("ROUNDTRIP_LLM_SECONDS", env, 120, 1, 3600),
        characters=_whole("ROUNDTRIP_LLM_CHARACTERS", env, 6000, 500, 100_000),
        cache=_cache(env, store),
    )


def _address(url: str) -> Address:
    if not url:
        raise BadInput(
            "The second reader needs an OpenAI-compatible endpoint; set ROUNDTRIP_LLM_URL to its address, such as http://localhost:11434/v1."
        )
    parts, port = _split(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or not url.isascii() or not url.isprintable() or " " in url:
        raise BadInput("ROUNDTRIP_LLM_URL must be an http or https address, such as https://api.deepseek.com/v1.")
    if parts.username is not None or parts.query or parts.fragment:
        raise BadInput("ROUNDTRIP_LLM_URL must hold no user, password or query; put the key in ROUNDTRIP_LLM_KEY.")
    path = parts.path.rstrip("/").removesuffix(CHAT) + CHAT
    scheme: Literal["http", "https"] = "https" if parts.scheme == "https" else "http"
    return Address(scheme, parts.hostname, port or (443 if scheme == "https" else 80), path)


def _split(url: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(url)
        return parts, parts.port
    except ValueError:
        return SplitResult("", "", "", "", ""), None


def _model(name: str) -> str:
    if not name:
        raise BadInput("The second reader needs the name of a model, such as deepseek-chat or qwen3:32b; set ROUNDTRIP_LLM_MODEL.")
    if len(name) > 200 or not name.isprintable():
        raise BadInput("ROUNDTRIP_LLM_MODEL must be the name of a model, of at most 200 printable characters.")
    return name


def _key(env: Mapping[str, str]) -> str:
    key = secret("ROUNDTRIP_LLM_KEY", env).strip()
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise BadInput("ROUNDTRIP_LLM_KEY must be one word of ASCII characters; copy it again from its provider.")
    return key


def _whole(name: str, env: Mapping[str, str], default: int, least: int, most: int) -> int:
    text = env.get(name) or str(default)
    if not (text.isascii() and text.isdigit()) or not least <= int(text[:9]) <= most:
        raise BadInput(f"{name} must be a whole number from {least} to {most}.")
    return int(text)


def _cache(env: Mapping[str, str], store: StoreSettings | None) -> Path | None:
    told = env.get("ROUNDTRIP_LLM_CACHE", "").strip()
    if told == "off":
        return None
    if told:
        return Path(told)
    known = store or store_settings(environ=env)
    return (known.embedded_path or Path("data")) / "llm"
