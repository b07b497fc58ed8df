"""What the questions answer, as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.ids import digest
from graph.model import Evidence

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """The best items, at most as many as were asked for."""

    items: tuple[T, ...]
    truncated: bool
    """There are more."""


@dataclass(frozen=True, slots=True)
class PartyRef:
    """A party, as far as one needs to name it and to link to it."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Label:
    """What a deal type is called."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class DealView:
    """A deal with its ends, its terms (see `graph.model.Terms`) and the sentences that state it."""

    id: str
    type: str
    label: Label
    source: PartyRef
    target: PartyRef
    amount: float | None
    currency: str | None
    amount_kind: str | None
    usd: float | None
    """`amount` in US dollars of its year."""
    stake_pct: float | None
    shares: int | None
    quantity: str | None
    round: str | None
    subject: str | None
    date: str | None
    status: str
    disputed: tuple[str, ...]
    """Names of the terms on which the articles disagree."""
    accepted: bool
    """A person has looked at it and found it right."""
    articles: tuple[str, ...]
    claims: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    """Sentences in order of publication; of a deal told very often only the first ones."""


@dataclass(frozen=True, slots=True)
class Hop:
    """From one party to the next, with all deals that lead there.

    In loops and paths value moves from source to target. In exposure the source fails and the target loses;
    the deals then run either way.
    """

    source: PartyRef
    target: PartyRef
    deals: tuple[DealView, ...]
    usd: float | None
    """Sum of the deals' known sums, equal joint sums once; None where none is known."""


@dataclass(frozen=True, slots=True)
class Loop:
    """Value that comes back to where it started; the last hop leads to the first party."""

    id: str
    """The same whichever of its parties comes first."""
    parties: tuple[PartyRef, ...]
    hops: tuple[Hop, ...]
    usd: float | None
    """The smallest hop; None when a hop has no known sum."""


@dataclass(frozen=True, slots=True)
class Loops(Answer[Loop]):
    """A page of loops, best first."""

    number: int | None
    """How many there are on all pages; None where there are too many to count."""
    by_length: dict[int, int]
    """How many there are of each number of hops; empty where there are too many to count."""


@dataclass(frozen=True, slots=True)
class Path:
    """Value on its way from the first party to the last."""

    id: str
    parties: tuple[PartyRef, ...]
    hops: tuple[Hop, ...]
    usd: float | None
    """The smallest hop; None when a hop has no known sum."""


@dataclass(frozen=True, slots=True)
class ExposurePath:
    """How the failure of the first party reaches the last one."""

    id: str
    parties: tuple[PartyRef, ...]
    hops: tuple[Hop, ...]
    usd: float | None
    """The amount exposed is at most this: the smallest known sum on the chain; None where none is known."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A party that loses when another fails, over all chains that were found."""

    party: PartyRef
    usd: float | None
    """The largest amount exposed on a chain of which every hop has a known sum; None without such a chain."""
    hops: int
    """Length of the shortest chain."""
    chains: int


def loop_id(parties: Sequence[str]) -> str:
    """Digest of the ids of a loop's parties in the order of its arrows, from wherever it is told."""
    start = parties.index(min(parties))
    return "l" + digest(*parties[start:], *parties[:start])


def path_id(parties: Sequence[str]) -> str:
    """Digest of the ids of the parties in their order."""
    return "w" + digest(*parties)
