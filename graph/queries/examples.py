"""Queries as statements for the console: the same text with values in the place of its parameters."""

from __future__ import annotations

import json
import re

from graph.model import LIVE
from graph.queries.fragments import expand
from graph.queries.header import Header
from graph.queries.parameters import REQUIRED

_PARAMETER = re.compile(r"\{id: \$(\w+)\}|\$(\w+)")


def example_text(name: str, header: Header, body: str) -> str | None:
    """None where a parameter has neither an example nor a default.

    Of a filter only the statuses are left: the rest of it lets everything through unless it is set.
    """
    values = {p.name: literal(p.default) for p in header.parameters.values() if p.default is not REQUIRED}
    values |= header.examples
    if set(values) < set(header.parameters):
        return None
    statuses = f"r.status IN {literal([str(status) for status in LIVE])}"

    def fill(match: re.Match[str]) -> str:
        value = values.get(match[1] or match[2])
        if value is None:  # a dollar sign in a text or a comment
            return match[0]
        by_name = value.startswith("name ")
        if match[1]:
            return f"{{name: {literal(value.removeprefix('name '))}}}" if by_name else f"{{id: {value}}}"
        return literal(value.removeprefix("name ")) if by_name else value

    text = expand(name, body, header.default_hops or None, statuses)
    return f"// {header.titles['zh']}\n// {header.titles['en']}\n{_PARAMETER.sub(fill, text)}"


def literal(value: object) -> str:
    """A JSON value in the words of Cypher; maps are not needed."""
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(literal, value)) + "]"
    return json.dumps(value)
