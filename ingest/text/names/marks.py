"""Known names and Latin runs, found before the words are cut, so that no word is cut across them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import ahocorasick_rs

from graph.model import PartyKind
from ingest.lexicon.loader import Lexicon
from ingest.text.names import words
from ingest.text.names.latin import runs
from ingest.text.record import record

KNOWN, KNOWN_ON, LATIN, LATIN_ON, STATE, STATE_ON = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
LATIN_ENDS = "\u0250"
"""From here on no character is a Latin letter or digit."""
MASKS = {KNOWN: "K", KNOWN_ON: "k", LATIN: "L", LATIN_ON: "l", STATE: "G", STATE_ON: "g"}
_RULES = {"lexicon": (KNOWN, KNOWN_ON), "latin": (LATIN, LATIN_ON), "body": (STATE, STATE_ON)}
_NO_PARTY = re.compile(r"\s?(?:指数|期货|ETF|[0-9]{3}(?![0-9])|业(?!务|绩|已|将|内)|间|主义|日报|时报|晚报)")


@record
class Found:
    """A name at a place of the text, the rule that found it and, where the rule can tell, its kind."""

    start: int
    end: int
    rule: str
    kind: PartyKind | None = None


class Finder:
    """All places of many names; where two overlap the first and longer one. Never inside a Latin word or a number."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = list(names)
        self._matcher = _matcher(self.names) if self.names else None

    def __call__(self, plain: str) -> Iterator[tuple[int, int]]:
        for _, start, end in self._matcher.find_matches_as_indexes(plain) if self._matcher else ():
            # between Chinese characters, as most names stand, nothing can be joined
            if not (plain[start] < LATIN_ENDS and _joined(plain, start)) and not (plain[end - 1] < LATIN_ENDS and _joined(plain, end)):
                yield start, end


def _matcher(names: list[str]) -> ahocorasick_rs.AhoCorasick:
    """The automaton of an article's few names is built for speed of building too, a lexicon's for speed of search."""
    few = ahocorasick_rs.Implementation.ContiguousNFA if len(names) < 1000 else None
    return ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, implementation=few)


def is_short(name: str) -> bool:
    """Short names in Chinese characters are left to the segmenter, which sees 北京东城 where 京东 would be found."""
    return len(name) <= 3 and all("\u4e00" <= c <= "\u9fff" for c in name)


class Marker:
    """Finds what is certain enough to be cut out of the text before its words are."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._known = Finder(name for name in lexicon.forms if not is_short(name))
        self._bodies = Finder(name for name in words.ALONE if name not in lexicon.forms)

    def __call__(self, plain: str) -> list[Found]:
        """Known names, public bodies and Latin runs in order; a run of several words holds more than a known name in it."""
        latins = [Found(start, end, "latin") for start, end in runs(plain)]
        known = [Found(start, end, "lexicon") for start, end in self._known(plain) if not _NO_PARTY.match(plain, end)]
        bodies = [Found(start, end, "body", PartyKind.GOVERNMENT) for start, end in self._bodies(plain)]
        return list(_disjoint([*known, *bodies, *latins]))


def _disjoint(marks: list[Found]) -> Iterator[Found]:
    """The longest of those that overlap, known names first among equals."""
    at = 0
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, m.rule == "latin")):
        if mark.start >= at:
            yield mark
            at = mark.end


def mask(plain: str, marks: Iterable[Found]) -> str:
    """`plain` with one private character in place of each character of a mark, so that it stays one word."""
    parts, at = [], 0
    for mark in marks:
        first, further = _RULES[mark.rule]
        parts += [plain[at : mark.start], first, further * (mark.end - mark.start - 1)]
        at = mark.end
    return "".join([*parts, plain[at:]])


def _joined(plain: str, at: int) -> bool:
    """Whether the characters on both sides of `at` belong to one Latin word or number."""
    right = plain[at : at + 1]
    if right >= LATIN_ENDS or not right.isalnum() or at == 0:
        return False
    left = plain[at - 1]
    return left < LATIN_ENDS and left.isalnum()
