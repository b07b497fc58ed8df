"""One article: every rule's finds, then every found name wherever else it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.model import PartyKind
from ingest.text.names import words
from ingest.text.names.bounds import bare
from ingest.text.names.growth import grown
from ingest.text.names.guesses import Guesses
from ingest.text.names.lists import members
from ingest.text.names.marks import Finder, Found
from ingest.text.names.shorts import shorter
from ingest.text.names.tokens import Tokens
from ingest.text.names.trimming import strays
from ingest.text.names.trust import Learned, Trust

_NO_NAME = re.compile(
    r"(?:上市|合资|创业|初创|子|两家|家|本|该|某|上述)(?:公司|集团|企业|银行|机构)$|(?:[日时晚早周]报|周刊|通讯社|邮报|杂志)$|^(?:上|下|本|这)?周[一二三四五六日天]$|(?:世纪|月份)$|^[今去前明]年|^[一两二三四五六七八九十几多各这那某哪]+[家大]|^[一两二三四五六七八九十百\d.]+(?:GW|MW|吉瓦|兆瓦|万?[座栋艘台颗])"
)
_LOOSE = frozenset({"chunk", "ending"})
"""Rules that may have cut a name short."""
LONGEST = 80
"""Characters of a name; a longer run of its words is no name but a text without marks."""


@dataclass(slots=True)
class Name:
    """A form of a name in normal characters, with what is known of it."""

    form: str
    rules: set[str] = field(default_factory=set)
    kinds: Counter[PartyKind] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Collected:
    """The names of an article and every place where one of them stands, in order, none over another."""

    tokens: Tokens
    names: dict[str, Name]
    places: tuple[tuple[int, int], ...]


def collect(guesses: Guesses, learned: Learned | None = None) -> Collected:
    """The names of a text: known ones, what rules guess as far as a model sees names there, what the model finds, and what follows
    from these."""
    tokens, plain = guesses.tokens, guesses.tokens.plain
    trust = Trust(learned)
    found = bare(plain, [*trust.kept(plain, guesses.guessed), *trust.found(tokens)], guesses.known)
    names = _table(plain, [*guesses.known, *found])
    _grow(plain, names)
    for stray in list(strays(plain, {form: name.rules for form, name in names.items()})):
        del names[stray]
    places, known = tuple(_locate(tokens, names)), len(names)
    _add(names, plain, trust.kept(plain, members(tokens, places)))
    _shorten(plain, names, places)
    if len(names) > known:
        places = tuple(_locate(tokens, names))
    return Collected(tokens, names, tuple(place for place in places if trust.stands(*place)))


def _table(plain: str, finds: Iterable[Found]) -> dict[str, Name]:
    names: dict[str, Name] = {}
    _add(names, plain, finds)
    return names


def _add(names: dict[str, Name], plain: str, finds: Iterable[Found]) -> None:
    refused: dict[str, bool] = {}
    for found in finds:
        form = plain[found.start : found.end].strip(" -·")
        if form not in refused and len(form) <= LONGEST:
            refused[form] = _NO_NAME.search(form) is not None
        if not 2 <= len(form) <= LONGEST or form in words.GENERIC or (found.rule != "lexicon" and refused[form]):
            continue
        name = names.get(form)
        if name is None:
            name = names[form] = Name(form)
        name.rules.add(found.rule)
        if found.kind:
            name.kinds[found.kind] += 1


def _grow(plain: str, names: dict[str, Name]) -> None:
    loose = [name.form for name in names.values() if name.rules <= _LOOSE]
    for form, longer in list(grown(plain, loose)):
        name = names.pop(form)
        known = names.setdefault(longer, Name(longer))
        known.rules |= name.rules
        known.kinds += name.kinds


def _shorten(plain: str, names: dict[str, Name], places: Sequence[tuple[int, int]]) -> None:
    for form, stem in list(shorter(plain, names, places)):
        names[stem] = Name(stem, {"short"}, Counter(names[form].kinds))


def _locate(tokens: Tokens, names: dict[str, Name]) -> Iterable[tuple[int, int]]:
    bounds = set(tokens.starts)
    for start, end in Finder(names)(tokens.plain):
        if end - start > 3 or (start in bounds and end in bounds) or not "\u4e00" <= tokens.plain[start] <= "\u9fff":
            yield start, end
