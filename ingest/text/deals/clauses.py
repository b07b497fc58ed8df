"""Clauses of a sentence, each with its phrases and cues; a bracket is a clause with the name before it as its anchor."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.text.annotations import Sentence
from ingest.text.deals.frames import Cue
from ingest.text.deals.phrases import About, Holding, Phrase, build_phrases
from ingest.text.deals.sheet import Sheet, Unit
from ingest.text.record import record

BREAK = re.compile(r"(?=[,;:!?。|【】—\n-])(?:[,;:!?。|【】](?!(?<=\d,)\d)|——|—|(?<!\S)-(?!\S)|\n)+")


LONGEST = 240
"""Characters of a clause; what is longer is cut, so that a text without any mark is read in linear time."""


@dataclass(slots=True)
class Clause:
    """A stretch without a comma. `topic` is the subject that a clause without one of its own carries on."""

    start: int
    end: int
    text: str
    phrases: list[Phrase]
    cues: list[Cue]
    asides: list[Holding]
    bracketed: bool = False
    anchor: tuple[int, ...] = ()
    topic: tuple[int, ...] = ()
    topic_inferred: bool = False
    company: tuple[int, ...] = ()
    """The company whose shares were talked of last."""
    partner: tuple[int, ...] = ()
    """Whom the clause before says the topic talks or agrees with (A正与B洽谈，拟出售C)."""
    context: str = ""
    """The sentence."""
    consumed: set[int] = field(default_factory=set)
    """Starts of phrases that are objects of an earlier cue, so no subjects."""


@record
class Told:
    """The units and cues that begin in a stretch of text, and the unit before them."""

    units: list[Unit]
    cues: list[Cue]
    before: Unit | None = None


def spans(sheet: Sheet, sentence: Sentence) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether it is a bracket, in the order in which clauses are read."""
    start, whole = sentence.start, sentence.end
    brackets = sheet.brackets[bisect_left(sheet.brackets, (start, start)) : bisect_left(sheet.brackets, (whole, whole))]
    breaks = [match.span() for match in BREAK.finditer(sheet.flat, start, whole)]
    for end, following in (*breaks, (whole, whole)):
        if end - start > LONGEST:
            yield from ((begin, min(begin + LONGEST, end), False) for begin in range(start, end, LONGEST))
        elif end > start:
            yield start, end, False
        for left, right in brackets:
            if start <= left and right <= end:
                yield left + 1, min(right - 1, left + LONGEST), True
        start = following


LIGHT = frozenset(
    {
        "提供",
        "取得",
        "引进",
        "使用",
        "采用",
        "拥有",
        "生产",
        "租赁",
        "持有",
        "入选",
        "参与",
        "加入",
        "出售",
        "购买",
        "投入",
        "承接",
        "购入",
        "买入",
        "组建",
    }
)
"""Verbs that only carry the noun cue after them (提供贷款, 取得授信)."""


def without_light_verbs(cues: list[Cue], units: list[Unit]) -> list[Cue]:
    """The cues without the verbs whose object is another cue of the clause."""
    kept = []
    for index, cue in enumerate(cues):
        following = cues[index + 1] if index + 1 < len(cues) else None
        carried = (
            following is not None
            and cue.word in LIGHT
            and following.start - cue.end <= 24
            and (following.frame.noun or following.frame.type == "GUARANTEES")
            and not any(cue.end <= u.start < following.start for u in units)
        )
        if not carried:
            kept.append(cue)
    return kept


def build_clause(sheet: Sheet, span: tuple[int, int, bool], told: Told, about: About) -> Clause:
    """The clause of a span; `told` begins in it."""
    start, end, bracketed = span
    view = sheet.masked if bracketed else sheet.flat
    mine = [u for u in told.units if u.end <= end and u.bracketed == bracketed]
    my_cues = [c for c in told.cues if c.end <= end and (bracketed or view[c.start : c.end] == c.word)]
    anchor: tuple[int, ...] = ()
    if bracketed and told.before and start - told.before.end <= 3:
        anchor = told.before.parties
    my_cues = without_light_verbs(my_cues, mine)
    phrases, asides = build_phrases(view, start, mine, my_cues, about)
    return Clause(start, end, view[start:end], phrases, my_cues, asides, bracketed, anchor, about.topic)
