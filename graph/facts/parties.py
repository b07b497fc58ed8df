"""Parties: derived from how articles mention them, so the order in which articles come does not matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.facts.search import search_text
from graph.ids import party_id
from graph.model import Party, PartyKind

LEXICON = "lexicon:"
"""A key that begins so names a well-known party; the rest of it is the name that is shown."""
_KINDS = tuple(PartyKind)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """How a number of articles mention a party: they agree in key, name, kind and aliases."""

    key: str
    name: str
    kind: PartyKind
    aliases: tuple[str, ...]
    articles: int = 1
    count: int = 1
    """Mentions in the text, in all these articles together."""


def derive(id_: str, mentions: Sequence[Mentioned], keys: Iterable[str] = ()) -> Party:
    """The party under all names that articles give it.

    `mentions` is not empty. It may hold other keys than the party's own, where a person merged parties; then the
    name is the one under which the party's own key is mentioned. `keys` are further keys that may be the party's.
    """
    key = next((k for k in (*(m.key for m in mentions), *keys) if party_id(k) == id_), None)
    own = [m for m in mentions if m.key == key] or list(mentions)
    name = key.removeprefix(LEXICON) if key and key.startswith(LEXICON) else _commonest_name(own)
    kind = max(_KINDS, key=lambda k: (sum(m.articles for m in own if m.kind is k), -_KINDS.index(k)))
    aliases = {alias for m in mentions for alias in (m.name, *m.aliases)} - {name}
    return Party(id_, key or own[0].key, name, kind, tuple(sorted(aliases)))


def extend(party: Party, mentions: Iterable[Mentioned]) -> Party | None:
    """The party after further mentions, without a look at the earlier ones; None when these must be counted anew.

    A vote for the name and kind that lead already changes neither, and a new alias is only added. So a party that
    thousands of articles mention costs no more than a new one.
    """
    aliases = set(party.aliases)
    for mention in mentions:
        settled = party.key.startswith(LEXICON) or mention.name == party.name
        if mention.key != party.key or mention.kind is not party.kind or not settled:
            return None
        aliases |= {mention.name, *mention.aliases}
    return replace(party, aliases=tuple(sorted(aliases - {party.name})))


def _commonest_name(mentions: Sequence[Mentioned]) -> str:
    """By articles, then by mentions in them; of equals the shorter, then the first by its characters."""
    articles: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for mention in mentions:
        articles[mention.name] += mention.articles
        counts[mention.name] += mention.count
    return min(articles, key=lambda name: (-articles[name], -counts[name], len(name), name))


def party_row(party: Party) -> dict[str, Any]:
    """The party as the properties of its node."""
    return {
        "id": party.id,
        "key": party.key,
        "name": party.name,
        "kind": str(party.kind),
        "aliases": list(party.aliases),
        "search": search_text((party.name, *party.aliases)),
    }


def read_party(row: Mapping[str, Any]) -> Party:
    """The inverse of `party_row`."""
    return Party(row["id"], row["key"], row["name"], PartyKind(row["kind"]), tuple(row["aliases"] or ()))
