"""Finds the sentences of errors in the source, with `{}` for whatever is filled in."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
ERRORS = ("BadInput", "NotFound", "QueryTooLarge", "StoreRefused", "StoreUnavailable", "Refused")


def raised(*places: str, errors: Sequence[str] = ERRORS) -> set[str]:
    """What the errors say that are made in these files and folders of the checkout: the last text that each is given."""
    calls = (node for tree in _trees(*places) for node in ast.walk(tree) if isinstance(node, ast.Call))
    named = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id in errors)
    said = ([text for each in call.args if (text := _text(each)) is not None] for call in named)
    return {each[-1] for each in said if each}


def texts(*places: str) -> set[str]:
    """All texts of these files and folders."""
    return {text for tree in _trees(*places) for node in ast.walk(tree) if (text := _text(node)) is not None}


def shape(template: str) -> str:
    """A template of ours as the source has it."""
    return re.sub(r"\{\w+\}", "{}", template)


def _trees(*places: str) -> Iterator[ast.Module]:
    for place in places:
        path = ROOT / place
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            yield ast.parse(file.read_text("utf-8"))


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None
