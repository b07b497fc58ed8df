"""Values across the driver: what may go in, and what comes out as plain JSON values."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date, DateTime, Duration, Time

from graph.errors import BadInput

_INTEGERS = range(-(2**63), 2**63)
_DEPTH = 50
_FRACTION = re.compile(r"\.(\d*?)0+(?!\d)")


def check_parameters(parameters: Mapping[str, object]) -> None:
    """Refuses, before anything is sent, values that the driver or a server would break on.

    Times are among them: they go in as ISO text, through `datetime($text)` where a time value is wanted,
    because one server drops the zone and some zones end the interpreter.
    """
    for name, value in parameters.items():
        _check(name, value, 0)


def _check(name: str, value: object, depth: int) -> None:
    if value is None or isinstance(value, bool | float):
        return
    if isinstance(value, str):
        _check_text(name, value)
    elif isinstance(value, int):
        if value not in _INTEGERS:
            raise BadInput(f"The number given as {name} does not fit in 64 bits; give a smaller one.")
    elif depth > _DEPTH:
        raise BadInput(f"The value given as {name} is nested too deeply; give a flatter one.")
    elif isinstance(value, list | tuple):
        for item in value:
            _check(name, item, depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_text(name, key)
            _check(name, item, depth + 1)
    else:
        raise BadInput(f"A {type(value).__name__} cannot be given as {name}; give text, numbers, lists or maps (times as ISO text).")


def _check_text(name: str, value: object) -> None:
    if not isinstance(value, str):
        raise BadInput(f"A key of the map given as {name} is not text; use text keys.")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise BadInput(f"The text given as {name} holds half a character (a lone surrogate); remove it.") from None


def plain(value: Any) -> Any:
    """The JSON value for what the driver returns.

    Times become ISO text, bytes hex text, infinities and NaN their names. Graph elements become maps that say what
    they are: `{"$node": id, "labels", "properties"}`, `{"$relationship": id, "type", "from", "to", "properties"}`
    and `{"$path": {"nodes", "relationships"}}`, with ids that hold within one answer.
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else _name_of(value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return _plain_rare(value)


def _name_of(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    return "Infinity" if value > 0 else "-Infinity"


def _plain_rare(value: Any) -> Any:
    if isinstance(value, Node | Relationship | Path):
        return _plain_element(value)
    if isinstance(value, Date | DateTime | Time | Duration):
        return _FRACTION.sub(lambda digits: f".{digits[1]}" if digits[1] else "", value.iso_format())
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray):
        return value.hex()
    if isinstance(value, tuple):  # points are tuples of coordinates
        return [plain(item) for item in value]
    return str(value)


def _plain_element(value: Node | Relationship | Path) -> dict[str, Any]:
    if isinstance(value, Path):
        parts = {"nodes": [plain(n) for n in value.nodes], "relationships": [plain(r) for r in value.relationships]}
        return {"$path": parts}
    properties = {key: plain(item) for key, item in sorted(value.items())}
    if isinstance(value, Node):
        return {"$node": value.element_id, "labels": sorted(value.labels), "properties": properties}
    ends = {"from": _id_of(value.start_node), "to": _id_of(value.end_node)}
    return {"$relationship": value.element_id, "type": value.type, **ends, "properties": properties}


def _id_of(node: Node | None) -> str | None:
    return None if node is None else node.element_id
