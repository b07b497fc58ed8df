"""The parties of an article under all their names, and the places where these stand."""

from __future__ import annotations

from graph.ids import fold
from ingest.lexicon.loader import Entry, Lexicon
from ingest.text.annotations import Mention, TextParty
from ingest.text.names import forms
from ingest.text.names.collect import Collected, Name
from ingest.text.names.joining import Groups, Place, join_brackets, join_same, join_shorter
from ingest.text.names.organisations import kind_of


def resolve(text: str, found: Collected, lexicon: Lexicon) -> tuple[tuple[TextParty, ...], tuple[Mention, ...]]:
    """The parties of an article and their mentions, both in the order of the text."""
    plain = found.tokens.plain
    groups = Groups(found.names, lexicon)
    extra = join_brackets(plain, found.places, groups)
    join_same(found.names, groups)
    join_shorter(list(found.names), groups)
    return _parties(text, plain, sorted({*found.places, *extra}), groups, found.names)


def _parties(
    text: str, plain: str, spots: list[Place], groups: Groups, names: dict[str, Name]
) -> tuple[tuple[TextParty, ...], tuple[Mention, ...]]:
    surfaces: dict[str, dict[str, int]] = {}
    members: dict[str, dict[str, None]] = {}
    index: dict[str, int] = {}
    known: dict[str, tuple[str, str]] = {}
    mentions = []
    for start, end in spots:
        form, surface = plain[start:end], text[start:end]
        if form not in known:
            known[form] = groups.root(form), _rules(names.get(form))
        root, rules = known[form]
        if root not in index:
            index[root], surfaces[root], members[root] = len(index), {}, {}
        surfaces[root][surface] = surfaces[root].get(surface, 0) + 1
        members[root][form] = None
        mentions.append(Mention(start, end, index[root], rules))
    return tuple(_party(surfaces[r], list(members[r]), groups.entry(r), names) for r in surfaces), tuple(mentions)


def _rules(name: Name | None) -> str:
    return "+".join(sorted(name.rules)) if name else "bracket"


def _party(surfaces: dict[str, int], members: list[str], entry: Entry | None, names: dict[str, Name]) -> TextParty:
    name = next(iter(surfaces))
    if len(surfaces) > 1:
        name = max(surfaces, key=lambda s: (not forms.is_ticker(s), not forms.incorporated(s), surfaces[s], len(s)))
    if entry:
        return TextParty(f"lexicon:{entry.name}", name, entry.kind, tuple(surfaces))
    full = max(members, key=lambda m: (not forms.is_ticker(m), len(m))) if len(members) > 1 else members[0]
    told = [names[member].kinds for member in members if member in names and names[member].kinds]
    kinds = sum(told[1:], told[0]) if told else None
    kind = max(kinds, key=kinds.__getitem__) if kinds else kind_of(full)
    return TextParty(key_of(full), name, kind, tuple(surfaces))


def key_of(full: str) -> str:
    """The identity over all articles of a party that no list knows, from its fullest name in normal form."""
    return fold(forms.without_law(forms.bank(full) or full))
