"""One set of terms out of the claims of one deal: never averaged, and every disagreement named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeVar

from graph.facts.claims import StoredClaim, latest
from graph.facts.dates import days
from graph.facts.rates import usd
from graph.facts.variants import NEAR_DAYS, Sum, close, stated_sum, sums_agree
from graph.ids import fold
from graph.model import AmountKind, Status, Terms

V = TypeVar("V")

FINALITY = (Status.RUMORED, Status.PLANNED, Status.ANNOUNCED, Status.COMPLETED, Status.TERMINATED, Status.DENIED)
"""Of two states told on the same day, the later in this row counts."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The terms of a deal; `disputed` names those on which its articles disagree."""

    terms: Terms
    usd: float | None
    disputed: tuple[str, ...]


def merge(claims: Sequence[StoredClaim]) -> Merged:
    """The terms of the deal that `claims` state; does not depend on their order."""
    disputed: list[str] = []

    def one(name: str, differ: Callable[[Any, Any], bool]) -> Any:
        said = [(value, c) for c in claims if (value := getattr(c.terms, name)) is not None]
        if any(differ(a, b) for a, b in combinations(sorted({v for v, _ in said}, key=repr), 2)):
            disputed.append(name)
        return elect(said)

    amount, currency, kind = _merge_sum(claims, disputed)
    stake, shares = one("stake_pct", _figures_differ), one("shares", _figures_differ)
    quantity, round_, subject = one("quantity", _words_differ), one("round", _words_differ), one("subject", _phrases_differ)
    date, status = _merge_date(claims, disputed), _merge_status(claims, disputed)
    when = date or min((c.published for c in claims if c.published and c.terms.amount == amount), default=None)
    terms = Terms(amount, currency, kind, stake, shares, quantity, round_, subject, date, status)
    return Merged(terms, usd(amount, currency, when), tuple(disputed))


def elect(said: Iterable[tuple[V, StoredClaim]]) -> V | None:
    """The value that most articles give; of equals the one published last, then the first by its writing."""
    backers: dict[V, list[StoredClaim]] = defaultdict(list)
    for value, claim in said:
        backers[value].append(claim)

    def weight(value: V) -> tuple[int, str]:
        return len({c.article for c in backers[value]}), latest(backers[value])

    return max(sorted(backers, key=repr), key=weight, default=None)


def _merge_sum(claims: Sequence[StoredClaim], disputed: list[str]) -> tuple[float | None, str | None, AmountKind | None]:
    """The sum with its currency and kind. A sum of the deal's own goes before one for several parties together."""
    stating = [(s, c) for c in claims if (s := stated_sum(c)) is not None]
    own = [(s, c) for s, c in stating if not s.joint] or stating
    if not own:
        return None, None, None
    if any(_sums_differ(a, b) for a, b in combinations(_distinct(s for s, _ in own), 2)):
        disputed.append("amount")
    chosen = elect(((s.amount, s.currency), c) for s, c in own)
    assert chosen is not None
    kind = elect((c.terms.amount_kind, c) for s, c in own if c.terms.amount_kind and (s.amount, s.currency) == chosen)
    return *chosen, kind


def _distinct(sums: Iterable[Sum]) -> list[Sum]:
    return sorted(set(sums), key=repr)


def _merge_date(claims: Sequence[StoredClaim], disputed: list[str]) -> str | None:
    """The date of the first telling, as exact as any article has it.

    A coarse date backs every finer one that it contains. Dates of later stages of the deal are left out.
    """
    dated = [(c.terms.date, c) for c in claims if c.terms.date is not None]
    if not dated:
        return None
    start = min(days(date)[1] for date, _ in dated)
    first = [(date, c) for date, c in dated if (days(date)[0] - start).days <= NEAR_DAYS]
    stated = {date for date, _ in first}
    finest = {date for date in stated if not any(other != date and other.startswith(date) for other in stated)}
    if len(finest) > 1:
        disputed.append("date")
    return elect((fine, c) for fine in finest for date, c in first if fine.startswith(date))


def _merge_status(claims: Sequence[StoredClaim], disputed: list[str]) -> Status:
    """The last state told. What is completed or ended stays so when a later article only tells it again."""
    told = sorted(claims, key=lambda c: ((c.published or ""), FINALITY.index(c.terms.status)))
    current = told[0].terms.status
    for claim in told[1:]:
        if current not in (Status.COMPLETED, Status.TERMINATED) or FINALITY.index(claim.terms.status) > FINALITY.index(current):
            current = claim.terms.status
    denials = sum(c.terms.status is Status.DENIED for c in claims)
    if 0 < denials < len(claims):
        disputed.append("status")
    return current


def _sums_differ(a: Sum, b: Sum) -> bool:
    return not sums_agree(a, b)


def _figures_differ(a: float, b: float) -> bool:
    return not close(a, b)


def _words_differ(a: str, b: str) -> bool:
    return fold(a) != fold(b)


def _phrases_differ(a: str, b: str) -> bool:
    """Neither is a longer or shorter way to say the other (甲公司 and 甲公司5%股权)."""
    first, second = fold(a), fold(b)
    return first not in second and second not in first
