"""The article as words, each with one letter for what it may be in a name, so that rules are patterns of letters.

K k  a known name (first and further characters)    L l  a Latin name
G g  a public body that needs no state              B    word that ends the name of a public body
P    place                                          O    characters that form no word
Z    proper noun of the dictionary                  H    name of a person, transcription
F    a name with its ending in one word             N    noun
E    ending that makes a name (银行)                e    ending that may (科技)
S    form of law (有限公司)
R    role                                           T    title
V    word of grammar, cue                           v    other verb, adverb, time
D    number                                         q    one character, word of grammar or part of a name
Y    、                                             _    blank; W line end; X other marks
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import accumulate

import rjieba

from ingest.lexicon.loader import Lexicon
from ingest.text.names import words
from ingest.text.names.marks import MASKS, is_short
from ingest.text.record import record

MARKS = {"、": "Y", " ": "_", "\n": "W", "\r": "W", "(": "(", ")": ")"}
TAGS = {
    **dict.fromkeys(("ns",), "P"),
    **dict.fromkeys(("nz", "nt"), "Z"),
    **dict.fromkeys(("nr", "nrt", "nrfg"), "H"),
    **dict.fromkeys(("n", "a", "an", "b", "j", "l", "i", "ng", "nw"), "N"),
    **dict.fromkeys(("r", "p", "c", "u", "ul", "uj", "ud", "uz", "uv", "ug", "y", "e", "o"), "V"),
    "m": "D",
    "x": "X",
    "eng": "L",
}
"""jieba's tags; whatever is not here counts as a verb or adverb."""
_COUNTED = re.compile(r"[一二两三四五六七八九十几多各这那某每数首该此整另单哪前后]+[家个只位名条款项笔次批座台艘张份类种支块大]")

_REMEMBERED = 200_000


@record
class Tokens:
    """`words[i]` is `plain[starts[i]:starts[i + 1]]` (masked) and `shape[i]` its letter."""

    plain: str
    words: list[str]
    starts: list[int]
    shape: str

    def text(self, first: int, last: int) -> str:
        return self.plain[self.starts[first] : self.starts[last]]


class Segmenter:
    """jieba's words with the names of the lexicon among them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._jieba = rjieba.Jieba()
        fixed = {**_fixed(), **MASKS, **MARKS}
        for word in words.ADDED:
            self._jieba.add_word(word, None, "v")
        for word in (words.STRONG | words.SURE | words.BODY) - words.LEGAL:
            if len(self._jieba.cut(word, False)) > 1:
                self._jieba.add_word(word, None, "n")
        for word in words.ADDED_NOUNS | words.ROLES | words.CITIES | words.COUNTRIES:
            self._jieba.add_word(word, None, "n")
        for name in lexicon.forms:
            if is_short(name):
                self._jieba.add_word(name, None, "nz")
                fixed[name] = "K"
        self._letters = _Letters(fixed, self._jieba)

    def __call__(self, plain: str, masked: str) -> Tokens:
        cut = self._jieba.cut(masked, False)
        shape = "".join(map(self._letters.__getitem__, cut))
        return Tokens(plain, cut, list(accumulate(map(len, cut), initial=0)), shape)


class _Letters(dict[str, str]):
    """The letter of a word, worked out when it is first met; jieba's tag of a word is the same wherever it stands."""

    def __init__(self, fixed: Mapping[str, str], jieba: rjieba.Jieba) -> None:
        super().__init__()
        self._fixed = fixed
        self._jieba = jieba

    def __missing__(self, word: str) -> str:
        letter = self._fixed.get(word) or letter_of(*self._jieba.tag(word, False)[0])
        if len(self) < _REMEMBERED:
            self[word] = letter
        return letter


def letter_of(word: str, tag: str) -> str:
    """The letter of a word that no list fixes."""
    if word in words.NO_LATIN:
        return "N"
    if tag == "eng" and any(c.isdigit() for c in word):
        return "D"
    if len(word) == 1:
        return _single(word, tag)
    if _COUNTED.fullmatch(word):
        return "D"
    if len(word) == 3 and word[-1] in "区县镇乡" and tag != "ns":
        return "P"
    if len(word) > 2 and word[-2:] in words.TITLES and tag in ("nr", "nrt", "nrfg"):
        return "T"  # 德国总理, which the dictionary takes for a person's name
    if len(word) > 3 and (ending := _ending(word)):
        return ending if tag in ("nt", "nz", "ns", "nr", "nrt") or ending == "E" else "N"
    if len(word) == 3 and word[-1] in "局署厅委" and tag in ("n", "nt", "l"):
        return "B"
    return TAGS.get(tag, "v")


def _ending(word: str) -> str | None:
    """Whether a word of the dictionary is an ending with its trade (电力集团), or a whole name (厦门航空)."""
    for length in (4, 3, 2):
        if len(word) > length and word[-length:] in words.SURE | words.PLACE_ENDS | words.BODY:
            rest = word[:-length]
            return "E" if rest in words.DESCRIPTIVE or rest in words.STRONG else "F"
    return None


def _single(word: str, tag: str) -> str:
    if "\u4e00" <= word <= "\u9fff":
        return _singles().get(word, "O")
    return "D" if tag == "m" else "L" if tag == "eng" else "X"


@cache
def _fixed() -> dict[str, str]:
    letters: dict[str, str] = {}
    for group, letter in (
        (words.CUES | words.LEADS, "V"),
        (words.NAME_VERBS | words.DESCRIPTIVE | words.ADDED_NOUNS, "N"),
        (words.COUNTRIES | words.CITIES, "P"),
        (words.TITLES, "T"),
        (words.ROLES, "R"),
        (words.STRONG, "e"),
        (words.SURE, "E"),
        (words.LEGAL, "S"),
        (words.BODY, "B"),
    ):
        letters.update((word, letter) for word in group if len(word) > 1 or letter in "VEeBS")
    return {word: letter for word, letter in letters.items() if not _COUNTED.fullmatch(word)}


@cache
def _singles() -> dict[str, str]:
    """Characters that are words of the language more often than parts of a name."""
    letters: dict[str, str] = {}
    for group, letter in (
        (words.SINGLE_FRIENDLY, "q"),
        (words.SINGLE_VERBS, "v"),
        (words.SINGLE_WORDS, "V"),
        (words.SINGLE_NOUNS, "N"),
    ):
        letters.update(dict.fromkeys(group, letter))
    return letters
