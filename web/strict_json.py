"""Reads JSON that strangers send: bounded in size and depth, every key once, finite numbers, whole characters."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

from graph.errors import BadInput


def parse(body: bytes, max_depth: int = 32) -> Any:
    """The value of a JSON text in UTF-8; raises BadInput with the reason for anything else."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput("The request is not UTF-8; send JSON in UTF-8.") from error
    if depth(text, max_depth) > max_depth:
        raise BadInput(f"The JSON is nested deeper than {max_depth} levels; send it flatter.")
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_float)
    except BadInput:
        raise
    except (ValueError, RecursionError) as error:
        raise BadInput("The request is not valid JSON; check its brackets, quotes and commas.") from error
    _check_characters(value)
    return value


def depth(text: str, enough: int) -> int:
    """How deep brackets nest outside strings; counting stops just above `enough`."""
    now = deepest = 0
    in_string = escaped = False
    for char in text:
        if in_string:
            in_string, escaped = (char != '"' or escaped), (char == "\\" and not escaped)
        elif char == '"':
            in_string = True
        elif char in "[{":
            now += 1
            deepest = max(deepest, now)
            if deepest > enough:
                return deepest
        elif char in "]}":
            now -= 1
    return deepest


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise BadInput("The JSON has a key twice in one object; send every key once.")
    return made


def _constant(name: str) -> NoReturn:
    raise BadInput(f"{name} is no JSON number; send a finite number or null.")


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise BadInput("The JSON has a number that is too large; send a smaller one.")
    return value


def _check_characters(value: Any) -> None:
    """Half of a surrogate pair can be written in JSON, but is no character that can be stored."""
    if isinstance(value, str):
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            raise BadInput("The JSON has half a character (a lone surrogate) in a text; send whole characters.") from error
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_characters(key)
            _check_characters(item)
    elif isinstance(value, list):
        for item in value:
            _check_characters(item)
