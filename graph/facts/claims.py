"""A claim with its place in the graph: what deals are derived from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from graph.model import AmountKind, Status, Terms

TERMS: tuple[str, ...] = tuple(f.name for f in fields(Terms))
"""Names of the terms, which are properties of claims and of deals alike."""


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """One article's statement of one deal; `source` and `target` are party ids, judgements on parties applied."""

    id: str
    article: str
    published: str | None
    type: str
    source: str
    target: str
    terms: Terms
    verdict: str | None = None
    """What a person said of the claim: `accept`, `reject` or nothing."""


def terms_row(terms: Terms) -> dict[str, Any]:
    """The terms as properties; absent ones are None."""
    row = {name: getattr(terms, name) for name in TERMS}
    row["amount_kind"] = str(terms.amount_kind) if terms.amount_kind else None
    row["status"] = str(terms.status)
    return row


def read_terms(row: Mapping[str, Any]) -> Terms:
    """The inverse of `terms_row`; absent ones may be missing."""
    kind = row.get("amount_kind")
    values: dict[str, Any] = {name: row.get(name) for name in TERMS}
    values["amount_kind"] = AmountKind(kind) if kind else None
    values["status"] = Status(row["status"])
    return Terms(**values)


def latest(claims: Iterable[StoredClaim]) -> str:
    """The last day of publication among `claims`, empty when none is known."""
    return max((c.published or "" for c in claims), default="")
