"""Short names without an ending: characters that form no word (恒砾), proper nouns, quoted words, split endings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from ingest.text.names import words
from ingest.text.names.evidence import Candidate, beside
from ingest.text.names.organisations import kind_of
from ingest.text.names.tokens import Tokens

_CHUNK = re.compile(r"(?=[PqNZHeO])(?<![OKkLlHZ])(?:P?[qNZHe]{0,2}O[ONZHq]*[Ne]?|[ZHN]?[ZH][ZHN]?)(?![OKkLlEBZHS])")
_EXTENDED = re.compile(r"(?=[OKk])(?:(?P<name>(?:O++[Kk]+[ONZH]*|[Kk]+(?:O[ONH]+|H))(?![EeBKkS]))|O++|[Kk]++)")
"""A run that is no such name is passed over as a whole, so that every letter is looked at a few times at most."""
_ABROAD = re.compile(r"(?:Kk*|Ll*)P(?=[VvXYW_)])")
_SPLIT = re.compile(r"[OqN](?<=[XYWVR(_].)[Vv][Ee]+(?![EeBONS])")
_QUOTE = re.compile("“")
_QUOTED = re.compile(r"(?<=X)[qPKkLlOZHNEeFvVS]{1,9}(?=X)")
_PLACES = frozenset("市县区镇村路省州山河湖岛街港湾寺庙楼桥")
_NEVER_LAST = frozenset("新大上下先全后前内同里中左右多")
_LONGEST = 8


def chunks(tokens: Tokens) -> Iterator[Candidate]:
    """Runs that may be names where a party would stand."""
    for match in _CHUNK.finditer(tokens.shape):
        first, last = match.span()
        if tokens.words[first] in words.COUNTRIES:
            first += 1
        if first and tokens.shape[first - 1] == "D":
            while first < last and tokens.shape[first] == "q":
                first += 1
        if last < len(tokens.words) and last - first > 1 and tokens.words[last - 1] in _NEVER_LAST and tokens.shape[last] in "vV":
            last -= 1
        name = tokens.text(first, last)
        if 2 <= len(name) <= _LONGEST and name[-1] not in _PLACES:
            yield Candidate(first, last, "chunk", _base(tokens.shape[first:last]))
    yield from _extended(tokens)
    yield from _split(tokens)
    yield from _quoted(tokens)


def _base(letters: str) -> float:
    if "OO" in letters:
        return 0.3 if set(letters) <= set("OqZH") else 0.25
    if "O" in letters:
        return 0.2 if set(letters) <= set("OqZH") else 0.1
    return 0.25 if "Z" in letters else 0.05


def _extended(tokens: Tokens) -> Iterator[Candidate]:
    """A known name inside an unknown one: 恒泰康源, 埃安能充, 特斯拉中国."""
    for match in _EXTENDED.finditer(tokens.shape):
        if match["name"]:
            yield Candidate(*match.span(), "extended", 0.4)
    for match in _ABROAD.finditer(tokens.shape):
        if tokens.words[match.end() - 1] in words.COUNTRIES | words.CITIES:
            yield Candidate(*match.span(), "extended", 0.4)


def _split(tokens: Tokens) -> Iterator[Candidate]:
    """诺领医药, 信发集团: an ending behind a character that form no word and a single verb."""
    for match in _SPLIT.finditer(tokens.shape):
        first, last = match.span()
        sizes = [len(word) for word in tokens.words[first : first + 2]]
        if sizes == [1, 1] and tokens.words[last - 1] not in words.WEAK:
            yield Candidate(first, last, "ending", 0.4, kind_of(tokens.text(first, last)))


def _quoted(tokens: Tokens) -> Iterator[Candidate]:
    """“越隆印染”, “毛孩子食堂”: a few words in quotes, where what is around the quotes says that it is a party."""
    for quote in _QUOTE.finditer(tokens.plain):
        first = bisect_left(tokens.starts, quote.end())
        match = _QUOTED.match(tokens.shape, first)
        if match is None or tokens.words[first - 1] != "“" or tokens.words[match.end()] != "”":
            continue
        last = match.end()
        name = tokens.text(first, last)
        if not 2 <= len(name) <= 9 or not _is_coined(tokens, first, last):
            continue
        around = set(beside(tokens, first - 1, last + 1))
        if "hard" in around and "person" not in around and "的" not in name:
            yield Candidate(first, last, "quoted", 0.3, kind_of(name))


def _is_coined(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the quoted words are more than one word of the language, and no clause: its only verb may be the last word."""
    verbs = [i for i in range(first, last) if tokens.shape[i] in "vV" and len(tokens.words[i]) > 1]
    return last - first > 1 and all(i == last - 1 and tokens.shape[first] in "OqPK" for i in verbs)
