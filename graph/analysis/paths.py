"""Paths: the ways that value takes from one party to another."""

from __future__ import annotations

from graph.analysis.bounds import check_bounds
from graph.analysis.describe import check_party, describe_routes, whole_usd
from graph.analysis.filter import Filter
from graph.analysis.flows import flows_between
from graph.analysis.results import Answer, Hop, Path, path_id
from graph.analysis.routes import best_routes
from graph.errors import BadInput
from graph.store import Store


def paths(store: Store, source: str, target: str, max_hops: int = 4, where: Filter | None = None, limit: int = 50) -> Answer[Path]:
    """The paths from one party to another of at most `max_hops` hops, ranked as loops are; no party comes twice."""
    check_bounds(max_hops, 1, limit)
    if source == target:
        raise BadInput("A path needs two different parties; ask for the loops through one instead.")
    chosen = where or Filter()
    check_party(store, source)
    check_party(store, target)
    flows = flows_between(store, source, target, max_hops, chosen)
    routes = best_routes(flows, source, target, max_hops, limit + 1)
    described = describe_routes(store, routes[:limit], chosen)
    return Answer(tuple(_path(hops) for hops in described if hops), truncated=len(routes) > limit)


def _path(hops: tuple[Hop, ...]) -> Path:
    parties = (hops[0].source, *(hop.target for hop in hops))
    return Path(path_id([party.id for party in parties]), parties, hops, whole_usd(hops))
