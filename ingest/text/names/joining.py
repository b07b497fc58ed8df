"""Which forms of a name are one party: 阿里巴巴, 阿里巴巴集团控股有限公司 and Alibaba; never 招商银行 and 招商证券."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from graph.ids import fold
from ingest.lexicon.loader import Entry, Lexicon
from ingest.text.names import forms, words
from ingest.text.names.brackets import Bracket, brackets

Place = tuple[int, int]


class Groups:
    """Forms that mean one party. Two parties of the lexicon are never joined."""

    def __init__(self, names: Iterable[str], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._parent: dict[str, str] = {}
        self._entry: dict[str, Entry | None] = {}
        self._firms: dict[str, frozenset[str]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        if name not in self._parent:
            self._parent[name] = name
            self._entry[name] = _entry(name, self._lexicon)
            self._firms[name] = frozenset({forms.placeless(forms.without_law(name))}) if forms.incorporated(name) else frozenset()

    def root(self, name: str) -> str:
        while (parent := self._parent[name]) != name:
            self._parent[name] = name = self._parent[parent]
        return name

    def entry(self, name: str) -> Entry | None:
        """The party of the lexicon that the form's group means."""
        return self._entry[self.root(name)]

    def are_apart(self, a: str, b: str) -> bool:
        """Whether a register has the two as different firms: 海晟股份有限公司 and 海晟新材料有限公司."""
        a, b = self.root(a), self.root(b)
        return bool(self._firms[a] and self._firms[b]) and not self._firms[a] & self._firms[b]

    def join(self, a: str, b: str) -> None:
        a, b = self.root(a), self.root(b)
        first, second = self._entry[a], self._entry[b]
        if a == b or (first and second and first is not second):
            return
        self._parent[b] = a
        self._firms[a] |= self._firms[b]
        self._entry[a] = first or second


def _entry(name: str, lexicon: Lexicon) -> Entry | None:
    """The party of the lexicon under this name (in normal form), or without form of law, branch and, of a full name, place and trade."""
    tries = {name: None, forms.without_law(name): None}
    if (bank := forms.bank(name)) or forms.incorporated(name):
        tries |= dict.fromkeys([bank] if bank else forms.stems(name))
    return next((entry for form in tries if len(form) > 1 and (entry := lexicon.folded.get(fold(form)))), None)


def join_brackets(plain: str, places: Sequence[Place], groups: Groups) -> list[Place]:
    """Joins what brackets say is one party. Returns the places of names that only brackets tell."""
    taken = sorted(places)
    starts = [start for start, _ in taken]
    extra: list[Place] = []
    for start, end in taken:
        form = plain[start:end]
        for bracket in brackets(plain, end):
            other = plain[bracket.start : bracket.end]
            if not _names(form, bracket, other):
                continue
            groups.add(other)
            groups.join(form, other)
            before = bisect_left(starts, bracket.end) - 1
            if before < 0 or taken[before][1] <= bracket.start:
                extra.append((bracket.start, bracket.end))
    return extra


def _names(form: str, bracket: Bracket, other: str) -> bool:
    """Whether a bracket gives another name: not a role, not a word that names nothing."""
    if bracket.what == "ticker":
        return True
    return bracket.what != "role" and other not in words.NO_LATIN and other not in words.GENERIC and other != form


def join_same(names: Iterable[str], groups: Groups) -> None:
    """Joins forms of one party of the lexicon, and forms that differ in case, blanks, brackets or form of law alone."""
    entries: dict[str, str] = {}
    folded: dict[str, str] = {}
    for name in names:
        if entry := groups.entry(name):
            groups.join(entries.setdefault(entry.name, name), name)
        core = forms.without_law(forms.bank(name) or name)
        groups.join(folded.setdefault(fold(core), name), name)


def join_shorter(names: Sequence[str], groups: Groups) -> None:
    """Joins a short form with the longer ones that it abridges, if these are one party among themselves."""
    longer: dict[str, list[str]] = defaultdict(list)
    for short, name in _abridgements(names, groups):
        longer[short].append(name)
    for short, candidates in longer.items():
        sure = [c for c in candidates if forms.is_trade(_rest(short, c))]
        chain = next((chain for chain in (candidates, sure) if _is_chain(chain, groups)), [])
        for name in chain:
            if not groups.are_apart(short, name):
                groups.join(short, name)


def _abridgements(names: Sequence[str], groups: Groups) -> Iterator[tuple[str, str]]:
    """Pairs of a short form and a longer one that begins with it, form of law and leading place apart."""
    by_length = sorted(names, key=len)
    shorts: dict[str, list[str]] = defaultdict(list)
    for name in by_length:
        shorts[forms.without_law(name)].append(name)
    for name in by_length:
        core = forms.without_law(name)
        for start in dict.fromkeys((core, forms.placeless(core))):
            for head in (start[:size] for size in range(2, len(start) + 1)):
                for short in shorts.get(head, ()):
                    if len(short) < len(name) and _abridges(head, start, name, groups):
                        yield short, name


def _abridges(short: str, core: str, name: str, groups: Groups) -> bool:
    """Whether `short` stands for `core`, the name without place and law. A known party is not its subsidiary."""
    rest = core[len(short) :]
    if short.isascii():
        return len(short) > 3 and (not rest or rest.startswith(" "))
    if len(short) < 2 or (rest and forms.is_word(short)):
        return False
    if _known(short, groups):
        return not rest or (forms.incorporated(name) and forms.is_trade(rest))
    return not rest or len(rest) > 1


def _rest(short: str, name: str) -> str:
    core = forms.placeless(forms.without_law(name))
    return core.removeprefix(forms.without_law(short))


def _known(name: str, groups: Groups) -> bool:
    try:
        return groups.entry(name) is not None
    except KeyError:
        return False


def _is_chain(candidates: list[str], groups: Groups) -> bool:
    """Whether each of the longer forms continues the one before or is already joined with it."""
    cores = sorted((forms.placeless(forms.without_law(c)), c) for c in dict.fromkeys(candidates))
    return all(b.startswith(a) or groups.root(x) == groups.root(y) for (a, x), (b, y) in pairwise(cores))
