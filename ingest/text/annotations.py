"""What the components of the pipeline write on a document, and the next ones read.

All offsets are characters of `doc.text`, end exclusive. `doc._.plain` is the text in half width and simplified
characters, of exactly the same length, so an offset is good for both; match on `plain`, quote from `doc.text`.
"""

from __future__ import annotations

from enum import StrEnum

from spacy.tokens import Doc

from graph.model import AmountKind, PartyKind
from ingest.text.record import record


@record
class Sentence:
    """A sentence, or a heading or list item without a full stop. `paragraph` counts from 0."""

    start: int
    end: int
    paragraph: int
    heading: bool = False


@record
class Mention:
    """A name in the text. `party` is an index into `doc._.parties`."""

    start: int
    end: int
    party: int
    rule: str = ""


@record
class TextParty:
    """A party of this text under all its names. `key` is its identity over all articles."""

    key: str
    name: str
    kind: PartyKind
    aliases: tuple[str, ...]


class Measure(StrEnum):
    """What a quantity counts."""

    MONEY = "money"
    PRICE = "price"  # money for one piece: 每股40美元, 29.40元/股; never the sum of a deal
    PERCENT = "percent"
    SHARES = "shares"
    PHYSICAL = "physical"
    COUNT = "count"


@record
class Quantity:
    """A figure with its unit. `value` is None for a vague sum (数千万元).

    `unit` is an ISO currency for money and prices, `pct` for percentages, else the unit as written (`GW`, `颗`). `bound` is exact, about,
    up_to or at_least; a range gives its upper end with up_to.
    """

    start: int
    end: int
    measure: Measure
    value: float | None
    unit: str | None = None
    bound: AmountKind = AmountKind.EXACT


@record
class TextDate:
    """A date, as exact as the text allows (`2025`, `2025-10`, `2025-10-29`, `2025H1`, `2025Q2`)."""

    start: int
    end: int
    iso: str


@record
class Reference:
    """A pronoun or role word (其, 该公司, 双方) and the parties that it stands for."""

    start: int
    end: int
    parties: tuple[int, ...]


# name of the extension -> (its default, the component that writes it)
EXTENSIONS: dict[str, object] = {
    "published": None,  # ISO date or None, set before the pipeline runs
    "likely": None,  # how likely a deal must be to be told, or None, set before the pipeline runs
    "plain": "",
    "sents_": (),  # tuple[Sentence, ...]        component roundtrip_sentences
    "guesses": None,  # ingest.text.names.guesses.Guesses   component roundtrip_guesses
    "encoded": None,  # ingest.text.encoder.component.Encoded or None   component roundtrip_encoder
    "parties": (),  # tuple[TextParty, ...]      component roundtrip_names
    "mentions": (),  # tuple[Mention, ...] by start     component roundtrip_names
    "quantities": (),  # tuple[Quantity, ...] by start  component roundtrip_quantities
    "dates": (),  # tuple[TextDate, ...] by start       component roundtrip_dates
    "references": (),  # tuple[Reference, ...] by start component roundtrip_references
    "claims": (),  # tuple[graph.model.Claim, ...] with party indices as text keys: component roundtrip_deals
    "metrics": (),  # tuple[graph.model.Metric, ...]    component roundtrip_metrics
    "dropped": (),  # tuple[graph.model.Dropped, ...]
}


def register() -> None:
    """Makes the extensions known to spaCy; safe to call again."""
    for name, default in EXTENSIONS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
