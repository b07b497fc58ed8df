"""The parties of an article under all their names, and the places where these stand."""

from __future__ import annotations

from collections import Counter, defaultdict

from graph.ids import fold
from graph.model import PartyKind
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
    surfaces: dict[str, Counter[str]] = defaultdict(Counter)
    members: dict[str, dict[str, None]] = defaultdict(dict)
    roots = []
    for start, end in spots:
        root = groups.root(plain[start:end])
        roots.append(root)
        surfaces[root][text[start:end]] += 1
        members[root][plain[start:end]] = None
    index = {root: i for i, root in enumerate(surfaces)}
    mentions = tuple(
        Mention(start, end, index[root], _rules(names.get(plain[start:end]))) for (start, end), root in zip(spots, roots, strict=True)
    )
    return tuple(_party(surfaces[r], list(members[r]), groups.entry(r), names) for r in surfaces), mentions


def _rules(name: Name | None) -> str:
    return "+".join(sorted(name.rules)) if name else "bracket"


def _party(surfaces: Counter[str], members: list[str], entry: Entry | None, names: dict[str, Name]) -> TextParty:
    name = max(surfaces, key=lambda s: (not forms.is_ticker(s), not forms.incorporated(s), surfaces[s], len(s)))
    if entry:
        return TextParty(f"lexicon:{entry.name}", name, entry.kind, tuple(surfaces))
    full = max(members, key=lambda m: (not forms.is_ticker(m), len(m)))
    kinds: Counter[PartyKind] = sum((names[m].kinds for m in members if m in names), Counter())
    kind = kinds.most_common(1)[0][0] if kinds else kind_of(full)
    return TextParty(key_of(full), name, kind, tuple(surfaces))


def key_of(full: str) -> str:
    """The identity over all articles of a party that no list knows, from its fullest name in normal form."""
    return fold(forms.without_law(forms.bank(full) or full))
