"""Looks at the text of a query: which parameters it uses, what it returns, whether it is bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OPAQUE = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.DOTALL)
_WORD = re.compile(r"[A-Za-z_]\w*|[()\[\]{},]")
_WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|LOAD)\b")
_ALIAS = re.compile(r".*\sAS\s+(\w+)", re.DOTALL)
_VARIABLE = re.compile(r"[(\[](\w+)(?=:|\s*\{)")


def scrub(text: str) -> str:
    """The text with the insides of strings and names blanked and comments taken out."""
    return _OPAQUE.sub(lambda match: " " if match[0][0] == "/" else match[0][0] + "_" * (len(match[0]) - 2) + match[0][0], text)


def parameters(text: str) -> set[str]:
    return set(re.findall(r"\$(\w+)", scrub(text)))


def writes(text: str) -> bool:
    return _WRITES.search(scrub(text)) is not None


def returns(text: str) -> list[tuple[str, ...]]:
    """The column names of each part of a union; an item that has none counts as ''."""
    return [tuple(map(_column, _items(part))) for part in _parts(scrub(text))]


def limited(text: str) -> bool:
    """Whether every part of a union ends with a LIMIT."""
    return all(re.search(r"\bLIMIT\s+(\$limit|\d+)\s*$", part) for part in _parts(scrub(text)))


def pattern_variables(text: str) -> set[str]:
    """Names of nodes and arrows; a column of the same name fails on the embedded store when the answer is ordered."""
    return set(_VARIABLE.findall(scrub(text)))


def _top_words(text: str) -> Iterator[re.Match[str]]:
    """Words and commas that stand in no bracket."""
    depth = 0
    for word in _WORD.finditer(text):
        if word[0] in "([{":
            depth += 1
        elif word[0] in ")]}":
            depth -= 1
        elif depth == 0:
            yield word


def _parts(text: str) -> list[str]:
    cuts = [word.start() for word in _top_words(text) if word[0] == "UNION"]
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _items(part: str) -> list[str]:
    """What stands between the commas of the RETURN clause."""
    words = list(_top_words(part))
    start = next((i for i in range(len(words) - 1, -1, -1) if words[i][0] == "RETURN"), None)
    if start is None:
        return []
    rest = words[start + 1 :]
    end = next((w.start() for w in rest if w[0] in ("ORDER", "SKIP", "LIMIT")), len(part))
    commas = [w.start() for w in rest if w[0] == "," and w.start() < end]
    begin = words[start].end()
    return [part[a:b].strip(" \n,") for a, b in zip([begin, *commas], [*commas, end], strict=True)]


def _column(item: str) -> str:
    if match := _ALIAS.fullmatch(item):
        return match[1]
    return item if item.isidentifier() else ""
