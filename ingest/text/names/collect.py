"""One article: every rule's finds, then every found name wherever else it stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from graph.model import PartyKind
from ingest.text.names import forms, words
from ingest.text.names.growth import grown
from ingest.text.names.guesses import Guesses
from ingest.text.names.lists import members
from ingest.text.names.marks import Finder, Found
from ingest.text.names.organisations import GOODS
from ingest.text.names.shorts import shorter
from ingest.text.names.tokens import Tokens
from ingest.text.names.trimming import strays

_NO_NAME = re.compile(
    r"(?:上市|合资|创业|初创|子|两家|家|本|该|某|上述)(?:公司|集团|企业|银行|机构)$|(?:[日时晚早周]报|周刊|通讯社|邮报|杂志)$|^(?:上|下|本|这)?周[一二三四五六日天]$|(?:世纪|月份)$|^[今去前明]年|^[一两二三四五六七八九十几多各这那某哪]+[家大]|^[一两二三四五六七八九十百\d.]+(?:GW|MW|吉瓦|兆瓦|万?[座栋艘台颗])"
)
_DASH = re.compile(r"(?<=[\u4e00-\u9fff])[-—–](?=[\u4e00-\u9fff])")
_BEFORE_FIGURES = frozenset("近约超逾达仅至共")
_ADVERB = re.compile(r"分(?=[一二两三四五六七八九十几\d]+(?:笔|次|期|批|步|轮|阶段|年)|批|期|别)|[便亦均遂](?=[与和向将对为由已在从以把])")
"""A character behind a name that says how or when what follows is done (宁海投资|分三笔, 南江基金|便与)."""
_BEHIND = re.compile(r"(?:(?<=[\u4e00-\u9fff]{2})(?:CEO|CFO|COO|CTO|CIO)|(?<=银行)(?:贷款|借款|授信))$")
"""A title or a loan that is no part of the name before it (度小满CEO, 浙商银行贷款)."""
_LOOSE = frozenset({"chunk", "ending"})
"""Rules that may have cut a name short."""
_BEGUN = re.compile(
    r"资本(?:开支|支出|市场|公积|结构|运作)|投资(?:额|收益|者|人|总额|规模|协议|组合|回报)|控股(?:股东|权)|股份(?:数|总数|回购|转让)|基金(?:经理|份额)|科技(?:股|巨头)|证券(?:业|交易)"
)
"""Words of money that begin like the end of a name."""
LONGEST = 80
"""Characters of a name; a longer run of its words is no name but a text without marks."""
FAR = 16
"""Characters within which a bracket opens that a name begins in."""
SUPPORTED = 0.3
"""The share of a name that a model must see in what a rule guesses."""
NOTHING = 0.05
"""The share from which down the model sees nothing of a name, even of a known one."""
HALF_SEEN = 0.2
"""The share from which the rest of a word is taken for a part of the name that ends in it."""


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


class LearnedName(Protocol):
    """A name that a model found."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> PartyKind: ...


class Learned(Protocol):
    """What a model says of the names of a text."""

    @property
    def names(self) -> Sequence[LearnedName]: ...
    def support(self, start: int, end: int) -> float | None: ...


class _Trust:
    """The model's names, and its veto on what rules guess where it has looked."""

    def __init__(self, learned: Learned | None) -> None:
        self._learned = learned
        self._starts = [name.start for name in learned.names] if learned else []

    def found(self, tokens: Tokens) -> Iterator[Found]:
        """A bare place (中东主权基金) is no party; the grammar knows where one pays."""
        plain = tokens.plain
        names = self._learned.names if self._learned else ()
        begun = {name.end: name.start for name in names}
        for name in names:
            start, end = mended(plain, _opened(plain, name, begun), self._end(tokens, name))
            for first, last in _between_dashes(plain, start, end):
                if last - first > 1 and not _is_place(plain[first:last]):
                    yield Found(first, last, "encoder", name.kind)

    def _end(self, tokens: Tokens, name: LearnedName) -> int:
        """Where the name ends. An end within a word (朝阳国|资, 格林美商|谈) moves behind the word where the model half sees it as a part
        of the name, and before it where the model sees nothing there."""
        at = bisect_left(tokens.starts, name.end)
        if tokens.starts[at] == name.end:
            return name.end - _begun(tokens.plain, name.end)
        first, last = tokens.starts[at - 1], tokens.starts[at]
        beyond = self.support(name.end, last) or 0.0
        if beyond >= HALF_SEEN:
            return last
        return first if beyond < NOTHING and name.end - first == 1 and first - name.start > 2 else name.end

    def kept(self, plain: str, finds: Iterable[Found]) -> Iterator[Found]:
        """What rules guess, without what the model sees no name in wherever it has looked, or sees to begin or to end elsewhere
        (收购|闽江股份)."""
        if self._learned is None:
            yield from finds
            return
        finds = list(finds)
        best: dict[str, float] = {}
        for find in finds:
            support = self.support(find.start, find.end)
            if support is not None:
                form = plain[find.start : find.end]
                best[form] = max(support, best.get(form, 0.0))
        for find in finds:
            if best.get(plain[find.start : find.end], 1.0) > SUPPORTED and not self._cut_otherwise(find):
                yield find

    def support(self, start: int, end: int) -> float | None:
        return self._learned.support(start, end) if self._learned else None

    def stands(self, start: int, end: int) -> bool:
        """Whether a name is one here: 苹果 in a greengrocer's shop is not, nor is 太古 in 太古冷藏, which is another firm."""
        support = self.support(start, end)
        return support is None or support > NOTHING

    def _cut_otherwise(self, find: Found) -> bool:
        """Whether a name of the model lies inside the guess, with nothing of a name around it."""
        if self._learned is None:
            return False
        names = self._learned.names
        at = bisect_left(self._starts, find.start)
        while at < len(names) and names[at].start < find.end:
            name = names[at]
            if name.end <= find.end and name.end - name.start < find.end - find.start:
                around = [(find.start, name.start), (name.end, find.end)]
                return all(start == end or (self.support(start, end) or 0.0) < SUPPORTED for start, end in around)
            at += 1
        return False


def mended(plain: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of a learned name, moved to the ends of Latin words, and off a bracket that closes what is not opened inside and
    a word that belongs to what stands behind (英特尔|近10%), or to an office or a loan."""
    while 0 < start < end and _in_word(plain, start):
        start -= 1
    while start < end < len(plain) and _in_word(plain, end):
        end += 1
    while end - start > 1 and plain[end - 1] == ")" and plain.count(")", start, end) > plain.count("(", start, end):
        end -= 1
    if end - start > 2 and plain[end - 1] in _BEFORE_FIGURES and plain[end : end + 1].isdigit():
        end -= 1
    if end - start > 2 and _ADVERB.match(plain, end - 1):
        end -= 1
    if behind := _BEHIND.search(plain, start, end):
        end = behind.start()
    return start, end


def _opened(plain: str, name: LearnedName, begun: Mapping[int, int]) -> int:
    """Where the name begins: one that begins within a bracket goes on from the name before the bracket (广汽(HK2238)资本)."""
    closes = plain.find(")", name.start, name.end - 1)
    opens = plain.rfind("(", max(0, name.start - FAR), name.start)
    inside = 0 <= opens < closes and plain.find("(", name.start, closes) < 0
    return begun.get(opens, name.start) if inside else name.start


def _without_goods(plain: str, finds: Iterable[Found], known: Iterable[Found]) -> Iterator[Found]:
    """What the model found, a known firm without what it makes (英伟达|芯片)."""
    ends = {mark.start: mark.end for mark in known}
    for find in finds:
        end = ends.get(find.start, find.end)
        made = end < find.end and plain[end : find.end].strip() in GOODS
        yield Found(find.start, end, find.rule, find.kind) if made else find


def _between_dashes(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A name, or both of a headline that sets two side by side (江山化工-衢州国资)."""
    for dash in _DASH.finditer(plain, start, end):
        yield start, dash.start()
        start = dash.end()
    yield start, end


def _in_word(plain: str, at: int) -> bool:
    """Whether the characters on both sides of `at` are of one Latin word."""
    sides = plain[at - 1 : at + 1]
    return sides.isascii() and sides.isalpha()


def _begun(plain: str, end: int) -> int:
    """How many characters before `end` begin a word that goes on behind it: 2 in 微软资本|开支."""
    word = _BEGUN.match(plain, max(0, end - 2))
    return 2 if word else 0


def _is_place(form: str) -> bool:
    ending = "公司"
    return forms.placeless(form + ending) == ending


def collect(guesses: Guesses, learned: Learned | None = None) -> Collected:
    """The names of a text: known ones, what rules guess as far as a model sees names there, what the model finds, and what follows
    from these."""
    tokens, plain = guesses.tokens, guesses.tokens.plain
    trust = _Trust(learned)
    names = _table(plain, [*guesses.known, *trust.kept(plain, guesses.guessed), *_without_goods(plain, trust.found(tokens), guesses.known)])
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
