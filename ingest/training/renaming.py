"""The same text with other parties in it, so that the encoder learns from what is said and not from who is named."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from ingest.text.normal import normalize
from ingest.training.corpus import Text, mentions

TEXTS = 0.8
"""Share of the texts that are renamed in one pass."""
PARTIES = 0.5
"""Share of a renamed text's parties that take another name."""
Pool = dict[str, list[tuple[str, ...]]]


def pool_of(texts: Iterable[Text]) -> Pool:
    """Kind -> the name and aliases of every party of the texts."""
    pool: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for text in texts:
        for entity in text.entities:
            pool[entity["kind"]].add(tuple(dict.fromkeys(normalize(n) for n in (entity["name"], *entity["aliases"]))))
    return {kind: sorted(names) for kind, names in pool.items()}


def renamed(text: Text, pool: Pool, chance: random.Random) -> Text:
    """Some parties under names of others of their kind; the places of deals move with the text. Unchanged where deals have no place.

    A text in which the new names would be seen at other places (joined to Latin letters, say) stays as it is too.
    """
    if chance.random() > TEXTS or any(not deal.get("end") for deal in text.deals):
        return text
    named = mentions(text.text, text.entities)
    fresh: dict[int, tuple[str, ...]] = {}
    taken = {normalize(n) for e in text.entities for n in (e["name"], *e["aliases"])}
    for number, entity in enumerate(text.entities):
        names = chance.choice(pool[entity["kind"]])
        if chance.random() < PARTIES and not any(n in taken or n in text.text for n in names):
            fresh[number] = names
            taken |= set(names)
    if not fresh:
        return text
    other = _rewritten(text, named, fresh)
    return other if len(mentions(other.text, other.entities)) == len(named) else text


def _rewritten(text: Text, named: Sequence[tuple[int, int, int]], fresh: dict[int, tuple[str, ...]]) -> Text:
    parts: list[str] = []
    shifts: list[tuple[int, int]] = []
    at = moved = 0
    aliases: dict[int, dict[str, str]] = defaultdict(dict)
    for start, end, number in named:
        if number not in fresh:
            continue
        old = aliases[number]
        new = old.setdefault(text.text[start:end], fresh[number][min(len(old), len(fresh[number]) - 1)])
        parts += [text.text[at:start], new]
        moved += len(new) - (end - start)
        shifts.append((end, moved))
        at = end
    parts.append(text.text[at:])
    names = {e["name"]: fresh[n][0] for n, e in enumerate(text.entities) if n in fresh}
    entities = [_entity(e, fresh.get(n)) for n, e in enumerate(text.entities)]
    return replace(text, text="".join(parts), entities=entities, deals=[_deal(text, deal, names, shifts) for deal in text.deals])


def _entity(entity: dict[str, Any], names: tuple[str, ...] | None) -> dict[str, Any]:
    return entity if names is None else {"kind": entity["kind"], "name": names[0], "aliases": list(names)}


def _deal(text: Text, deal: dict[str, Any], names: dict[str, str], shifts: Sequence[tuple[int, int]]) -> dict[str, Any]:
    numbers = {n: e["name"] for e in text.entities for n in (e["name"], *e["aliases"])}
    ends = {end: names.get(numbers.get(deal[end], deal[end]), deal[end]) for end in ("source", "target")}
    return deal | ends | {"start": _moved(deal["start"], shifts), "end": _moved(deal["end"], shifts)}


def _moved(at: int, shifts: Sequence[tuple[int, int]]) -> int:
    return at + max(((end, by) for end, by in shifts if end <= at), default=(0, 0))[1]
