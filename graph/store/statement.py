"""Looks at a user's statement before a server does: its size, its nesting, and that it is one."""

from __future__ import annotations

import re

from graph.errors import StoreRefused

MAX_BYTES = 64 * 1024
MAX_DEPTH = 100

_TOKEN = re.compile(
    r"""
    '(?:[^'\\]|\\.)*'?        # text, also one that is not closed: the server will say so
  | "(?:[^"\\]|\\.)*"?
  | `[^`]*`?                  # a doubled backtick reads as two names in a row, which is as good here
  | //[^\n]*
  | /\*.*?(?:\*/|\Z)
  | (?P<mark>[;()\[\]{}])
    """,
    re.VERBOSE | re.DOTALL,
)

_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")
_LOAD = re.compile(r"\bLOAD\s+CSV\b", re.IGNORECASE)
_PROFILE = re.compile(r"\s*PROFILE\b", re.IGNORECASE)


def check_statement(text: str) -> str:
    """The statement without a closing semicolon; raises StoreRefused when it is too long, too deep, empty or several.

    Only marks outside texts, backticks and comments count. It is no guard against writing: that is the account's part.
    """
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise StoreRefused(f"The statement is longer than {MAX_BYTES // 1024} KiB; shorten it.")
    if any("\ud800" <= character <= "\udfff" or character == "\x00" for character in text):
        raise StoreRefused("The statement holds a character that is none (a lone surrogate or NUL); remove it.")
    end = _end(text)
    if not _without_comments(text[:end]).strip():
        raise StoreRefused("The statement is empty; write one, such as MATCH (p:Party) RETURN p LIMIT 10.")
    return text[:end]


def _end(text: str) -> int:
    """Where the statement ends, which is at its semicolon or at the end of the text."""
    depth = 0
    end: int | None = None
    for token in _TOKEN.finditer(text):
        mark = token["mark"]
        if mark == ";":
            end = token.start() if end is None else end
        elif mark and mark in "([{":
            depth += 1
            if depth > MAX_DEPTH:
                raise StoreRefused(f"The statement nests brackets deeper than {MAX_DEPTH}; flatten it.")
        elif mark:
            depth = max(depth - 1, 0)
    if end is None:
        return len(text)
    if _without_comments(text[end:]).replace(";", "").strip():
        raise StoreRefused("There is more than one statement; run them one at a time.")
    return end


def _without_comments(text: str) -> str:
    return _TOKEN.sub(lambda token: " " if token[0].startswith(("//", "/*")) else token[0], text)


def code_of(text: str) -> str:
    """The text with everything that is no code (texts, names in backticks, comments) blanked."""
    return _TOKEN.sub(lambda token: token[0] if token["mark"] else " ", text)


def loads_files(text: str) -> bool:
    """Whether LOAD CSV stands in the code of a statement, also spelled with the escapes that old servers resolve first."""
    resolved = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)
    return any(_LOAD.search(code_of(each)) for each in (text, resolved))


def split_profile(text: str) -> tuple[str, str]:
    """`PROFILE` and the rest, for a statement that starts with it; else the empty text and the statement."""
    profile = _PROFILE.match(text)
    return (text[: profile.end()], text[profile.end() :]) if profile else ("", text)
