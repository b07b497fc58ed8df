"""JSON that means one thing only: no key twice, no NaN, no depth that could exhaust the reader."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from graph.errors import BadInput


def load_object(text: str) -> dict[str, Any]:
    """The JSON object in `text`. Raises BadInput, the predicate of a sentence, for anything else."""
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except RecursionError as error:
        raise BadInput("is nested too deep; give one flat JSON object.") from error
    except json.JSONDecodeError as error:
        raise BadInput(f"is no JSON ({error.msg} at character {error.pos + 1}); correct it.") from error
    except ValueError as error:  # a number of thousands of digits
        raise BadInput("holds a number that is too long; correct it.") from error
    if not isinstance(value, dict):
        raise BadInput('is no JSON object; give {"text": …}.')
    return value


def string(value: dict[str, Any], key: str, limit: int = 2000) -> str:
    """The text under `key`, empty if there is none."""
    text = value.get(key)
    if text is None:
        return ""
    if not isinstance(text, str):
        raise BadInput(f"has {key!r} that is no text; put it in quotes.")
    if len(text) > limit:
        raise BadInput(f"has {key!r} of more than {limit:,} characters; shorten it.")
    return text.strip()


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise BadInput(f"has the key {twice[:40]!r} twice; keep one.")
    return value


def _no_constant(name: str) -> NoReturn:
    raise BadInput(f"holds {name}, which is no JSON; use null.")
