"""Walks through the sentences of a document and gives the candidates of every clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from graph.model import PartyKind
from ingest.text.annotations import Sentence
from ingest.text.deals.arguments import collect
from ingest.text.deals.candidates import REACH, Candidate
from ingest.text.deals.clauses import Clause, Told, build_clause, spans
from ingest.text.deals.ends import Ends, Reader, apart
from ingest.text.deals.families import FAMILIES
from ingest.text.deals.frames import Cue, Family, Frame, cue_finder
from ingest.text.deals.memory import Memory
from ingest.text.deals.parts import parts
from ingest.text.deals.phrases import About, Holding
from ingest.text.deals.relations import relations
from ingest.text.deals.rounds import OpenRound, fund, invest_in_round, open_round
from ingest.text.deals.sheet import Sheet, Unit, lay_out

RESPECTIVELY = re.compile(r"分别|各自|依次|先后")


class Walk:
    """One pass over one document."""

    def __init__(self, doc: Doc) -> None:
        self.sheet: Sheet = lay_out(doc)
        self.names: tuple[str, ...] = tuple(p.name for p in doc._.parties)
        self.cues = list(cue_finder().find(self.sheet.masked))
        self._products = frozenset(i for i, p in enumerate(doc._.parties) if p.kind is PartyKind.PRODUCT)
        self.memory = Memory(projects=frozenset(i for i, p in enumerate(doc._.parties) if p.kind is PartyKind.PROJECT))

    def candidates(self, sentences: Sequence[Sentence]) -> Iterator[Candidate]:
        """All candidates, in the order of the text."""
        starts = [u.start for u in self.sheet.units]
        cue_starts = [c.start for c in self.cues]
        for number, sentence in enumerate(sentences):
            units = list(self.sheet.units[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)])
            if units:
                cues = self.cues[bisect_left(cue_starts, sentence.start) : bisect_left(cue_starts, sentence.end)]
                yield from self._sentence(number, sentence, units, cues)

    def _sentence(self, number: int, sentence: Sentence, units: list[Unit], cues: list[Cue]) -> Iterator[Candidate]:
        self.memory.enter(number, sentence.paragraph)
        units = [self.memory.resolve(u) for u in (self._without_products(units) if self._products else units)]
        unit_starts, cue_starts = [u.start for u in units], [c.start for c in cues]
        for span in spans(self.sheet, sentence):
            first, last = bisect_left(unit_starts, span[0]), bisect_left(unit_starts, span[1])
            near = cues and cues[bisect_left(cue_starts, span[0]) : bisect_left(cue_starts, span[1])]
            if first == last and not near:
                continue  # nobody is named and no deal is told
            told = Told(units[first:last], near, units[first - 1] if first else None)
            clause = build_clause(self.sheet, span, told, About(self.memory.topic, self.memory.other))
            clause.company, clause.partner = self.memory.company, self.memory.partner
            clause.context = self.sheet.plain[max(sentence.start, span[0] - REACH) : min(sentence.end, span[1] + REACH)]
            clause.topic_inferred = self.memory.topic_place != (number, sentence.paragraph)
            yield from self._clause(number, sentence, clause)

    def _without_products(self, units: Sequence[Unit]) -> Iterator[Unit]:
        """A product right behind its maker is the maker's part in the deal (英伟达Rubin由台积电代工)."""
        last: Unit | None = None
        for unit in units:
            if last and last.end == unit.start and self._products.issuperset(unit.parties) and not self._products & {*last.parties}:
                last = replace(last, end=unit.end)
                continue
            if last:
                yield last
            last = unit
        if last:
            yield last

    def _clause(self, number: int, sentence: Sentence, clause: Clause) -> Iterator[Candidate]:
        self.memory.organize(clause)
        for cue in clause.cues:
            r = Reader(clause, cue, collect(clause, cue), self.names)
            read = [e for e in self._read(r, number, sentence) if e.source or e.target]
            for ends in (filled for e in read for filled in self.memory.complete(e, r, number)):
                self.memory.remember(ends, number)
                yield from spread(apart(ends), sentence, clause, cue)
            if read:
                _consume(clause, r)
        for ends in self.memory.valued(clause):
            yield from spread(ends, sentence, clause, Cue(clause.start, clause.start, "", Frame(ends.type, Family.ROUND)))
        for aside in clause.asides:
            yield from _aside(aside, sentence, clause)
        for ends, start, end in (*relations(clause), *parts(self.sheet, clause, self.memory, number)):
            self.memory.remember(ends, number)
            for told in (ends, *self.memory.joined(ends)):
                yield from spread(apart(told), sentence, clause, Cue(start, end, "", Frame(told.type, Family.HOLD)))
        if not clause.bracketed:
            self.memory.carry(clause, number, sentence.paragraph)

    def _read(self, r: Reader, number: int, sentence: Sentence) -> list[Ends]:
        family = r.cue.frame.family
        if family is Family.FUND:
            if company := open_round(r):
                self.memory.round = OpenRound(company, number, sentence.paragraph, (r.clause.start, r.clause.end))
            return fund(r)
        if family is Family.ROUND:
            read = invest_in_round(r, self.memory.round)
            for ends in read:
                if ends.target and ends.target != self.memory.round.company:
                    self.memory.round = OpenRound(ends.target, number, sentence.paragraph, (r.clause.start, r.clause.end), set(ends.source))
            return read
        return FAMILIES[family](r)


def _consume(clause: Clause, r: Reader) -> None:
    """An object is no subject of a later verb of its clause."""
    a = r.arguments
    for phrase in (a.object, a.second, a.to, a.origin, a.ba, a.purpose):
        if phrase is not None:
            clause.consumed.add(phrase.start)


def spread(ends: Ends, sentence: Sentence, clause: Clause, cue: Cue) -> Iterator[Candidate]:
    """One candidate a pair; lists of equal length with 分别 go one to one."""
    pairs = [(s, t, 0) for s in ends.source for t in ends.target]
    n, m = len(ends.source), len(ends.target)
    if n == m > 1 and RESPECTIVELY.search(clause.text):
        pairs = [(s, t, i) for i, (s, t) in enumerate(zip(ends.source, ends.target, strict=True))]
    elif n > 1:
        pairs = [(s, t, i) for i, s in enumerate(ends.source) for t in ends.target]
    elif m > 1:
        pairs = [(s, t, i) for s in ends.source for i, t in enumerate(ends.target)]
    for source, target, rank in pairs:
        for thing in ends.subject or (None,):
            yield Candidate(
                ends.type,
                source,
                target,
                cue.start,
                cue.end,
                (clause.start, clause.end),
                sentence,
                ends.rule,
                inferred=ends.inferred,
                party_subject=thing,
                rank=rank,
                of=max(n, m),
                also=ends.also,
            )


def _aside(aside: Holding, sentence: Sentence, clause: Clause) -> Iterator[Candidate]:
    rule = "aside-whole" if aside.whole else "aside-open" if aside.open else "aside"
    cue = Cue(aside.start, aside.end, "", Frame("HOLDS_STAKE_IN", Family.HOLD))
    ends = Ends("HOLDS_STAKE_IN", aside.holders, aside.held, rule)
    yield from spread(apart(ends), sentence, clause, cue)
