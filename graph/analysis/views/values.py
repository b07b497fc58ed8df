"""What the pages show, as values. Claims and metrics are what articles say, deals what follows from them."""

from __future__ import annotations

from dataclasses import dataclass

from graph.analysis.results import DealView, Label, Loops, PartyRef
from graph.model import Evidence, Span


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the graph holds."""

    articles: int
    parties: int
    deals: int
    claims: int
    metrics: int


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article in a list. Absent texts are empty."""

    id: str
    title: str
    source: str
    url: str
    published: str | None
    claims: int
    parties: int


@dataclass(frozen=True, slots=True)
class Home:
    """The first page."""

    counts: Counts
    articles: tuple[ArticleCard, ...]
    """The latest by publication."""
    loops: Loops


@dataclass(frozen=True, slots=True)
class Mention:
    """A party as an article names it."""

    party: PartyRef
    name: str
    """Its commonest name there."""
    aliases: tuple[str, ...]
    spans: tuple[Span, ...]
    """Where it is named, in order."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One article's statement of one deal."""

    id: str
    type: str
    label: Label
    source: PartyRef
    target: PartyRef
    amount: float | None
    currency: str | None
    amount_kind: str | None
    stake_pct: float | None
    shares: int | None
    quantity: str | None
    round: str | None
    subject: str | None
    date: str | None
    status: str
    inferred: bool
    rule: str
    score: float
    deal: str | None
    """Id of the deal that it is told of; None where a person rejected it."""
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class MetricView:
    """One article's figure of a party; the evidence names the metric as its claim."""

    id: str
    party: PartyRef
    name: str
    value: float | None
    text: str | None
    unit: str | None
    period: str | None
    change_pct: float | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article with all that was read out of it, in the order of its text."""

    id: str
    title: str
    source: str
    url: str
    published: str | None
    text: str
    parties: tuple[Mention, ...]
    claims: tuple[ClaimView, ...]
    metrics: tuple[MetricView, ...]


@dataclass(frozen=True, slots=True)
class DealGroup:
    """Deals of one type, the largest first."""

    type: str
    label: Label
    deals: tuple[DealView, ...]


@dataclass(frozen=True, slots=True)
class PartyPage:
    """A party with what is known of it."""

    party: PartyRef
    aliases: tuple[str, ...]
    outgoing: tuple[DealGroup, ...]
    """Deals of which it is the source, by type in the order of the deal table."""
    incoming: tuple[DealGroup, ...]
    more_deals: int
    """Deals beyond the limit, which are left out."""
    metrics: tuple[MetricView, ...]
    loops: Loops
    articles: tuple[ArticleCard, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A party that a search found."""

    party: PartyRef
    aliases: tuple[str, ...]
    deals: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A party on the canvas."""

    party: PartyRef
    deals: int
    """All of its deals, drawn or not."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A party, those it deals with, and the deals among all of them."""

    nodes: tuple[Neighbour, ...]
    """The party itself first, then the others with the largest sums first."""
    deals: tuple[DealView, ...]
    more: int
    """Parties beyond the limit, which are left out."""


@dataclass(frozen=True, slots=True)
class DealPage:
    """A deal with every claim of it, in order of publication."""

    deal: DealView
    claims: tuple[ClaimView, ...]
