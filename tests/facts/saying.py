"""Short ways to write claims in tests."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from graph.facts.claims import StoredClaim
from graph.ids import digest
from graph.model import Status, Terms

_TERMS = {f.name for f in fields(Terms)}


def claim(article: str = "a1", /, type: str = "INVESTS_IN", source: str = "pa", target: str = "pb", **said: Any) -> StoredClaim:  # noqa: A002
    """A claim of `article`; `said` are terms, `published` and `verdict`. Its id follows from all of it."""
    terms = {name: value for name, value in said.items() if name in _TERMS}
    if "status" in terms:
        terms["status"] = Status(terms["status"])
    if "amount" in terms:
        terms.setdefault("currency", "USD")
    rest = {name: value for name, value in said.items() if name not in _TERMS and name != "published"}
    id_ = "c" + digest(article, type, source, target, repr(sorted(said.items(), key=repr)))
    return StoredClaim(id_, article, said.get("published"), type, source, target, Terms(**terms), **rest)
