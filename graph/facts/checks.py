"""What an article and its reading must be before anything of them is written."""

from __future__ import annotations

import math
from collections.abc import Iterable

from graph.errors import BadInput
from graph.facts.dates import days
from graph.model import METRIC_NAMES, Article, Claim, Metric, Reading, ReadParty, Terms
from graph.schema import deal_table

_LARGEST = 2**63 - 1


def check(article: Article, reading: Reading) -> None:
    """Raises BadInput that names the part which does not hold together."""
    if not article.id or not article.text:
        raise BadInput("An article needs an id and a text; read it again.")
    _check_published(article)
    keys = set()
    for party in reading.parties:
        _check_party(article, party)
        if party.key in keys:
            raise _wrong(article, f"has two parties with the key {party.key!r}")
        keys.add(party.key)
    for claim in reading.claims:
        _check_claim(article, claim, keys)
    for metric in reading.metrics:
        _check_metric(article, metric, keys)


def _wrong(article: Article, what: str) -> BadInput:
    return BadInput(f"The reading of article {article.title or article.id!r} {what}; nothing of it was written.")


def _check_published(article: Article) -> None:
    try:
        if article.published is not None:
            days(article.published[:10])
    except ValueError as error:
        raise BadInput(f"The article {article.title or article.id!r} gives no real date as its publication: {error}.") from error


def _check_party(article: Article, party: ReadParty) -> None:
    if not party.key or not party.name.strip() or not all(alias.strip() for alias in party.aliases):
        raise _wrong(article, f"has a party without key or name ({party.name or party.key!r})")
    for span in party.mentions:
        if not 0 <= span.start < span.end <= len(article.text):
            raise _wrong(article, f"mentions {party.name!r} at {span.start} to {span.end}, outside of the text")


def _check_claim(article: Article, claim: Claim, keys: set[str]) -> None:
    what = f"claims {claim.type} from {claim.source!r} to {claim.target!r}"
    if claim.type not in deal_table():
        raise _wrong(article, f"{what}, which is no deal type of the table")
    if claim.source == claim.target:
        raise _wrong(article, f"{what}, a deal of a party with itself")
    if missing := {claim.source, claim.target} - keys:
        raise _wrong(article, f"{what}, and {min(missing)!r} is none of its parties")
    _check_evidence(article, claim, what)
    if not claim.evidence:
        raise _wrong(article, f"{what} without a sentence that states it")
    if not 0 <= claim.score <= 1:
        raise _wrong(article, f"{what} with the score {claim.score}, which is not between 0 and 1")
    _check_terms(article, claim.terms, what)


def _check_evidence(article: Article, item: Claim | Metric, what: str) -> None:
    if not 0 <= item.start <= item.end <= len(article.text) or article.text[item.start : item.end] != item.evidence:
        raise _wrong(article, f"{what} with evidence that does not stand at {item.start} to {item.end} of the text")


def _check_terms(article: Article, terms: Terms, what: str) -> None:
    _check_figures(article, (terms.amount, terms.stake_pct, terms.shares), what)
    if any(figure is not None and figure < 0 for figure in (terms.amount, terms.stake_pct, terms.shares)):
        raise _wrong(article, f"{what} with a figure below zero")
    if terms.shares is not None and (not isinstance(terms.shares, int) or terms.shares > _LARGEST):
        raise _wrong(article, f"{what} with {terms.shares} shares, which is no whole number of 64 bits")
    try:
        if terms.date is not None:
            days(terms.date)
    except ValueError as error:
        raise _wrong(article, f"{what} with a wrong date ({error})") from error


def _check_metric(article: Article, metric: Metric, keys: set[str]) -> None:
    what = f"has the metric {metric.name!r} of {metric.entity!r}"
    if metric.name not in METRIC_NAMES:
        raise _wrong(article, f"{what}, which is no metric name")
    if metric.entity not in keys:
        raise _wrong(article, f"{what}, who is none of its parties")
    _check_figures(article, (metric.value, metric.change_pct), what)
    _check_evidence(article, metric, what)


def _check_figures(article: Article, figures: Iterable[float | None], what: str) -> None:
    if any(figure is not None and not math.isfinite(figure) for figure in figures):
        raise _wrong(article, f"{what} with a figure that is no finite number")
