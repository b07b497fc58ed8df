"""Candidates that the encoder proposes, and what it says of those that the grammar saw."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import fmean
from typing import Any

import numpy as np
from spacy.tokens import Doc

from graph.model import Status
from graph.schema import deal_table
from ingest.text.annotations import Quantity, Sentence
from ingest.text.deals.candidates import Candidate
from ingest.text.deals.clauses import spans
from ingest.text.deals.frames import cue_finder
from ingest.text.deals.scores import scores
from ingest.text.deals.sheet import Sheet
from ingest.text.encoder.pairing import PairTable
from ingest.text.encoder.session import Floats
from ingest.text.encoder.spans import softmax

TYPES = tuple(deal_table())
NUMBERS = {type_: number for number, type_ in enumerate(TYPES)}
ENOUGH = 0.38
"""How likely a deal must be that the encoder alone sees. F1 is highest at half of itself (Lipton et al. 2014), about .35 on left-out
texts; these are denser in deals than news is, where the same margin is less often right."""
STANDS = 0.17
"""How likely a deal must be that the grammar sees; on left-out texts F1 hardly moves from .15 to .27."""
GRAMMAR = (-2.73, 0.18, 0.42, 0.64)
"""How likely a deal of the grammar is: constant, and the weights of its rule's log odds, of the encoder's margin, and of how much of a
name the encoder sees in the party that looks less like one (log odds). These and ENCODER are logistic regressions on texts left out of
training."""
ENCODER = (-2.91, 0.57, 0.37, -0.08, -0.04)
"""How likely a deal is that the encoder alone sees: constant, and the weights of its margin, of the names, and of the highest margins
in the window from the same source to another target and from another source to the same target: money told once has one taker."""
LEAST = -8.0
"""A margin below counts as this one: a rule that is nearly always right is not overruled."""
RULE = "encoder"

Key = tuple[str, int, int]


Row = tuple[int, int]
"""Number of a window's table, and a row of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """How likely each state is, and how sure each sum or share of the window is one of this deal (log odds)."""

    status: Mapping[Status, float]
    figures: Mapping[Quantity, float]


class Opinions:
    """What the encoder says of all pairs of a document, the best of all windows."""

    def __init__(self, doc: Doc) -> None:
        self._asked: float | None = doc._.likely
        self._sentences: Sequence[Sentence] = doc._.sents_
        read = [] if doc._.encoded is None else list(doc._.encoded.pairs(doc._.mentions, doc._.quantities))
        self._tables: list[PairTable] = [table for table, _ in read]
        self._quantities: list[list[Quantity]] = [quantities for _, quantities in read]
        self._rows: dict[tuple[int, int], list[Row]] = defaultdict(list)
        for number, table in enumerate(self._tables):
            for row, ends in enumerate(zip(table.sources.tolist(), table.targets.tolist(), strict=True)):
                self._rows[ends].append((number, row))
        self._mentioned: dict[int, list[int]] = defaultdict(list)
        for mention in doc._.mentions:
            self._mentioned[mention.party].append(mention.start)
        self._named = _named(doc)
        self._lists: dict[object, list[float]] = defaultdict(list)
        self._odds = [self._odds_of(table) for table in self._tables]

    def _odds_of(self, table: PairTable) -> Floats:
        """Log odds of every deal of the window [P, types], as far as the encoder sees it."""
        named = np.array(self._named)
        names = np.minimum(named[table.sources], named[table.targets])[:, None]
        odds: Floats = _weighed(ENCODER, table.margins, names, *rivals(table))
        return odds

    def _places(self, key: Key) -> list[Row]:
        type_, source, target = key
        places = self._rows.get((source, target), [])
        return places if deal_table()[type_].directed else [*places, *self._rows.get((target, source), [])]

    def told_of(self, candidates: Iterable[Candidate]) -> list[Told | None]:
        """State and figures of each deal as the window tells them that is surest of it; None where the encoder has not looked."""
        places = [self._surest(candidate) for candidate in candidates]
        asked: dict[int, list[int]] = defaultdict(list)
        for number, row in dict.fromkeys(place for place in places if place):
            asked[number].append(row)
        told = {place: says for number, rows in asked.items() for place, says in self._read(number, rows)}
        return [place and told[place] for place in places]

    def _surest(self, candidate: Candidate) -> Row | None:
        number = NUMBERS[candidate.type]
        return max(self._seen(candidate), key=lambda place: self._tables[place[0]].margins[place[1], number], default=None)

    def _read(self, number: int, rows: Sequence[int]) -> Iterator[tuple[Row, Told]]:
        """What a window tells of the deals of these rows."""
        states, fits = self._tables[number].told(rows)
        for row, state, fit in zip(rows, softmax(states).tolist(), fits.tolist(), strict=True):
            figures = dict(zip(self._quantities[number], fit, strict=True))
            yield (number, row), Told(dict(zip(Status, state, strict=True)), figures)

    def likely(self, candidate: Candidate) -> float:
        """How likely the deal is, from its rule and the encoder's margin; from the rule alone where the encoder has not looked."""
        if candidate.rule != RULE:
            return self._likely(candidate, self._margin_of(candidate))
        odds = (float(self._odds[t][row, NUMBERS[candidate.type]]) for t, row in self._seen(candidate))
        return _logistic(max(odds, default=_log_odds(scores().default)))

    def _likely(self, candidate: Candidate, margin: float | None) -> float:
        score = scores().of(candidate.type, candidate.rule)
        if margin is None:
            return score
        names = min(self._named[candidate.source], self._named[candidate.target])
        shared = fmean(self._lists.get(_list_of(candidate)) or [max(LEAST, margin)])
        return _logistic(_weighed(GRAMMAR, _log_odds(score), shared, names))

    def weigh(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """The candidates of the grammar, looked at together: those of a list (A and B pay C) are as likely as the mean of their margins
        makes them, since a rule reads all of a list or none of it."""
        found = list(candidates)
        for candidate in found:
            margin = self._margin_of(candidate)
            if margin is not None:
                self._lists[_list_of(candidate)].append(max(LEAST, margin))
        return found

    def stands(self, candidate: Candidate) -> bool:
        """Whether a candidate of the grammar is likely enough; what the encoder has not looked at stands, unless it was asked for surer."""
        margin = self._margin_of(candidate)
        if margin is None and self._asked is None:
            return True
        return self._likely(candidate, margin) > (self._asked or STANDS)

    def _margin_of(self, candidate: Candidate) -> float | None:
        number = NUMBERS[candidate.type]
        return max((float(self._tables[t].margins[row, number]) for t, row in self._seen(candidate)), default=None)

    def _seen(self, candidate: Candidate) -> list[Row]:
        """Table and row of each window in which the encoder has looked at the deal. One of the grammar it has seen where its cue stands and
        both parties are named by then, and not where 项目 means what was named long before."""
        places = self._places(key_of(candidate))
        return places if candidate.rule == RULE else [place for place in places if self._tells(self._tables[place[0]], candidate)]

    def _tells(self, table: PairTable, candidate: Candidate) -> bool:
        begin, end = table.window.starts[0], table.window.ends[-1]
        if not begin <= candidate.position < end:
            return False
        return all(self._first_named(party, begin) < candidate.sentence.end for party in (candidate.source, candidate.target))

    def _first_named(self, party: int, begin: int) -> int:
        """Where a party is first named from `begin` on."""
        starts = self._mentioned[party]
        at = bisect_left(starts, begin)
        return starts[at] if at < len(starts) else sys.maxsize

    def proposals(self, sheet: Sheet, seen: set[Key]) -> Iterator[Candidate]:
        """Deals that the encoder is sure of and no candidate of the grammar tells."""
        for key, (number, row) in self._told().items():
            if key not in seen:
                yield _candidate(key, *self._where(self._tables[number], row), sheet)

    def _told(self) -> dict[Key, Row]:
        """Every deal that is likely enough, in the order of the text, and where it is told best."""
        told: dict[Key, Row] = {}
        for at, (table, odds) in enumerate(zip(self._tables, self._odds, strict=True)):
            for row, number in np.argwhere(odds > _log_odds(self._asked or ENOUGH)).tolist():
                key = undirected((TYPES[number], int(table.sources[row]), int(table.targets[row])))
                best = told.get(key)
                if best is None or odds[row, number] > self._odds[best[0]][best[1], number]:
                    told[key] = at, row
        return told

    def _where(self, table: PairTable, row: int) -> tuple[Sentence, int]:
        """The sentence that holds most of what both parties look at, and the character in it that they look at most."""
        context, first = table.context(row), int(table.sentence[0])
        number = first + int(np.bincount(table.sentence - first, weights=context).argmax())
        inside = np.where(table.sentence == number, context, 0)
        return self._sentences[number], table.window.starts[int(inside.argmax())]


def _named(doc: Doc) -> list[float]:
    """How much of a name the encoder sees in each party where it sees most of one, as log odds; 0 for one that it has not looked at."""
    best = [-1.0] * len(doc._.parties)
    for mention in doc._.mentions if doc._.encoded is not None else ():
        support = doc._.encoded.support(mention.start, mention.end)
        if support is not None:
            best[mention.party] = max(best[mention.party], support)
    return [0.0 if share < 0 else _log_odds(min(max(share, 0.005), 0.995)) for share in best]


def _list_of(candidate: Candidate) -> object:
    """Deals that a rule reads from one sentence to one target."""
    return candidate.sentence.start, candidate.rule, candidate.type, candidate.target


def rivals(table: PairTable) -> tuple[Floats, Floats]:
    """For every deal of a window [P, types]: the highest margin of its type from the same source to another target, and from another
    source to the same target."""
    size = 1 + int(table.places[0].max())
    margins = np.full((size, size, table.margins.shape[1]), LEAST, np.float32)
    margins[table.places] = np.maximum(table.margins, LEAST)
    found = [_best_other(margins, axis)[table.places] for axis in (1, 0)]
    return found[0], found[1]


def _best_other(margins: Floats, axis: int) -> Floats:
    """In place of each value the highest of the others along an axis of two or more."""
    ordered = np.sort(margins, axis=axis)
    best, next_best = (np.take(ordered, [place], axis=axis) for place in (-1, -2))
    return np.where(margins == best, next_best, best)


def _weighed(weights: tuple[float, ...], *values: Any) -> Any:
    """Numbers, or arrays of them, weighed and added up; the first weight is the constant."""
    return weights[0] + sum(weight * value for weight, value in zip(weights[1:], values, strict=True))


def _log_odds(probability: float) -> float:
    return log(probability / (1 - probability))


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-x))


def undirected(key: Key) -> Key:
    type_, source, target = key
    return key if deal_table()[type_].directed else (type_, min(source, target), max(source, target))


def key_of(candidate: Candidate) -> Key:
    return undirected((candidate.type, candidate.source, candidate.target))


def _candidate(key: Key, sentence: Sentence, place: int, sheet: Sheet) -> Candidate:
    type_, source, target = key
    start, end = _cue(type_, sentence, place, sheet)
    clause = next(((a, b) for a, b, _ in spans(sheet, sentence) if a <= start < b), (sentence.start, sentence.end))
    here = {party for u in sheet.units if sentence.start <= u.start < sentence.end for party in u.parties}
    return Candidate(type_, source, target, start, end, clause, sentence, RULE, inferred=not {source, target} <= here)


def _cue(type_: str, sentence: Sentence, place: int, sheet: Sheet) -> tuple[int, int]:
    """The cue of that type nearest to where the encoder looks; else that place itself."""
    first = sentence.start
    own = [c for c in cue_finder().find(sheet.masked[first : sentence.end]) if c.frame.type == type_]
    if not own:
        return place, place + 1
    near = min(own, key=lambda c: abs(first + c.start - place))
    return first + near.start, first + near.end
