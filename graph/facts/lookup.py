"""Finds the one party that a person means by a name, an alias or an id."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import BadInput, NotFound
from graph.facts.parties import read_party
from graph.facts.search import key
from graph.model import Party
from graph.store import Store

CANDIDATES = 6
_COLUMNS = ("id", "key", "name", "kind", "aliases")
_RETURN = f"RETURN {', '.join(f'p.{name} AS {name}' for name in _COLUMNS)}"
BY_ID = f"MATCH (p:Party {{id: $id}}) {_RETURN} LIMIT 1"
BY_NAME = f"MATCH (p:Party) WHERE (' ' + p.search + ' ') CONTAINS $word {_RETURN} ORDER BY p.id LIMIT 50"
BY_PART = f"MATCH (p:Party) WHERE p.search CONTAINS $part {_RETURN} ORDER BY size(p.name), p.id LIMIT {CANDIDATES}"


def find(store: Store, text: str) -> Party:
    """The party that `text` names.

    Raises BadInput with the candidates when it names several, NotFound with similar names when it names none.
    """
    word = key(text)
    if not word:
        raise BadInput("The name of a party is empty; give a name, an alias or an id.")
    if found := store.read(BY_ID, _COLUMNS, id=text.strip()):
        return read_party(found[0])
    named = [read_party(row) for row in store.read(BY_NAME, _COLUMNS, word=f" {word} ")]
    closest = _closest(text.strip(), word, named)
    if len(closest) > 1:
        raise BadInput(f"{text!r} may be {_listed(closest)}; give the id of the one you mean.")
    if closest:
        return closest[0]
    similar = [read_party(row) for row in store.read(BY_PART, _COLUMNS, part=word)]
    hint = f"did you mean {_listed(similar)}?" if similar else "look for it on the page, or by a part of its name."
    raise NotFound(f"There is no party {text!r}; {hint}")


def _closest(text: str, word: str, parties: Sequence[Party]) -> list[Party]:
    """Those that have the very name; else those whose name is written otherwise; else those with such an alias."""
    named = [p for p in parties if p.name == text]
    written = [p for p in parties if key(p.name) == word]
    return named or written or list(parties)


def _listed(parties: Sequence[Party]) -> str:
    names = [f"{p.name} ({p.kind}, {p.id})" for p in parties[:CANDIDATES]]
    more = ["others"] if len(parties) > CANDIDATES else []
    return " or ".join([*names, *more])
