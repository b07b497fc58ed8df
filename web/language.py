"""The words of the page in both languages, and in which one a request is answered."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from graph.errors import BadTable

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
MESSAGES = Path(__file__).with_name("messages")


@cache
def messages(language: Language) -> Mapping[str, str]:
    """The catalog of a language, its tables joined by dots: `home.title`."""
    with (MESSAGES / f"{language}.toml").open("rb") as file:
        return dict(_flat("", tomllib.load(file)))


def say(language: Language, key: str, **values: object) -> str:
    """The text under `key` with its values filled in.

    Two forms parted by ` | ` are for one and for many of `n`. Raises BadTable where the catalog lacks the key.
    """
    try:
        text = messages(language)[key]
    except KeyError:
        raise BadTable(f"messages/{language}.toml has no text {key}.") from None
    one, bar, many = text.partition(" | ")
    if bar:
        text = one if values.get("n") == 1 else many
    return text.format(**values) if values else text


def choose(asked: str | None, cookie: str | None) -> Language:
    """What the address asks for, else what the visitor chose before, else Chinese."""
    for wish in (asked, cookie):
        for language in LANGUAGES:
            if wish == language:
                return language
    return "zh"


def _flat(prefix: str, table: Mapping[str, Any]) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        rows += _flat(f"{prefix}{key}.", value) if isinstance(value, dict) else [(prefix + key, str(value))]
    return rows
