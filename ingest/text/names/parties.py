"""Which names of an article are one party: 阿里巴巴, 阿里巴巴集团控股有限公司 and Alibaba; never 招商银行 and 招商证券."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from graph.ids import fold
from graph.model import PartyKind
from ingest.lexicon.loader import Entry, Lexicon
from ingest.text.annotations import Mention, TextParty
from ingest.text.names import forms, words
from ingest.text.names.brackets import Bracket, brackets
from ingest.text.names.collect import Collected, Name


class Groups:
    """Forms that mean one party. Two parties of the lexicon are never joined."""

    def __init__(self, names: Iterable[str], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._parent: dict[str, str] = {}
        self._entry: dict[str, Entry | None] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        if name not in self._parent:
            self._parent[name] = name
            self._entry[name] = _entry(name, self._lexicon)

    def root(self, name: str) -> str:
        while (parent := self._parent[name]) != name:
            self._parent[name] = name = self._parent[parent]
        return name

    def entry(self, name: str) -> Entry | None:
        return self._entry[self.root(name)]

    def join(self, a: str, b: str) -> None:
        a, b = self.root(a), self.root(b)
        first, second = self._entry[a], self._entry[b]
        if a == b or (first and second and first is not second):
            return
        self._parent[b] = a
        self._entry[a] = first or second

    def members(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = defaultdict(list)
        for name in self._parent:
            groups[self.root(name)].append(name)
        return groups


def _entry(name: str, lexicon: Lexicon) -> Entry | None:
    """The party of the lexicon under this name, or under it without its form of law."""
    bare = forms.without_law(name)
    tries = [name, bare]
    if bank := forms.bank(name):
        tries.append(bank)
    if forms.incorporated(name):
        tries += [bare[forms.places(bare) :], *forms.stems(name)]
    return next((entry for form in tries if len(form) > 1 and (entry := lexicon.party(form))), None)


def resolve(text: str, found: Collected, lexicon: Lexicon) -> tuple[tuple[TextParty, ...], tuple[Mention, ...]]:
    """The parties of an article and their mentions, both in the order of the text."""
    plain = found.tokens.plain
    groups = Groups(found.names, lexicon)
    extra = _join_brackets(plain, found, groups)
    _join_entries(found.names, groups)
    _join_stems(found.names, groups)
    spots = sorted({**dict.fromkeys(found.places, ""), **extra})
    return _parties(text, plain, spots, groups, found.names)


def _join_brackets(plain: str, found: Collected, groups: Groups) -> dict[tuple[int, int], str]:
    """Joins what brackets say is one party; the places of names that only brackets tell."""
    taken = dict(found.places)
    extra: dict[tuple[int, int], str] = {}
    for start, end in found.places:
        form = plain[start:end]
        for bracket in brackets(plain, end):
            other = plain[bracket.start : bracket.end]
            if bracket.what == "role" or not _fits(form, bracket, other):
                continue
            groups.add(other)
            groups.join(form, other)
            if bracket.start not in taken and not any(s < bracket.end and bracket.start < e for s, e in found.places):
                extra[(bracket.start, bracket.end)] = other
    return extra


def _fits(form: str, bracket: Bracket, other: str) -> bool:
    """Whether a bracket may give another name: not a word that names nothing, not a state after a person."""
    return bracket.what == "ticker" or (other not in words.NO_LATIN and other not in words.GENERIC and other != form)


def _join_entries(names: dict[str, Name], groups: Groups) -> None:
    by_entry: dict[str, str] = {}
    for name in names:
        if entry := groups.entry(name):
            groups.join(by_entry.setdefault(entry.name, name), name)
    folded: dict[str, str] = {}
    for name in names:
        groups.join(folded.setdefault(fold(name), name), name)


def _join_stems(names: dict[str, Name], groups: Groups) -> None:
    """A short form joins the one longer form that it abridges."""
    longer: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=len):
        for stem in dict.fromkeys(_abridged(name, groups)):
            if stem != name and stem in names:
                longer[stem].append(name)
    for stem, candidates in longer.items():
        nested = all(a in b or forms.incorporated(a) or forms.incorporated(b) for a, b in itertools.pairwise(candidates))
        if len(candidates) == 1 or nested:
            for name in candidates:
                groups.join(stem, name)


def _abridged(name: str, groups: Groups) -> Iterator[str]:
    """Stems of a name; those of a known party only if what is cut says nothing (小米汽车 is not 小米)."""
    if bank := forms.bank(name):
        yield bank
    bare = forms.without_law(name)
    yield bare
    for stem in forms.stems(name):
        if groups.entry(name) is None and (not _known(stem, groups) or forms.incorporated(name)):
            yield stem


def _known(stem: str, groups: Groups) -> bool:
    try:
        return groups.entry(stem) is not None
    except KeyError:
        return False


def _parties(
    text: str, plain: str, spots: list[tuple[int, int]], groups: Groups, names: dict[str, Name]
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
        Mention(start, end, index[root], "+".join(sorted(names[plain[start:end]].rules)) if plain[start:end] in names else "bracket")
        for (start, end), root in zip(spots, roots, strict=True)
    )
    return tuple(_party(surfaces[r], list(members[r]), groups.entry(r), names) for r in surfaces), mentions


def _party(surfaces: Counter[str], members: list[str], entry: Entry | None, names: dict[str, Name]) -> TextParty:
    name = max(surfaces, key=lambda s: (surfaces[s], not forms.incorporated(s), len(s)))
    if entry:
        return TextParty(f"lexicon:{entry.name}", name, entry.kind, tuple(surfaces))
    full = max(members, key=len)
    kinds: Counter[PartyKind] = sum((names[m].kinds for m in members if m in names), Counter())
    kind = kinds.most_common(1)[0][0] if kinds else PartyKind.COMPANY
    return TextParty(fold(forms.without_law(forms.bank(full) or full)), name, kind, tuple(surfaces))
