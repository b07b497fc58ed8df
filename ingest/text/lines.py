"""Which line ends are real. A newline in the middle of a sentence is a wrap; after a heading it is an end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from ingest.text.record import record

ENDS_SENTENCE = re.compile(r"[。!?…；;:][”'\")\]】》]*$|[”)\]】》]$")
OPENS_ITEM = re.compile(
    r"[■●◆▲▶►※★☆○◎□#*【\[《“(@>-]|[·•]\s|[一二三四五六七八九十]{1,3}[、.]|\(?[0-9]{1,3}[、)]|[0-9]{1,2}\.(?![0-9])|第[一二三四五六七八九十0-9]+[章节条项]|——"
)
NEVER_LAST = re.compile(r"[,、(“《【\[&/+—-]$|[与和及或向对从由被将把为于在]$")
UNIT_FIRST = re.compile(r"[亿万元%％]|[美港欧日韩]元")
HAN = re.compile(r"[一-鿿]+")
"""Most of the characters of a Chinese text, each of two columns."""
WRAP_WIDTHS = range(36, 200)
"""Widths (a Chinese character is two) at which a mailer or terminal wraps."""
MIN_WRAPPED = 3
FULL = 0.75


@record
class Line:
    """A line without the blanks around it; `blank_before` tells that an empty line stands before it."""

    start: int
    end: int
    blank_before: bool


def blocks(plain: str) -> list[list[Line]]:
    """Lines of the normal form, those of one wrapped paragraph together."""
    lines = list(_lines(plain))
    if not lines:
        return []
    width = _wrap_width(plain, lines)
    joined = [[lines[0]]]
    for line, following in pairwise(lines):
        if not following.blank_before and _continues(plain, line, following, width):
            joined[-1].append(following)
        else:
            joined.append([following])
    return joined


def _lines(plain: str) -> Iterator[Line]:
    blank = False
    for match in re.finditer(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+|\n", plain):
        text = match.group()
        if not text.strip():
            blank = blank or (text == "\n" and plain[match.start() - 1 : match.start()] == "\n")
            continue
        lead = len(text) - len(text.lstrip())
        yield Line(match.start() + lead, match.start() + len(text.rstrip()), blank)
        blank = False


def _continues(plain: str, line: Line, following: Line, width: int | None) -> bool:
    """Whether the paragraph of `line` goes on in `following`."""
    text, rest = plain[line.start : line.end], plain[following.start : following.start + 80]
    if _ends(plain, line):
        return width is not None and not OPENS_ITEM.match(rest) and _is_full(text, rest, width)
    if text[-1].isdigit() and UNIT_FIRST.match(rest):
        return True
    if OPENS_ITEM.match(rest):
        return False
    if NEVER_LAST.search(text):
        return len(text) > 8 and not OPENS_ITEM.match(text)
    if text[-1].isascii() and text[-1].islower() and rest[0].isascii() and rest[0].islower():
        return True
    return width is not None and _is_full(text, rest, width)


def _is_full(text: str, rest: str, width: int) -> bool:
    """Whether the line is about as long as the text is wide, so that it was broken for lack of room."""
    word = re.match(r"[A-Za-z0-9.,%$&'+-]+", rest)
    return _width(text) + (_width(word.group()) if word else 2) > FULL * width


def _wrap_width(plain: str, lines: Sequence[Line]) -> int | None:
    """The width at which the text is wrapped, or None if its lines end where its paragraphs end.

    In a wrapped text hardly a line is wider than those that end in mid sentence, and there are many of them;
    headings and list items are narrower than the paragraphs around them.
    """
    broken = [_width(plain[a.start : a.end]) for a, b in pairwise(lines) if not b.blank_before and not _ends(plain, a)]
    candidates = [w for w in broken if w in WRAP_WIDTHS]
    if len(candidates) < MIN_WRAPPED:
        return None
    widths = [_width(plain[line.start : line.end]) for line in lines]
    widest = max(candidates)
    full = sum(w > FULL * widest for w in candidates)
    wider = sum(w > widest + 4 for w in widths)
    stops = plain.count("。")
    return widest if 2 * full > len(broken) and 10 * wider <= len(lines) and 6 * stops >= len(lines) else None


def _ends(plain: str, line: Line) -> bool:
    return bool(ENDS_SENTENCE.search(plain[max(line.start, line.end - 8) : line.end]))


class _Columns(dict[str, int]):
    """How many columns a character takes, looked up when it is first met."""

    def __missing__(self, character: str) -> int:
        self[character] = columns = 2 if east_asian_width(character) in "WF" else 1
        return columns


_COLUMNS = _Columns()


def _width(text: str) -> int:
    others = HAN.sub("", text)
    return 2 * (len(text) - len(others)) + sum(map(_COLUMNS.__getitem__, others))
