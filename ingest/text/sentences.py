"""Cuts a text into sentences. Headings and list items without a full stop are sentences too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ingest.text.annotations import Sentence
from ingest.text.lines import blocks

STOP = re.compile(
    r"(?=[。!?.【])"
    r"(?:(?:[。!?]|\.(?=[\s”\"]|[一-鿿]|$))+[”\"'»)\]】》]*"
    r"|(?<=^)【[^【】\n]{2,80}】(?=\s*[^\s,，。;;]))"  # the title of a flash, set before its text
)
BEFORE_DOT = re.compile(r"[一-鿿”)%]$")
NUMBERING = re.compile(r"^[\s(]*[一二三四五六七八九十百]{1,4}$")
BRAND = re.compile(r"[A-Za-z]!$")  # Yahoo!
LATIN = re.compile(r"[A-Za-z0-9/].[A-Za-z0-9]")  # an address
CONTINUES = re.compile(r"[,、:的]")
MAX_HEADING = 60
LONG = 400
LONGEST = 1000
SOFT_STOPS = (re.compile(r";"), re.compile(r"\s{2,}|\n"), re.compile(r",|\s"))
"""Where a stretch without a full stop is cut: tables and lists that were flattened into one line."""


def split(plain: str) -> list[Sentence]:
    """Sentences of a text in normal form, in order; together they hold every character that is not blank."""
    found = []
    for number, lines in enumerate(blocks(plain)):
        start, end = lines[0].start, lines[-1].end
        pieces = [piece for rough in _cut(plain, start, end) for piece in _shorten(plain, rough)]
        found += [Sentence(a, b, number, _is_heading(plain, a, b, len(pieces))) for a, b in pieces]
    return found


@Language.component("roundtrip_sentences", requires=["doc._.plain"], assigns=["doc._.sents_"])
def add_sentences(doc: Doc) -> Doc:
    doc._.sents_ = tuple(split(doc._.plain))
    return doc


def _cut(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The block from `start` to `end`, cut behind its full stops and their closing quotes."""
    begin = start
    for match in STOP.finditer(plain, start, end):
        if match.group()[0] == "【" and match.start() != begin:
            continue
        if _is_stop(plain, begin, match, end):
            yield from _trimmed(plain, begin, match.end())
            begin = match.end()
    yield from _trimmed(plain, begin, end)


def _is_stop(plain: str, begin: int, match: re.Match[str], end: int) -> bool:
    text = match.group()
    if text == "。":
        return True  # as most are
    before = plain[max(begin, match.start() - 8) : match.start()]
    if text[0] == ".":
        numbering = match.start() - begin <= len(before) and NUMBERING.match(before)
        return bool(BEFORE_DOT.search(before)) and not numbering
    if BRAND.search(before + text) or (text in "!?" and LATIN.match(plain[match.start() - 1 : match.end() + 1])):
        return False
    closed = text[-1] in "”\"'»)]】》"
    # “……？”的说法: the quote is a part of a sentence that goes on
    return not (closed and match.end() < end and CONTINUES.match(plain, match.end()))


def _trimmed(plain: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """The stretch without the blanks around it; nothing where it has nothing else."""
    rest = plain[start:end].lstrip()
    return ((end - len(rest), end - len(rest) + len(rest.rstrip())),) if rest else ()


def _shorten(plain: str, rough: tuple[int, int]) -> Iterable[tuple[int, int]]:
    """The sentence, or its parts where it is too long to be one."""
    return (rough,) if rough[1] - rough[0] <= LONG else _parts(plain, *rough)


def _parts(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONG:
        cut = _soft_cut(plain, start, end)
        if cut is None:
            break
        yield from _trimmed(plain, start, cut)
        start = cut
    yield from _trimmed(plain, start, end)


def _soft_cut(plain: str, start: int, end: int) -> int | None:
    """Where to cut the overlong stretch: at the last weak stop within reach, at the latest at `LONGEST`."""
    for strength, stops in enumerate(SOFT_STOPS):
        if strength == len(SOFT_STOPS) - 1 and end - start <= LONGEST:
            return None
        ends = [match.end() for match in stops.finditer(plain, start, min(end - 1, start + LONG))]
        if ends and ends[-1] - start > 8:
            return ends[-1]
    return start + LONGEST


def _is_heading(plain: str, start: int, end: int, pieces: int) -> bool:
    """A short line of its own without a full stop, or a title in heavy brackets."""
    last = plain[end - 1]
    if last == "】" and plain[start] == "【":
        return True
    return pieces == 1 and end - start <= MAX_HEADING and last not in "。!?;,:、"
