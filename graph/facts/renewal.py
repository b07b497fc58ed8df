"""Brings the parties and deals that a change touches up to date, within the transaction of the change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from graph.facts import changes, parties
from graph.facts.claims import StoredClaim, terms_row
from graph.facts.dates import days
from graph.facts.derivation import derive
from graph.facts.parties import Mentioned
from graph.facts.rows import present
from graph.facts.rulings import Rulings
from graph.facts.stored import KnownClaim, Pair, pair_of, read_claims, read_mentions, read_parties
from graph.model import LIVE, Deal, Party
from graph.schema import deal_table
from graph.store import Transaction

WRITE_PARTIES = "UNWIND $rows AS row MERGE (p:Party {id: row.id}) SET p = row"
DELETE_PARTIES = "UNWIND $ids AS id MATCH (p:Party {id: id}) DETACH DELETE p"
WRITE_CLAIMS_DEAL = "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) SET c.deal = row.deal"


@dataclass(slots=True)
class Change:
    """What a change touches: the article that leaves and comes, with their parties and pairs (judgements applied)."""

    leaving: str = ""
    """Id of the article whose mentions and claims no longer count."""
    parties: set[str] = field(default_factory=set)
    pairs: set[Pair] = field(default_factory=set)
    losing: set[str] = field(default_factory=set)
    """Those of the parties that the leaving article mentions."""
    mentions: dict[str, list[Mentioned]] = field(default_factory=lambda: defaultdict(list))
    """Mentions that come, by party."""
    claims: list[StoredClaim] = field(default_factory=list)
    """Claims that come."""
    rewrite: bool = False
    """Write what follows even where it followed before, because the graph may not hold it."""
    more: bool = False
    """Deals of other pairs may have changed as well."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """What follows from a change."""

    deal_of: Mapping[str, str]
    """Claim -> deal, for all claims of the pairs."""
    closed: tuple[Pair, ...]
    """Pairs that had no live deal that moves value, and have one now."""


@cache
def write_deals() -> str:
    """One text for deals of all types, because a relationship type cannot be a parameter.

    A branch per type costs a server less than a text per type: one answer to wait for, one plan to make.
    """
    branches = " ".join(
        f"FOREACH (_ IN CASE WHEN row.type = '{type_}' THEN [1] ELSE [] END | "
        f"MERGE (a)-[r:{type_} {{id: row.deal.id}}]->(b) SET r = row.deal)"
        for type_ in deal_table()
    )
    return f"UNWIND $rows AS row MATCH (a:Party {{id: row.source}}) MATCH (b:Party {{id: row.target}}) {branches}"


@cache
def delete_deals() -> str:
    types = "|".join(deal_table())
    return f"UNWIND $rows AS row MATCH (:Party {{id: row.source}})-[r:{types} {{id: row.id}}]->(:Party {{id: row.target}}) DELETE r"


def renew(transaction: Transaction, change: Change, rulings: Rulings) -> Renewed:
    """Derives the touched parties and deals anew and writes what is different.

    To be run while what leaves is still in the graph and before what comes is written: parties are there for
    the new arrows then, and new claims can be written with the deals that this tells.
    """
    known = read_claims(transaction, change.pairs, rulings)
    staying = [k for k in known if k.claim.article != change.leaving]
    before = derive(k.claim for k in known)
    after = derive([*(k.claim for k in staying), *change.claims])
    deal_of = {claim: deal.id for deal in after for claim in deal.claims}
    _renew_parties(transaction, change, rulings)
    _write_deals(transaction, set(after) if change.rewrite else set(after) - set(before))
    drop_deals(transaction, _stale(known, before, after))
    moved = [{"id": k.claim.id, "deal": deal_of.get(k.claim.id)} for k in staying if k.deal != deal_of.get(k.claim.id)]
    if moved:
        transaction.run(WRITE_CLAIMS_DEAL, rows=moved)
    changes.log(transaction, change.parties, change.pairs, change.more)
    return Renewed(deal_of, tuple(sorted(_live_pairs(after) - _live_pairs(before))))


def _renew_parties(transaction: Transaction, change: Change, rulings: Rulings) -> None:
    stored = read_parties(transaction, change.parties)
    derived, unsettled = _extend(stored, change)
    others = read_mentions(transaction, (id_ for id_ in unsettled if id_ in stored), change.leaving)
    for id_ in unsettled:
        if mentions := [*others.get(id_, ()), *change.mentions.get(id_, ())]:
            derived[id_] = parties.derive(id_, mentions, filter(None, [rulings.keys.get(id_)]))
    rows = [row for id_, party in sorted(derived.items()) if (row := parties.party_row(party)) != stored.get(id_)]
    if rows:
        transaction.run(WRITE_PARTIES, rows=rows)
    if gone := sorted(change.parties - set(derived)):
        transaction.run(DELETE_PARTIES, ids=gone)


def _extend(stored: Mapping[str, Mapping[str, Any]], change: Change) -> tuple[dict[str, Party], list[str]]:
    """The parties that follow from what is stored of them and what comes; and those whose mentions must be counted."""
    derived: dict[str, Party] = {}
    unsettled = []
    for id_ in change.parties:
        known = parties.read_party(stored[id_]) if id_ in stored and not change.rewrite and id_ not in change.losing else None
        extended = known and parties.extend(known, change.mentions.get(id_, ()))
        if extended:
            derived[id_] = extended
        else:
            unsettled.append(id_)
    return derived, unsettled


def deal_row(deal: Deal) -> dict[str, Any]:
    """The deal as the properties of its arrow."""
    first, last = days(deal.terms.date) if deal.terms.date else (None, None)
    return present(
        {
            "id": deal.id,
            **terms_row(deal.terms),
            "usd": deal.usd,
            "date_from": first and first.isoformat(),
            "date_to": last and last.isoformat(),
            "articles": list(deal.articles),
            "claims": list(deal.claims),
            "disputed": list(deal.disputed),
            "accepted": deal.accepted or None,
        }
    )


def _write_deals(transaction: Transaction, deals: Iterable[Deal]) -> None:
    rows = [{"type": d.type, "source": d.source, "target": d.target, "deal": deal_row(d)} for d in sorted(deals, key=lambda d: d.id)]
    if rows:
        transaction.run(write_deals(), rows=rows)


Place = tuple[str, str, str]
"""Source, target and id of a deal in the graph."""


def drop_deals(transaction: Transaction, places: Iterable[Place]) -> None:
    """Deletes deals; those that are not there are passed over."""
    rows = [{"source": source, "target": target, "id": id_} for source, target, id_ in sorted(places)]
    if rows:
        transaction.run(delete_deals(), rows=rows)


def _stale(known: Sequence[KnownClaim], before: Sequence[Deal], after: Sequence[Deal]) -> set[Place]:
    """Deals that are in the graph and no longer follow from the claims.

    By what the claims were last put under as well as by what followed from them: the rule may have been another then.
    """
    kept = {d.id for d in after}
    stored = {(*pair_of(k.claim), k.deal) for k in known if k.deal is not None and k.deal not in kept}
    return stored | {(d.source, d.target, d.id) for d in before if d.id not in kept}


def _live_pairs(deals: Iterable[Deal]) -> set[Pair]:
    moving = deal_table().value_moving
    return {(d.source, d.target) for d in deals if d.type in moving and d.terms.status in LIVE}
