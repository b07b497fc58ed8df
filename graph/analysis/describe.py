"""Turns ids into what is shown: parties with their names, deals with the sentences that state them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from graph.analysis.filter import Filter
from graph.analysis.flows import batches, fetch_deals, hop_usd
from graph.analysis.results import DealView, Hop, Label, PartyRef
from graph.errors import NotFound
from graph.model import AmountKind, Evidence
from graph.queries import catalog
from graph.schema import deal_table
from graph.store import Row, Store

Pair = tuple[str, str]
"""Ids of a source and a target."""


def party_refs(store: Store, ids: Iterable[str]) -> dict[str, PartyRef]:
    """The parties of these ids that are in the graph."""
    rows = (row for some in batches(sorted(set(ids))) for row in catalog()["parties"].run(store, parties=some, limit=len(some)))
    return {row["id"]: party_ref(row) for row in rows}


def check_party(store: Store, party: str) -> None:
    """Raises NotFound for an id that no party has."""
    if party not in party_refs(store, [party]):
        raise NotFound(f"There is no party {party[:60]!r}; search for it by its name.")


def party_ref(row: Row) -> PartyRef:
    return PartyRef(row["id"], row["name"], row["kind"])


def label(type_: str) -> Label:
    return Label(deal_table()[type_].zh, deal_table()[type_].en)


def deals_between(store: Store, pairs: Iterable[Pair], where: Filter, types: Sequence[str]) -> dict[Pair, list[DealView]]:
    """The deals of each pair, by date and id, with their sentences."""
    rows = [row for some in batches(sorted(set(pairs))) for row in fetch_deals(store, "deals_between", where, types, pairs=some)]
    found: dict[Pair, list[DealView]] = defaultdict(list)
    for deal in sorted(deal_views(store, rows), key=lambda d: (d.date or "9999", d.id)):
        found[deal.source.id, deal.target.id].append(deal)
    return found


def deal_views(store: Store, rows: Sequence[Row]) -> list[DealView]:
    """Deals from rows of `type`, `source`, `target` and `deal`, in their order."""
    evidence = evidence_of(store, [row["deal"]["id"] for row in rows])
    refs = party_refs(store, [row[end] for row in rows for end in ("source", "target")])
    return [_deal_view(row, refs, evidence) for row in rows if row["source"] in refs and row["target"] in refs]


def evidence_of(store: Store, deals: Iterable[str], each: int = 20) -> dict[str, tuple[Evidence, ...]]:
    """The first `each` sentences of every deal."""
    query = catalog()["evidence"]
    rows = (row for some in batches(sorted(set(deals))) for row in query.run(store, deals=some, each=each, limit=len(some)))
    return {row["id"]: tuple(map(_evidence, row["sentences"])) for row in rows}


def _evidence(said: Mapping[str, Any]) -> Evidence:
    return Evidence(
        said["claim"], said["article"], said["title"] or "", said["published"], said["text"] or "", said["first"] or 0, said["last"] or 0
    )


def _deal_view(row: Row, refs: Mapping[str, PartyRef], evidence: Mapping[str, tuple[Evidence, ...]]) -> DealView:
    deal = row["deal"]
    return DealView(
        id=deal["id"],
        type=row["type"],
        label=label(row["type"]),
        source=refs[row["source"]],
        target=refs[row["target"]],
        **terms(deal),
        usd=deal.get("usd"),
        disputed=tuple(deal.get("disputed") or ()),
        accepted=bool(deal.get("accepted")),
        articles=tuple(deal.get("articles") or ()),
        claims=tuple(deal.get("claims") or ()),
        evidence=evidence.get(deal["id"], ()),
    )


_TERMS = ("amount", "currency", "amount_kind", "stake_pct", "shares", "quantity", "round", "subject", "date", "status")


def terms(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The terms of a deal or a claim out of its properties; absent ones are None."""
    return {name: properties.get(name) for name in _TERMS}


def make_hop(source: PartyRef, target: PartyRef, deals: Sequence[DealView]) -> Hop:
    usd = hop_usd((deal.usd, deal.amount_kind == AmountKind.JOINT) for deal in deals)
    return Hop(source, target, tuple(deals), usd)


def smallest(hops: Iterable[Hop]) -> float | None:
    """The smallest of the known sums."""
    return min((hop.usd for hop in hops if hop.usd is not None), default=None)


def whole_usd(hops: Sequence[Hop]) -> float | None:
    """The smallest hop; None when a hop has no known sum."""
    return None if any(hop.usd is None for hop in hops) else smallest(hops)


def describe_routes(store: Store, routes: Sequence[Sequence[str]], where: Filter) -> list[tuple[Hop, ...]]:
    """The hops of ways that value takes; empty for one that went while it was being looked at."""
    pairs = {pair for route in routes for pair in pairwise(route)}
    deals = deals_between(store, pairs, where, deal_table().value_moving) if pairs else {}
    refs = party_refs(store, {party for pair in pairs for party in pair})

    def hops(route: Sequence[str]) -> tuple[Hop, ...]:
        steps = list(pairwise(route))
        if any(step not in deals for step in steps):
            return ()
        return tuple(make_hop(refs[a], refs[b], deals[a, b]) for a, b in steps)

    return [hops(route) for route in routes]
