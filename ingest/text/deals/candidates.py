"""A deal that the grammar saw, before it is completed, checked and merged."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from graph.model import Terms
from ingest.text.annotations import Sentence


@dataclass(frozen=True, slots=True)
class Candidate:
    """One directed pair of parties (indices into `doc._.parties`) with the place that says so.

    `position` and `position_end` are the cue, `clause` the span around it. `party_subject` is the third party
    of the deal. `group` is the same for all candidates of one cue: they may share a joint sum.
    """

    type: str
    source: int
    target: int
    position: int
    position_end: int
    clause: tuple[int, int]
    sentence: Sentence
    rule: str
    score: float = 0.8
    inferred: bool = False
    party_subject: int | None = None
    group: int = 0
    rank: int = 0
    """Place among the several parties of one side, for 分别."""
    of: int = 1
    """How many parties that side has."""
    terms: Terms = field(default_factory=Terms)

    def with_terms(self, **changes: object) -> Candidate:
        return replace(self, terms=replace(self.terms, **changes))  # type: ignore[arg-type]
