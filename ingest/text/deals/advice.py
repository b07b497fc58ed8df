"""Sum, share and state of a deal, the grammar's word and the encoder's taken together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.model import AmountKind, Status, Terms
from ingest.text.annotations import Measure, Quantity
from ingest.text.deals.candidates import Candidate
from ingest.text.deals.figures import WITHOUT_SHARE, WITHOUT_SUM
from ingest.text.deals.learned import Told

GIVEN = 0.5
"""Log odds from which a figure that the grammar left is given to the deal."""
TAKEN = -3.5
"""Log odds below which a figure that the grammar took is not the deal's."""
OVER = 2.0
"""How much likelier (log odds) another figure must be to stand in the place of the one that the grammar took."""
APART = 2.5
"""How much likelier (log odds) a figure must be another deal's of the same type to be no longer this one's."""
SURE = 0.8
"""Probability from which a deal is in the state that the encoder sees, where no word of the grammar says one."""


def advised(candidate: Candidate, terms: Terms, told: Told) -> Terms:
    """The terms with what the encoder adds and takes away."""
    if candidate.type not in WITHOUT_SUM:
        terms = _sum(candidate, terms, told.figures)
    if candidate.type not in WITHOUT_SHARE:
        terms = _share(terms, told.figures)
    state = max(told.status, key=lambda s: told.status[s])
    return replace(terms, status=state) if terms.status is Status.ANNOUNCED and told.status[state] >= SURE else terms


def undisputed(candidates: Sequence[Candidate], told: Sequence[Told | None]) -> list[Told | None]:
    """What is told of each deal; a figure that is far likelier that of another deal of its type is given to none but that."""
    best: dict[tuple[str, Quantity], float] = {}
    for candidate, says in zip(candidates, told, strict=True):
        for quantity, odds in says.figures.items() if says else ():
            best[candidate.type, quantity] = max(odds, best.get((candidate.type, quantity), odds))

    def own(candidate: Candidate, says: Told) -> Told:
        far = {q for q, odds in says.figures.items() if odds < best[candidate.type, q] - APART}
        return replace(says, figures={q: min(odds, GIVEN) if q in far else odds for q, odds in says.figures.items()}) if far else says

    return [says and own(candidate, says) for candidate, says in zip(candidates, told, strict=True)]


def _sum(candidate: Candidate, terms: Terms, figures: Mapping[Quantity, float]) -> Terms:
    chosen = _choose(figures, Measure.MONEY, terms.amount)
    if chosen is None:
        return replace(terms, amount=None, currency=None, amount_kind=None) if _refused(figures, Measure.MONEY, terms.amount) else terms
    if chosen.value == terms.amount:
        return terms
    kind = AmountKind.JOINT if candidate.of > 1 else chosen.bound
    return replace(terms, amount=chosen.value, currency=chosen.unit, amount_kind=kind)


def _share(terms: Terms, figures: Mapping[Quantity, float]) -> Terms:
    chosen = _choose(figures, Measure.PERCENT, terms.stake_pct)
    if chosen is not None:
        return replace(terms, stake_pct=chosen.value)
    return replace(terms, stake_pct=None) if _refused(figures, Measure.PERCENT, terms.stake_pct) else terms


def _choose(figures: Mapping[Quantity, float], measure: Measure, present: float | None) -> Quantity | None:
    """The figure of the encoder, if the grammar has none or one that the encoder refuses."""
    if present is not None and not _refused(figures, measure, present):
        return None
    best = max((q for q in figures if q.measure is measure and q.value), key=lambda q: figures[q], default=None)
    return best if best is not None and figures[best] > GIVEN else None


def _refused(figures: Mapping[Quantity, float], measure: Measure, value: float | None) -> bool:
    odds = [odd for q, odd in figures.items() if q.measure is measure and q.value == value]
    others = [odd for q, odd in figures.items() if q.measure is measure and q.value and q.value != value]
    return value is not None and bool(odds) and (max(odds) < TAKEN or (bool(others) and max(others) > max(max(odds) + OVER, GIVEN)))
