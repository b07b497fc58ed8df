"""The form under which names are found: folded, and in simplified characters.

Only for finding. Question and stored name go through the same table, character by character, so it does not
matter that the table also turns characters of simplified names (乾 of 乾照光电): both sides are turned alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from graph.ids import fold

if TYPE_CHECKING:
    from opencc import OpenCC

_LEFT_OPEN = {"妳": "你", "甦": "苏", "衞": "卫"}
"""Variants that the conversion table leaves as they are."""


def key(text: str) -> str:
    """What a typed name must be turned into before it is compared with the words of `Party.search`."""
    return "".join(map(_simplify, fold(text)))


def search_text(names: Iterable[str]) -> str:
    """`Party.search`: the keys of all names, and their folded forms as written, apart by a space (no key holds one)."""
    words = set()
    for name in names:
        words |= {fold(name), key(name)}
    return " ".join(sorted(words - {""}))


@cache
def _simplify(character: str) -> str:
    if character.isascii():
        return character
    return _LEFT_OPEN.get(character) or _converter().convert(character)


@cache
def _converter() -> OpenCC:
    # Imported when the first Chinese name comes: whoever only reads the graph need not load its tables.
    from opencc import OpenCC

    return OpenCC("t2s")
