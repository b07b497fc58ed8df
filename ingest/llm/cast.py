"""The parties of an article as both readers see them: a name that the model tells is matched to one, or makes a new one.

Identity stays with the lexicon and the rules of names: the model only says that there is a party by that name, and the
text must have the name. Where the rules of names have cut a name that no list knows too short or too long, the model's
holds, and the party is known by it from then on (`renamed`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from graph.ids import fold
from graph.model import PartyKind
from ingest.lexicon.loader import Lexicon
from ingest.llm.spots import Occurrences, Spots
from ingest.llm.told import ToldParty
from ingest.text.annotations import Reference, Sentence, TextParty
from ingest.text.names import forms, words
from ingest.text.names.organisations import kind_of
from ingest.text.names.parties import key_of
from ingest.text.normal import normalize

Stretch = tuple[int, int]
REACH = 3
"""Sentences before the evidence (and one behind) in which a party counts as the one that is meant."""
UNNAMED = frozenset("其 它 他 她 我们 双方 前者 后者 对方 本公司 该公司 公司 该行 本行 集团 公众 市场".split())
LISTED = "lexicon:"
NO_NAME = re.compile(r"[;。!?、\n]|(?<=[^\x00-\x7f]),")
NEVER_ALONE = frozenset("vdpcurtmqfwy")
"""First letters of the tags of words that are no name by themselves: verbs, adverbs, particles, times, numbers."""


class Cast:
    """Parties, mentions and references of one article; grows by the names that are asked for."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self._plain: str = doc._.plain
        self._text: str = doc.text
        self._lexicon = lexicon
        self._references: tuple[Reference, ...] = doc._.references
        self._sentences: tuple[Sentence, ...] = doc._.sents_
        self._sentence_starts = [s.start for s in self._sentences]
        self._spots = Spots(self._plain, doc._.mentions)
        self._told: dict[str, ToldParty] = {}
        self._keys: dict[str, int] = {}
        self._names: dict[str, int] = {}
        self.parties: list[TextParty] = []
        self.renamed: dict[str, str] = {}
        """Keys of parties that are known by another one now."""
        for party in doc._.parties:
            self._enter(party)

    @property
    def spots(self) -> Spots:
        """Where parties are named."""
        return self._spots

    def introduce(self, parties: Iterable[ToldParty]) -> None:
        """What the model says of the kinds and names of parties; used when one of them is asked for."""
        for party in parties:
            for name in (party.name, *party.aliases):
                self._told.setdefault(_folded(name), party)

    def third(self, name: str, near: Stretch) -> int | None:
        """The party that is the subject of a deal; a subject that is no known party and was not introduced as one is a thing."""
        return self.find(name, near) if _folded(name) in self._told else self._known(name) if name else None

    def find(self, name: str, near: Stretch) -> int | None:
        """The party that the model calls `name` in the evidence `near`, as an index of `parties`; None where the text names none such."""
        if not name:
            return None
        if (known := self._known(name)) is not None:
            return self._trim(known, name)
        told = self._told.get(_folded(name), ToldParty(name, ""))
        other = next((p for each in (told.name, *told.aliases) if (p := self._known(each)) is not None), None)
        if other is not None and self._also(other, name):
            return other
        return self._meant(name, near) if _is_unnamed(name, told.kind) else self._new(name, told.kind)

    def named(self, party: int, stretch: Stretch) -> bool:
        """Whether a name of the party begins in these characters."""
        return self._spots.begins(party, stretch)

    def referred(self, party: int, stretch: Stretch) -> bool:
        """Whether a pronoun or role word in these characters stands for the party."""
        return any(party in reference.parties for reference in self._within(stretch))

    def nearby(self, party: int, stretch: Stretch) -> bool:
        """Whether the party is named in a sentence close to these characters."""
        first = bisect_left(self._sentence_starts, stretch[0] + 1) - 1 - REACH
        last = bisect_left(self._sentence_starts, stretch[1])
        low = self._sentences[max(0, first)].start
        high = self._sentences[last].end if last < len(self._sentences) else len(self._plain)
        return self.named(party, (low, high))

    def _within(self, stretch: Stretch) -> Iterator[Reference]:
        first = bisect_left(self._references, stretch[0], key=lambda r: r.start)
        last = bisect_left(self._references, stretch[1], key=lambda r: r.start)
        yield from self._references[first:last]

    def _known(self, name: str) -> int | None:
        """By its name, by the lexicon, or by its name without form of law."""
        if (found := self._names.get(_folded(name))) is not None:
            return found
        entry = self._lexicon.party(name)
        if entry and (found := self._keys.get(LISTED + entry.name)) is not None:
            return found
        return self._names.get(fold(forms.without_law(normalize(name))))

    def _meant(self, name: str, near: Stretch) -> int | None:
        """The one party that the same pronoun or role word in the evidence stands for."""
        plain = normalize(name)
        meant = {r.parties for r in self._within(near) if self._plain[r.start : r.end] == plain}
        (parties,) = meant if len(meant) == 1 else ((),)
        return parties[0] if len(parties) == 1 else None

    def _also(self, party: int, name: str) -> bool:
        """Takes `name` as a further name of the party where the text has it and it is neither another's nor a word."""
        plain = normalize(name)
        if self._lexicon.party(name) or not _is_name(plain) or forms.is_word(plain):
            return False
        found = self._spots.occurrences(plain)
        if not found.free and found.held | found.holding != {party}:
            return False
        known = self.parties[party]
        surfaces = (self._text[start:end] for start, end in found.free)
        self._change(party, replace(known, aliases=tuple(dict.fromkeys((*known.aliases, *surfaces)))))
        self._spots.put(party, found.free)
        self._names[_folded(name)] = party
        return True

    def _new(self, name: str, kind: str) -> int | None:
        plain = normalize(name)
        if not _is_name(plain):
            return None
        found = self._spots.occurrences(plain)
        if (same := self._misread(plain, found)) is not None:
            return self._correct(same, plain, [*found.over, *found.inside], kind)
        places = [*found.free, *found.over]
        if not places:
            return None
        party = self._enter(self._party(plain, self._surfaces(places), kind))
        self._spots.put(party, places)
        return party

    def _misread(self, plain: str, found: Occurrences) -> int | None:
        """The party whose name the rules of names cut too short or too long, at every place where the model sees this one."""
        if found.free or bool(found.over) == bool(found.inside) or len(found.held | found.holding) != 1:
            return None
        (party,) = found.held | found.holding
        if self.parties[party].key.startswith(LISTED):
            return None
        seen = {self._plain[m.start : m.end] for place in (*found.over, *found.inside) for m in self._spots.touched(place)}
        near = all(2 * min(len(plain), len(name)) >= max(len(plain), len(name)) for name in seen)
        return party if near or (found.inside and all(_has_verb(name.replace(plain, "", 1)) for name in seen)) else None

    def _trim(self, party: int, name: str) -> int:
        """Takes a verb off the names of a party that no list knows, where the model does not see it as part of the name."""
        told = self._told.get(_folded(name))
        if told is None or self.parties[party].key.startswith(LISTED):
            return party
        plain, forms_told = normalize(name), {_folded(form) for form in (told.name, *told.aliases)}
        wrong = []
        for place in self._spots.occurrences(plain).inside:
            (mention,) = self._spots.touched(place)
            seen = self._plain[mention.start : mention.end]
            if mention.party == party and _folded(seen) not in forms_told and _has_verb(seen.replace(plain, "", 1)):
                wrong.append(place)
        return self._correct(party, plain, wrong, told.kind) if wrong else party

    def _correct(self, wrong: int, plain: str, places: Sequence[Stretch], kind: str) -> int:
        """Gives the party the name that the model sees at these places; what else it is called in the text it stays."""
        self._spots.put(wrong, places)
        before = self.parties[wrong]
        surfaces = [*self._surfaces(places), *(self._text[m.start : m.end] for m in self._spots.of(wrong))]
        after = self._party(plain, surfaces, kind or before.kind)
        target = self._keys.get(after.key, wrong)
        if target == wrong:
            self._change(wrong, after)
        else:
            self._spots.put(target, [(m.start, m.end) for m in self._spots.of(wrong)])
        self.renamed = {key: after.key if now == before.key else now for key, now in self.renamed.items()} | {before.key: after.key}
        for name in (plain, *surfaces):
            self._names[_folded(name)] = target
        return target

    def _party(self, plain: str, surfaces: list[str], kind: str) -> TextParty:
        aliases = tuple(dict.fromkeys(surfaces))
        if entry := self._lexicon.party(plain):
            return TextParty(LISTED + entry.name, surfaces[0], entry.kind, aliases)
        full = max((plain, *map(normalize, aliases)), key=len)
        return TextParty(key_of(full), surfaces[0], PartyKind(kind) if kind in list(PartyKind) else kind_of(full), aliases)

    def _surfaces(self, places: Iterable[Stretch]) -> list[str]:
        return [self._text[start:end] for start, end in places]

    def _enter(self, party: TextParty) -> int:
        number = len(self.parties)
        self.parties.append(party)
        self._change(number, party)
        return number

    def _change(self, number: int, party: TextParty) -> None:
        self.parties[number] = party
        self._keys.setdefault(party.key, number)
        names = (party.name, *party.aliases)
        for form in (*map(_folded, names), *(fold(forms.without_law(normalize(name))) for name in names)):
            self._names.setdefault(form, number)


def _folded(name: str) -> str:
    return fold(normalize(name))


def _has_verb(rest: str) -> bool:
    """Whether a name that goes on like this has swallowed a verb."""
    return any(tag.startswith("v") for _, tag in forms.parts(rest))


def _is_unnamed(name: str, kind: str) -> bool:
    """Whether it is a pronoun, a role or a group; a state is named by its country."""
    plain = normalize(name)
    return plain in UNNAMED or plain in words.ROLES or (plain in words.GENERIC and kind != PartyKind.GOVERNMENT)


def _is_name(plain: str) -> bool:
    """Whether a new party may have this name: two letters (or a capital, as X), and more than verbs or the words of a trade."""
    letters = len(plain) > 1 or (plain.isascii() and plain.isupper())
    if not letters or not fold(plain) or not any(c.isalpha() for c in plain) or NO_NAME.search(plain) or forms.is_trade(plain):
        return False
    (_, tag), *more = forms.parts(plain)
    return bool(more) or tag[0] not in NEVER_ALONE
