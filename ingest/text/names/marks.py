"""Known names and Latin names, found before the words are cut, so that no word is cut across them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick_rs

from graph.model import PartyKind
from ingest.lexicon.loader import Lexicon
from ingest.text.names import words
from ingest.text.names.tokens import KNOWN, KNOWN_ON, LATIN, LATIN_ON, is_short


@dataclass(frozen=True, slots=True)
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
        self._matcher = ahocorasick_rs.AhoCorasick(self.names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest) if self.names else None

    def __call__(self, plain: str) -> Iterator[tuple[int, int]]:
        for _, start, end in self._matcher.find_matches_as_indexes(plain) if self._matcher else ():
            if not (_joined(plain, start) or _joined(plain, end)):
                yield start, end


def _joined(plain: str, at: int) -> bool:
    """Whether the characters on both sides of `at` belong to one Latin word or number."""
    if not 0 < at < len(plain):
        return False
    left, right = plain[at - 1], plain[at]
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()


_NO_PARTY = re.compile(r"\s?(?:指数|期货|ETF|[0-9]{3}(?![0-9])|业(?!务|绩|已|将)|间|主义|日报|时报|晚报)")


class Known:
    """Names of the lexicon that are long or Latin enough to be found without looking at the words around."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._find = Finder([n for n in lexicon.forms if not is_short(n)] + sorted(words.ALONE - set(lexicon.forms)))

    def __call__(self, plain: str) -> list[Found]:
        return [Found(start, end, "lexicon") for start, end in self._find(plain) if not _NO_PARTY.match(plain, end)]


_WORD = r"(?:[A-Z][A-Za-z0-9'’]*|[a-z]{1,3}[A-Z][A-Za-z0-9]*|[0-9]{1,3}[A-Za-z][A-Za-z]+)(?:[.-](?:[A-Za-z]+|[0-9]+(?![0-9])))*"
_LATIN = re.compile(
    rf"(?<![A-Za-z0-9@/._-]){_WORD}(?:(?: ?& ?| |·|/(?=[A-Z]))(?:(?:of|and|de|the|für|van) )?{_WORD}){{0,5}}(?:,? (?:Inc|Ltd|Corp|Co|LLC|LP|plc|AG|SA|NV|GmbH)\b\.?)*(?![A-Za-z0-9@]|://)"
)
_PRODUCT = re.compile(r"[A-Z]{0,5}[ -]?[0-9]+[A-Za-z]{0,3}|.*[0-9]{2,}.*|.*-[0-9].*|[A-Z]")
_SENTENCE = re.compile(r"[a-z]{2,} [a-z]{2,}")


def latin(plain: str, taken: list[Found]) -> list[Found]:
    """Runs of capitalised Latin words, up to six."""
    spots: set[int] = set()
    for found in taken:
        spots.update(range(found.start, found.end))
    result = []
    for match in _LATIN.finditer(plain):
        start, end = _trimmed(plain, *match.span())
        if start < end and not spots.intersection(range(start, end)) and _is_name(plain, start, end):
            result.append(Found(start, end, "latin"))
    return result


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    """Without words at either end that name nothing (AI, CEO)."""
    while start < end:
        head = re.match(r"[^ ]+", plain[start:end])
        tail = re.search(r"[^ ]+$", plain[start:end])
        if head is None or tail is None:
            break
        if head.group() in words.NO_LATIN and (
            head.end() == end - start or head.group() in ("CEO", "CFO", "CTO", "COO", "IPO", "AI", "A", "B", "C", "H")
        ):
            start += head.end()
            while start < end and plain[start] == " ":
                start += 1
            continue
        if tail.group() in ("CEO", "CFO", "CTO", "COO", "IPO", "GPU", "CPU", "Agent", "API", "App", "APP", "ETF", "ADR", "Pre"):
            end = start + tail.start()
            while start < end and plain[end - 1] == " ":
                end -= 1
            continue
        break
    return start, end


def _is_name(plain: str, start: int, end: int) -> bool:
    name = plain[start:end]
    if name in words.NO_LATIN or _PRODUCT.fullmatch(name) or len(name) < 2:
        return False
    around = plain[max(0, start - 20) : end + 20]
    return not _SENTENCE.search(around.replace(name, "")) and "@" not in around[15:-15]


def mask(plain: str, known: list[Found], latins: list[Found]) -> str:
    """`plain` with one private character in place of each character of a name, so that it stays one word."""
    parts, at = [], 0
    for found, first, further in sorted(
        [(f, KNOWN, KNOWN_ON) for f in known] + [(f, LATIN, LATIN_ON) for f in latins], key=lambda row: row[0].start
    ):
        if found.start < at:
            continue
        parts += [plain[at : found.start], first, further * (found.end - found.start - 1)]
        at = found.end
    return "".join([*parts, plain[at:]])
