"""A deal that the grammar saw, before it is completed, checked and merged."""

from __future__ import annotations

from dataclasses import field

from graph.model import Terms
from ingest.text.annotations import Sentence
from ingest.text.record import record

REACH = 400
"""Characters on either side of a clause that may say something of its deal; bounds texts without a full stop."""

Stretch = tuple[int, int]


@record
class Candidate:
    """One directed pair of parties (indices into `doc._.parties`) with the place that says so.

    `position` and `position_end` are the cue, `clause` the span around it. `party_subject` is the third party of
    the deal. `also` is another clause that tells of it (the round that it joins). `territory` is the part of the
    sentence that no other deal claims.
    """

    type: str
    source: int
    target: int
    position: int
    position_end: int
    clause: Stretch
    sentence: Sentence
    rule: str
    inferred: bool = False
    party_subject: int | None = None
    rank: int = 0
    """Place among the several parties of one side, for 分别."""
    of: int = 1
    """How many parties that side has."""
    also: Stretch | None = None
    territory: Stretch = (0, 0)
    terms: Terms = field(default_factory=Terms)

    @property
    def window(self) -> Stretch:
        """The sentence, or the part of it within reach."""
        return max(self.sentence.start, self.clause[0] - REACH), min(self.sentence.end, self.clause[1] + REACH)

    @property
    def is_aside(self) -> bool:
        """Whether the deal is told on the way, so that the sentence is about something else."""
        return self.rule.startswith(("aside", "role"))
