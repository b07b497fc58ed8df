"""Parties by what a person types: any of their names, a part of one, simplified or traditional."""

from __future__ import annotations

from collections.abc import Sequence

from graph.analysis.bounds import check_limit
from graph.analysis.describe import party_ref
from graph.analysis.views.values import Found
from graph.errors import BadInput
from graph.facts.search import key
from graph.queries import catalog
from graph.store import Row, Store

CANDIDATES = 200
LONGEST = 200


def search(store: Store, text: str, limit: int = 20) -> tuple[Found, ...]:
    """At most `limit` parties: those of that name first, then those whose name begins so, then the others; of these the busiest first.

    The full-text index finds words and pairs of characters; a single character and the beginning of a Latin word
    are looked for in the names themselves.
    """
    check_limit(limit)
    if len(text) > LONGEST:
        raise BadInput(f"A name to search for may have {LONGEST} characters; shorten it.")
    wanted = key(text)
    if not wanted:
        return ()
    rows = _candidates(store, text, wanted)
    degrees = _degrees(store, list(rows))
    ranked = sorted(rows.values(), key=lambda row: (_distance(row, wanted), -degrees.get(row["id"], 0), len(row["name"]), row["id"]))
    return tuple(Found(party_ref(row), tuple(row["aliases"] or ()), degrees.get(row["id"], 0)) for row in ranked[:limit])


def question(text: str, wanted: str) -> str:
    """A question to the full-text index: the words as typed next to each other, or the key that names are kept under."""
    return " OR ".join(dict.fromkeys((_phrase(text), _phrase(wanted))))


def _phrase(text: str) -> str:
    """Within quotes nothing but a quote and a backslash means anything to the index."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _candidates(store: Store, text: str, wanted: str) -> dict[str, Row]:
    queries = catalog()
    indexed = queries["find_parties"].run(store, index=store.fulltext_index, question=question(text, wanted), limit=CANDIDATES)
    within = [] if len(indexed) >= CANDIDATES else queries["find_parties_within"].run(store, key=wanted, limit=CANDIDATES)
    return {row["id"]: row for row in (*within, *indexed)}


def _degrees(store: Store, ids: Sequence[str]) -> dict[str, int]:
    if not ids:
        return {}
    return {row["party"]: row["deals"] for row in catalog()["degrees"].run(store, parties=ids, limit=len(ids))}


def _distance(row: Row, wanted: str) -> int:
    """0 for a name, 1 for the beginning of one, 2 for a part of one, 3 for anything that the index found besides."""
    names = (row["search"] or "").split()
    if wanted in names:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    return 2 if any(wanted in name for name in names) else 3
