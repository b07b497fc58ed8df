"""Walks through the sentences of a document and gives the candidates of every clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import count

from spacy.tokens import Doc

from ingest.text.annotations import Sentence
from ingest.text.deals.candidates import Candidate
from ingest.text.deals.clauses import Clause, build_clause, spans
from ingest.text.deals.ends import Ends, Reader, apart
from ingest.text.deals.families import FAMILIES
from ingest.text.deals.frames import Cue, Family, Frame, cue_finder
from ingest.text.deals.phrases import Holding
from ingest.text.deals.relations import relations
from ingest.text.deals.rounds import OpenRound, fund, invest_in_round, open_round, reader
from ingest.text.deals.sheet import Sheet, Unit, lay_out

DESCRIBES = re.compile(r"的[^,的]{0,10}$")
"""What ends a relative clause before its head (位于A对面的B)."""
RESPECTIVELY = re.compile(r"分别|各自|依次|先后")


class Walk:
    """One pass over one document. Holds what is carried from clause to clause: topic and open round."""

    def __init__(self, doc: Doc) -> None:
        self.sheet: Sheet = lay_out(doc)
        self.names: tuple[str, ...] = tuple(p.name for p in doc._.parties)
        self.cues = list(cue_finder().find(self.sheet.masked))
        self.round = OpenRound()
        self.topic: tuple[int, ...] = ()
        self.topic_place = (-1, -1)
        self.company: tuple[int, ...] = ()
        self.venture: tuple[int, ...] = ()
        self.organizers: tuple[int, ...] = ()
        self.groups = count(1)

    def candidates(self, sentences: Sequence[Sentence]) -> Iterator[Candidate]:
        """All candidates, in the order of the text."""
        starts = [u.start for u in self.sheet.units]
        cue_starts = [c.start for c in self.cues]
        for number, sentence in enumerate(sentences):
            units = list(self.sheet.units[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)])
            if not units:
                continue
            cues = self.cues[bisect_left(cue_starts, sentence.start) : bisect_left(cue_starts, sentence.end)]
            yield from self._sentence(number, sentence, units, cues)

    def _sentence(self, number: int, sentence: Sentence, units: list[Unit], cues: list[Cue]) -> Iterator[Candidate]:
        if self.topic_place[1] != sentence.paragraph:
            self.topic = ()
        if self.round.paragraph != sentence.paragraph and number - self.round.sentence > 2:
            self.round = OpenRound()
        for span in spans(self.sheet, sentence):
            clause = build_clause(self.sheet, span, units, cues, self.topic)
            clause.company = self.company
            clause.context = self.sheet.plain[sentence.start : sentence.end]
            clause.topic_inferred = self.topic_place != (number, sentence.paragraph)
            yield from self._clause(number, sentence, clause)

    def _clause(self, number: int, sentence: Sentence, clause: Clause) -> Iterator[Candidate]:
        for cue in clause.cues:
            r = reader(clause, cue, self.names)
            group = next(self.groups)
            read = [e for e in self._read(r, number, sentence) if e.source or e.target]
            for ends in read:
                self._remember(ends)
                yield from spread(ends, sentence, clause, cue, group)
            if read:
                _consume(clause, r)
        for aside in clause.asides:
            yield from _aside(aside, sentence, clause, next(self.groups))
        for ends, start, end in relations(clause):
            cue = Cue(start, end, "", Frame(ends.type, Family.HOLD))
            yield from spread(apart(ends), sentence, clause, cue, next(self.groups))
        if not clause.bracketed:
            self._carry(clause, number, sentence)

    def _read(self, r: Reader, number: int, sentence: Sentence) -> list[Ends]:
        family = r.cue.frame.family
        if family is Family.FUND:
            if company := open_round(r):
                self.round = OpenRound(company, number, sentence.paragraph)
            return fund(r)
        if family is Family.ROUND:
            return invest_in_round(r, self.round)
        return FAMILIES[family](r)

    def _remember(self, ends: Ends) -> None:
        """The company whose shares, the venture whose makers were told last."""
        if ends.type in ("HOLDS_STAKE_IN", "INVESTS_IN", "ACQUIRES") and len(ends.target) == 1:
            self.company = ends.target
        if ends.type == "PARTICIPATES_IN" and ends.target:
            self.venture = ends.target

    def _carry(self, clause: Clause, number: int, sentence: Sentence) -> None:
        """The first phrase without a case is what the next clauses are about."""
        free = [p for p in clause.phrases if p.case is None and p.start not in clause.consumed]
        if not free:
            return
        chosen = free[0]
        for phrase in free[1:]:
            between = clause.text[chosen.end - clause.start : phrase.start - clause.start]
            if not DESCRIBES.search(between):
                break
            chosen = phrase
        self.topic, self.topic_place = chosen.organisation or chosen.parties, (number, sentence.paragraph)


def _consume(clause: Clause, r: Reader) -> None:
    """An object is no subject of a later verb of its clause."""
    a = r.arguments
    for phrase in (a.object, a.to, a.origin, a.ba, a.purpose):
        if phrase is not None:
            clause.consumed.add(phrase.start)


def spread(ends: Ends, sentence: Sentence, clause: Clause, cue: Cue, group: int) -> Iterator[Candidate]:
    """One candidate a pair; lists of equal length with 分别 go one to one."""
    pairs = [(s, t, 0) for s in ends.source for t in ends.target]
    n, m = len(ends.source), len(ends.target)
    if n == m > 1 and RESPECTIVELY.search(clause.text):
        pairs = [(s, t, i) for i, (s, t) in enumerate(zip(ends.source, ends.target, strict=True))]
    elif n > 1:
        pairs = [(s, t, i) for i, s in enumerate(ends.source) for t in ends.target]
    elif m > 1:
        pairs = [(s, t, i) for s in ends.source for i, t in enumerate(ends.target)]
    things = ends.subject or (None,)
    for source, target, rank in pairs:
        for thing in things:
            yield Candidate(
                ends.type, source, target, cue.start, cue.end, (clause.start, clause.end), sentence, ends.rule,
                ends.score, ends.inferred, thing, group, rank, max(n, m),
            )  # fmt: skip


def _aside(aside: Holding, sentence: Sentence, clause: Clause, group: int) -> Iterator[Candidate]:
    for holder in aside.holders:
        for held in aside.held:
            yield Candidate(
                "HOLDS_STAKE_IN", holder, held, aside.start, aside.end, (clause.start, clause.end), sentence,
                "aside-" + ("whole" if aside.whole else "held"), 0.8, False, None, group, 0, 1,
            )  # fmt: skip
