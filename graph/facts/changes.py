"""What each unit of writing changed, kept for those who hold a picture of the graph and want to bring it up to date.

The log is a ring: a unit writes over the one that many turns ago stood in its place. Each entry names the state that it
found and the one that it left. Whoever finds no chain of entries from the state that he knows, because that is too long
ago, because a unit wrote past `renewal`, or because this is another graph, has to look at the whole again.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.store import Transaction

LENGTH = 1000
"""Units that the log holds."""
LISTED_AT_MOST = 5000
"""Parties and pairs of one unit that are listed."""

_LOG = (
    "MATCH (w:Writer {id: 'writer'}) WITH w.turn AS turn, w.mark AS mark, w.before AS before "
    f"MERGE (c:Change {{id: toString(turn % {LENGTH})}}) "
    "SET c.turn = turn, c.mark = mark, c.before = before, c.parties = $parties, c.pairs = $pairs, c.whole = $whole"
)


def log(transaction: Transaction, parties: Iterable[str], pairs: Iterable[tuple[str, str]], more: bool = False) -> None:
    """Notes which parties, and the deals of which pairs, the unit of this transaction may have changed; once a unit.

    `more`: others may have changed as well, so that a list is of no use.
    """
    changed, between = sorted(parties), [f"{source} {target}" for source, target in sorted(pairs)]
    whole = more or len(changed) + len(between) > LISTED_AT_MOST
    transaction.run(_LOG, parties=[] if whole else changed, pairs=[] if whole else between, whole=whole)
