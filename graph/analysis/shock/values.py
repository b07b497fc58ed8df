"""What is asked about a shock, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graph.analysis.capacity import Capacity
from graph.analysis.results import Hop, PartyRef
from graph.analysis.words import LeftOut


class Model(StrEnum):
    """How a loss is passed on."""

    DEBTRANK = "debtrank"
    """The original DebtRank of Battiston et al. (2012)."""
    DIFFERENTIAL = "differential"
    """The differential DebtRank of Bardoscia et al. (2015)."""
    CLEARING = "clearing"
    """Clearing of debts after Eisenberg and Noe (2001)."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Parties that lose, all at once: id -> the share of what each has, above 0 and up to 1, which is to fail."""

    parties: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Start:
    """A party with which it begins."""

    party: PartyRef
    share: float
    capacity: Capacity


@dataclass(frozen=True, slots=True)
class Way:
    """One way by which a loss comes from a party with which it begins (the first) to the loser (the last)."""

    id: str
    parties: tuple[PartyRef, ...]
    hops: tuple[Hop, ...]
    usd: float | None
    """What is lost by this way alone; None where a deal of it has no known sum."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What one party loses."""

    party: PartyRef
    usd: float | None
    """Dollars of its deals that come to nothing, with the sums as told; None where it loses only by deals without a sum."""
    least: float
    most: float
    """The same in the best and in the worst case."""
    share: float | None
    """The share of its capacity that is lost, with the sums as told."""
    capacity: Capacity
    round: int | None
    """The round in which it is first hit, with the sums as told."""
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A round: who loses how much more of its capacity. Parties are named by their ids."""

    hit: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of one scenario."""

    starts: tuple[Start, ...]
    losses: tuple[Loss, ...]
    """The largest first; those by deals without a known sum come last."""
    more: int
    """Losers beyond the limit."""
    usd: float
    least: float
    most: float
    """All losses together, as told, in the best and in the worst case."""
    debtrank: float | None
    """The share of all capacity that is lost beside the shock itself; None in clearing."""
    rounds: tuple[Step, ...]
    """The first is the shock itself."""
    unique: bool
    """False where clearing has more than one answer; this is the one with the greatest payments."""
    links: tuple[Hop, ...]
    """The arrows between those named here by which losses were passed on; from who fails to who loses."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The outcomes of the scenarios asked for, and what holds for all of them."""

    model: Model
    outcomes: tuple[Outcome, ...]
    deals: int
    """Deals that were counted."""
    known: int
    parties: int
    """Parties whose capacity a metric tells, of how many that can lose."""
    left_out: tuple[LeftOut, ...]
    """Deals of those who lose that count for nothing as told."""
    more_left_out: int
    """Deals left out beyond those named."""
