"""What of a claim tells one deal from another, and whether two claims can tell of the same deal.

The rule and its reasons: docs/decisions/0002-deals-from-claims.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.facts.claims import StoredClaim
from graph.facts.dates import days, is_day
from graph.facts.rates import usd
from graph.ids import fold
from graph.model import AmountKind, Status

NEAR_DAYS = 31
"""Dates of one deal lie no further apart: articles date it by announcement, filing or report."""
UNDERWAY_DAYS = 731
"""A deal of a stated sum that is planned on one date may be completed on another this much later."""
TOLERANCE = 0.05
ROUGH_TOLERANCE = 0.10
"""For sums that are stated as a bound or roughly, and for sums in different currencies."""
_EXACT = (AmountKind.EXACT, AmountKind.JOINT, None)
_STAGE = {Status.RUMORED: 0, Status.PLANNED: 1, Status.ANNOUNCED: 2, Status.COMPLETED: 3, Status.TERMINATED: 4, Status.DENIED: 4}


@dataclass(frozen=True, slots=True)
class Sum:
    """A stated sum; `usd` is for comparing sums in different currencies."""

    amount: float
    currency: str | None
    usd: float | None
    exact: bool
    joint: bool


@dataclass(frozen=True, slots=True)
class Variant:
    """All claims of one pair and type that agree in everything by which deals are told apart."""

    key: tuple[str, ...]
    """Canonical, so that whatever is done in order of it does not depend on the order of articles."""
    claims: tuple[StoredClaim, ...]
    articles: frozenset[str]
    date: str | None
    first: int
    last: int
    """Days (proleptic ordinals) between which the deal was first told; undated: any day up to the publication."""
    sum: Sum | None
    round: str | None
    subject: str | None
    stage: int
    figures: tuple[object, ...]
    """Stake, shares and quantity."""

    @property
    def vague(self) -> bool:
        """Nothing here tells which deal of the pair is meant."""
        return self.date is None and self.sum is None and self.round is None and self.subject is None


def variants(claims: Iterable[StoredClaim]) -> list[Variant]:
    """The claims by what tells deals apart, in a canonical order."""
    groups: dict[tuple[str, ...], list[StoredClaim]] = defaultdict(list)
    for claim in claims:
        groups[_key(claim)].append(claim)
    return [_variant(key, sorted(groups[key], key=lambda c: c.id)) for key in sorted(groups)]


def _key(claim: StoredClaim) -> tuple[str, ...]:
    terms = claim.terms
    told = "" if terms.date else (claim.published or "")[:7]  # to the month: undated claims of one month count as one
    parts = (
        terms.date,
        told,
        terms.amount,
        terms.currency,
        terms.amount_kind,
        terms.round and fold(terms.round),
        terms.subject and fold(terms.subject),
        _STAGE[terms.status],
        terms.stake_pct,
        terms.shares,
        terms.quantity and fold(terms.quantity),
    )
    return tuple("" if part is None else str(part) for part in parts)


def _variant(key: tuple[str, ...], claims: list[StoredClaim]) -> Variant:
    terms = claims[0].terms
    first, last = _days(terms.date, key[1])
    return Variant(
        key=key,
        claims=tuple(claims),
        articles=frozenset(c.article for c in claims),
        date=terms.date,
        first=first,
        last=last,
        sum=stated_sum(claims[0]),
        round=key[5] or None,
        subject=key[6] or None,
        stage=_STAGE[terms.status],
        figures=(terms.stake_pct, terms.shares, key[10] or None),
    )


def _days(told: str | None, published: str) -> tuple[int, int]:
    if told:
        first, last = days(told)
        return first.toordinal(), last.toordinal()
    return 0, (days(published)[1] if published else date.max).toordinal()


def stated_sum(claim: StoredClaim) -> Sum | None:
    """The sum that a claim states, None where it states none."""
    terms = claim.terms
    if terms.amount is None:
        return None
    when = terms.date or (claim.published or "")[:7] or None  # to the month, like the key: claims of a variant have one sum
    kind = terms.amount_kind
    return Sum(terms.amount, terms.currency, usd(terms.amount, terms.currency, when), kind in _EXACT, kind is AmountKind.JOINT)


def contradict(a: Variant, b: Variant, about_third: bool) -> bool:
    """Whether the two cannot be one deal. `about_third`: the deal type is about a third thing, the subject."""
    if a.round and b.round and a.round != b.round:
        return True
    if _dates_clash(a, b):
        return True
    if not a.articles.isdisjoint(b.articles):
        return _parts_of_one_article(a, b, about_third)
    return _sums_clash(a, b) or (about_third and _subjects_clash(a, b) and not (_same_day(a, b) or sums_agree(a.sum, b.sum)))


def affinity(a: Variant, b: Variant) -> tuple[int, int]:
    """How much speaks for one deal, of two that do not contradict each other; the larger, the more.

    First what they agree on, the sum above all; then how near in time they were told.
    """
    agreed = 4 * sums_agree(a.sum, b.sum) + 2 * bool(a.round and a.round == b.round) + 2 * _same_day(a, b)
    agreed += bool(a.subject and b.subject and not _subjects_clash(a, b))
    agreed += any(x is not None and x == y for x, y in zip(a.figures, b.figures, strict=True))
    return agreed, -abs(a.last - b.last)


def sums_agree(a: Sum | None, b: Sum | None) -> bool:
    """Whether both are known and the same within what articles round off."""
    if a is None or b is None:
        return False
    if a.currency == b.currency or a.usd is None or b.usd is None:
        return close(a.amount, b.amount, TOLERANCE if a.exact and b.exact else ROUGH_TOLERANCE)
    return close(a.usd, b.usd, ROUGH_TOLERANCE)


def close(a: float, b: float, tolerance: float = TOLERANCE) -> bool:
    """Whether two figures differ by no more than `tolerance` of the larger."""
    return abs(a - b) <= tolerance * max(abs(a), abs(b))


def _dates_clash(a: Variant, b: Variant) -> bool:
    earlier, later = (a, b) if a.last < b.first else (b, a)
    gap = later.first - earlier.last
    if gap <= NEAR_DAYS:
        return False
    moved_on = earlier.stage < later.stage and gap <= UNDERWAY_DAYS and earlier.articles.isdisjoint(later.articles)
    return not (moved_on and sums_agree(a.sum, b.sum))


def _same_day(a: Variant, b: Variant) -> bool:
    return is_day(a.date) and a.date == b.date


def _sums_clash(a: Variant, b: Variant) -> bool:
    if a.sum is None or b.sum is None or sums_agree(a.sum, b.sum):
        return False
    if _same_day(a, b) or (a.round and a.round == b.round):
        return False  # one deal whose sum the articles dispute
    return not _part_of_joint(a.sum, b.sum) and not _part_of_joint(b.sum, a.sum)


def _part_of_joint(whole: Sum, part: Sum) -> bool:
    """A sum for several parties that is not divided does not contradict the smaller sum of one of them."""
    if not whole.joint or part.joint:
        return False
    if whole.currency == part.currency or whole.usd is None or part.usd is None:
        return part.amount <= whole.amount
    return part.usd <= whole.usd


def _subjects_clash(a: Variant, b: Variant) -> bool:
    return bool(a.subject and b.subject and a.subject not in b.subject and b.subject not in a.subject)


def _parts_of_one_article(a: Variant, b: Variant, about_third: bool) -> bool:
    """An article does not disagree with itself: figures of its own that differ are deals of their own."""
    if a.sum and b.sum and not _same_sum(a.sum, b.sum):
        return True
    if is_day(a.date) and is_day(b.date) and a.date != b.date:
        return True
    if any(x is not None and y is not None and x != y for x, y in zip(a.figures, b.figures, strict=True)):
        return True
    return about_third and _subjects_clash(a, b)


def _same_sum(a: Sum, b: Sum) -> bool:
    return a.amount == b.amount if a.currency == b.currency else sums_agree(a, b)
