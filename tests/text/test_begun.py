"""Patterns that are tried only at certain characters: none of them can begin with any other."""

from __future__ import annotations

import re
import re._constants as kinds  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import ingest.text
from ingest.text.begun import begun
from ingest.text.metrics import cues

ROOT = Path(ingest.text.__file__).parent
ANY = frozenset({"any character"})
"""What a pattern can begin with that no list of characters tells."""


def guarded() -> Iterator[Any]:
    """Every pattern of the package that opens with a look at the character that it begins with."""
    for path in sorted(ROOT.rglob("*.py")):
        module = import_module(".".join(("ingest.text", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"))
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str) and value.pattern.startswith("(?=["):
                yield pytest.param(value.pattern, id=f"{path.stem}.{name}")
    for kind, words in cues.WORDS.items():
        yield pytest.param(begun(cues.BEGINS[kind], words).pattern, id=f"cues.{kind}")


@pytest.mark.parametrize("pattern", list(guarded()))
def test_the_look_ahead_lets_every_beginning_pass(pattern: str) -> None:
    look, *rest = parser.parse(pattern)
    assert look[0] is kinds.ASSERT
    beginnings, empty = _sequence(rest)
    assert not empty, "the pattern can match nothing at all"
    missing = beginnings - _one(*look[1][1][0])[0]
    assert not missing, f"add {''.join(sorted(missing))} to the characters with which the pattern can begin"


@pytest.mark.parametrize("kind", list(cues.WORDS))
def test_words_for_figures_go_on_as_told(kind: str) -> None:
    seconds = {opening[1:] for opening in _openings(parser.parse(cues.WORDS[kind])) if opening[0] not in "占蚀"}
    missing = seconds - set(cues.GOES_ON)
    assert not missing, f"add {''.join(sorted(missing))} to the characters that go on behind the first one"


def _openings(items: Any) -> set[str]:
    """The first two characters of everything that a pattern of plain words matches."""
    found = {""}
    for kind, value in items:
        found = {(opening + more)[:2] for opening in found for more in (_opened(kind, value) if len(opening) < 2 else {""})}
    return found


def _opened(kind: Any, value: Any) -> set[str]:
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
        least, most, part = value
        return set().union(*(_openings([*part] * times) for times in range(min(least, 2), min(most, 2) + 1)))
    if kind is kinds.SUBPATTERN:
        return _openings(value[3])
    if kind is kinds.BRANCH:
        return set().union(*map(_openings, value[1]))
    return set(_one(kind, value)[0]) or {""}


def _sequence(items: list[Any]) -> tuple[frozenset[str], bool]:
    found: frozenset[str] = frozenset()
    for kind, value in items:
        beginnings, empty = _one(kind, value)
        found |= beginnings
        if not empty:
            return found, False
    return found, True


def _one(kind: Any, value: Any) -> tuple[frozenset[str], bool]:
    """The characters with which one part of a pattern can begin, and whether it can match nothing."""
    if kind is kinds.LITERAL:
        return frozenset((chr(value),)), False
    if kind is kinds.IN:
        return frozenset(character for member in value for character in _members(*member)), False
    if kind in (kinds.ASSERT, kinds.ASSERT_NOT, kinds.AT):
        return frozenset(), True
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        beginnings, empty = _sequence(value[2])
        return beginnings, empty or value[0] == 0
    if kind in (kinds.SUBPATTERN, kinds.ATOMIC_GROUP):
        return _sequence(value[3] if kind is kinds.SUBPATTERN else value)
    if kind is kinds.BRANCH:
        branches = [_sequence(branch) for branch in value[1]]
        return frozenset().union(*(b for b, _ in branches)), any(empty for _, empty in branches)
    return ANY, False


def _members(kind: Any, value: Any) -> Iterator[str]:
    if kind is kinds.LITERAL:
        yield chr(value)
    elif kind is kinds.RANGE:
        yield from map(chr, range(value[0], value[1] + 1))
    else:
        yield from ANY
