"""The words of the domain, as values.

What a reader finds in one article is a `Reading`: parties, claims and metrics, each with the characters
that state it. What follows from the claims of all articles is a `Deal`. Sums are in single units of their
currency (1e11 = 1000亿), percentages in percent, offsets in characters of the article's text, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, get_args


class PartyKind(StrEnum):
    """What a party is."""

    COMPANY = "company"
    GOVERNMENT = "government"
    FUND = "fund"
    PERSON = "person"
    PROJECT = "project"
    PRODUCT = "product"


class Status(StrEnum):
    """The last state of a deal that is told."""

    ANNOUNCED = "announced"
    PLANNED = "planned"
    COMPLETED = "completed"
    TERMINATED = "terminated"
    RUMORED = "rumored"
    DENIED = "denied"


class AmountKind(StrEnum):
    """How the article states a sum; `joint` is one sum for several parties that is not divided."""

    EXACT = "exact"
    ABOUT = "about"
    UP_TO = "up_to"
    AT_LEAST = "at_least"
    JOINT = "joint"


MetricName = Literal[
    "market_cap", "revenue", "net_income", "net_loss", "free_cash_flow", "capex", "valuation", "debt", "cash",
    "users", "share_price", "yield", "rating", "order_backlog", "other",
]  # fmt: skip
METRIC_NAMES: tuple[str, ...] = get_args(MetricName)
CURRENCIES = ("USD", "CNY", "HKD", "TWD", "JPY", "KRW", "EUR", "GBP", "SGD", "CAD", "AUD", "CHF", "INR", "SAR", "AED")

LIVE = (Status.ANNOUNCED, Status.PLANNED, Status.COMPLETED, Status.RUMORED)
"""Statuses that count in loops and exposure unless the user asks otherwise."""


@dataclass(frozen=True, slots=True)
class Article:
    """A text as read, with what is known of its origin. `id` is the digest of the text (`ids.article_id`)."""

    id: str
    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    published: str | None = None
    """ISO date of publication, from which relative dates count."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The figures of a deal; None where the text does not say."""

    amount: float | None = None
    currency: str | None = None
    amount_kind: AmountKind | None = None
    stake_pct: float | None = None
    shares: int | None = None
    quantity: str | None = None
    round: str | None = None
    subject: str | None = None
    date: str | None = None
    """ISO, as exact as the text allows: `2025`, `2025-10`, `2025-10-29`."""
    status: Status = Status.ANNOUNCED


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of an article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReadParty:
    """A party as one article names it. `key` is its identity over all articles (`ids.party_key`)."""

    key: str
    name: str
    kind: PartyKind
    aliases: tuple[str, ...]
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One article's statement of one deal. `source` and `target` are keys of the reading's parties."""

    type: str
    source: str
    target: str
    terms: Terms
    evidence: str
    start: int
    end: int
    inferred: bool = False
    """The counterparty comes from another sentence."""
    rule: str = ""
    """Which rule or model made the claim."""
    score: float = 1.0
    """How sure it is, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure that an article states of a party. `entity` is a key of the reading's parties."""

    entity: str
    name: str
    value: float | None
    text: str | None = None
    unit: str | None = None
    period: str | None = None
    change_pct: float | None = None
    evidence: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Dropped:
    """A candidate that was no claim, and why; for `--explain`."""

    reason: str
    text: str
    start: int
    end: int
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read out of one article."""

    parties: tuple[ReadParty, ...] = ()
    claims: tuple[Claim, ...] = ()
    metrics: tuple[Metric, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences for the user on how it was read, such as that a second reader did not answer; never stored."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a deal is stated: one claim's sentence in its article."""

    claim: str
    article: str
    title: str
    published: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Deal:
    """What follows from the claims that state it. `source` and `target` are party ids."""

    id: str
    type: str
    source: str
    target: str
    terms: Terms
    usd: float | None = None
    """`terms.amount` at the reference rate of its year."""
    claims: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    """Names of the terms on which articles disagree."""
    accepted: bool = False
    """A person has looked at it and found it right."""


@dataclass(frozen=True, slots=True)
class Party:
    """A party of the graph, under all the names that articles give it."""

    id: str
    key: str
    name: str
    kind: PartyKind
    aliases: tuple[str, ...] = field(default=())
