"""The article as words, each with one letter for what it may be in a name, so that rules are patterns of letters.

K k  a known name (first and further characters)    L l  a Latin name
P    place                                          O    characters that form no word
Z    proper noun of the dictionary                  H    name of a person, transcription
N    noun                                           B    public body
E    ending that makes a name (银行)                e    ending that may (科技)
R    role                                           T    title
V    word of grammar, cue                           v    other verb, adverb, time
D    number                                         X    other marks
Y    、                                             _    blank; W line end
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import rjieba

from ingest.lexicon.loader import Lexicon
from ingest.text.names import words

KNOWN, KNOWN_ON, LATIN, LATIN_ON = "\ue000", "\ue001", "\ue002", "\ue003"
MASKS = {KNOWN: "K", KNOWN_ON: "k", LATIN: "L", LATIN_ON: "l"}
MARKS = {"、": "Y", " ": "_", "\n": "W", "\r": "W", "(": "(", ")": ")"}
TAGS = {
    **dict.fromkeys(("ns",), "P"),
    **dict.fromkeys(("nz", "nt"), "Z"),
    **dict.fromkeys(("nr", "nrt", "nrfg"), "H"),
    **dict.fromkeys(("n", "a", "an", "b", "j", "l", "i", "ng", "vn", "nw"), "N"),
    **dict.fromkeys(("r", "p", "c", "u", "ul", "uj", "ud", "uz", "uv", "ug", "y", "e", "o"), "V"),
    "m": "D",
    "x": "X",
    "eng": "L",
}
"""jieba's tags; whatever is not here counts as a verb or adverb."""


@dataclass(frozen=True, slots=True)
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
        self._letters = _letters()
        for word in words.ADDED:
            self._jieba.add_word(word, None, "v")
        for name in lexicon.forms:
            if is_short(name):
                self._jieba.add_word(name, None, "nz")
                self._letters[name] = "K"
        self._singles = _singles()

    def __call__(self, plain: str, masked: str) -> Tokens:
        tagged = self._jieba.tag(masked, False)
        found = self._letters.get
        single = self._singles.get
        shape = "".join([found(w) or (TAGS.get(t, "v") if len(w) > 1 else single(w) or _single(w, t)) for w, t in tagged])
        cut = [w for w, _ in tagged]
        return Tokens(plain, cut, list(accumulate(map(len, cut), initial=0)), shape)


def is_short(name: str) -> bool:
    """Short names in Chinese characters are left to the segmenter, which sees 北京东城 where 京东 would be found."""
    return len(name) <= 3 and all("\u4e00" <= c <= "\u9fff" for c in name)


def _single(word: str, tag: str) -> str:
    if "\u4e00" <= word <= "\u9fff":
        return "O"
    return "D" if tag == "m" else "L" if tag == "eng" else "X"


@cache
def _fixed() -> dict[str, str]:
    letters: dict[str, str] = {}
    for group, letter in (
        (words.CUES | words.LEADS, "V"),
        (words.NAME_VERBS | words.DESCRIPTIVE, "N"),
        (words.TITLES, "T"),
        (words.ROLES, "R"),
        (words.STRONG, "e"),
        (words.SURE | words.LEGAL, "E"),
        (words.BODY, "B"),
    ):
        letters.update(dict.fromkeys(group, letter))
    return letters


def _letters() -> dict[str, str]:
    return {**_fixed(), **MASKS, **MARKS}


@cache
def _singles() -> dict[str, str]:
    """Characters that are words of the language more often than parts of a name."""
    return dict.fromkeys(words.SINGLE_VERBS, "v") | dict.fromkeys(words.SINGLE_WORDS, "V") | dict.fromkeys(words.SINGLE_NOUNS, "N")
