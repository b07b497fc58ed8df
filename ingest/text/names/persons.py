"""Persons, where they hold, pay or vouch; those who only speak are no parties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import PartyKind
from ingest.text.names import words
from ingest.text.names.evidence import Candidate
from ingest.text.names.tokens import Tokens

_ROLE = re.compile(r"[RT](?=[OHNqVvP])")
_ACTS = frozenset(words.PERSON_ACTS)


def persons(tokens: Tokens) -> Iterator[Candidate]:
    """A surname and one or two characters between a role and an act of holding (实际控制人孔令溪所持)."""
    for match in _ROLE.finditer(tokens.shape):
        at = match.start()
        if tokens.words[at] in words.PERSON_ROLES and (last := _person(tokens, at + 1)):
            weight = 1.0 if _acts(tokens, last) else 0.3
            yield Candidate(at + 1, last, "person", weight, PartyKind.PERSON)


def _person(tokens: Tokens, first: int) -> int | None:
    """Where the name of a person that begins at `first` ends."""
    size, at = 0, first
    if first >= len(tokens.words) or tokens.words[first][0] not in words.SURNAMES:
        return None
    while (
        at < len(tokens.words)
        and size < 2
        and tokens.shape[at] in "OHNqVvP"
        and not (tokens.shape[at] == "P" and len(tokens.words[at]) > 2)
        and size + len(tokens.words[at]) <= 3
    ):
        size += len(tokens.words[at])
        at += 1
    if size == 2 and at < len(tokens.words) and tokens.shape[at] in "OqN" and len(tokens.words[at]) == 1 and tokens.words[at] not in _ACTS:
        size, at = 3, at + 1
    return at if size in (2, 3) else None


def _acts(tokens: Tokens, at: int) -> bool:
    return any(word in _ACTS for word in tokens.words[at : at + 2])
