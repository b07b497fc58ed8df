"""Money loops: value that comes back to where it started."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.analysis.bounds import check_bounds
from graph.analysis.describe import Pair, check_party, describe_routes, smallest, whole_usd
from graph.analysis.filter import Filter
from graph.analysis.flows import all_flows, flows_between
from graph.analysis.results import Answer, Hop, Loop, loop_id
from graph.analysis.rings import best_rings
from graph.analysis.routes import Route, best_routes
from graph.store import Store

CLOSED_AT_MOST = 200


def loops(store: Store, party: str | None = None, max_hops: int = 4, where: Filter | None = None, limit: int = 50) -> Answer[Loop]:
    """The loops through a party, or of the whole graph, of 2 to `max_hops` hops, the best first.

    Parties of a loop are all different, and parallel deals make one hop. Loops of which every hop has a known sum
    come first, by their smallest hop; then the others by the smallest of the sums they have; shorter ones before
    longer ones that are equal. A loop starts at the party asked for, else at its smallest id.
    """
    check_bounds(max_hops, 2, limit)
    chosen = where or Filter()
    if party is None:
        routes = best_rings(all_flows(store, chosen), max_hops, limit + 1)
    else:
        check_party(store, party)
        routes = best_routes(flows_between(store, party, party, max_hops, chosen), party, party, max_hops, limit + 1)
    return Answer(tuple(_describe(store, routes[:limit], chosen)), truncated=len(routes) > limit)


def closed(store: Store, hops: Iterable[Pair], max_hops: int = 4) -> list[Loop]:
    """The loops that use one of some hops, each once: what an article newly closed, given the hops it opened.

    At most the best CLOSED_AT_MOST for each hop. A loop starts at its smallest id.
    """
    check_bounds(max_hops, 2, 1)
    where = Filter()
    found: dict[str, Route] = {}
    for source, target in sorted(set(hops)):
        flows = flows_between(store, target, source, max_hops - 1, where)
        for route in best_routes(flows, target, source, max_hops - 1, CLOSED_AT_MOST):
            start = route.index(min(route))
            found[loop_id(route)] = (*route[start:], *route[:start])
    return sorted(_describe(store, list(found.values()), where), key=rank)


def as_now(store: Store, found: Iterable[Loop]) -> list[Loop]:
    """The same loops by the graph as it is now, the best first; one that is no loop any more is left out."""
    return sorted(_describe(store, [tuple(party.id for party in loop.parties) for loop in found], Filter()), key=rank)


def _describe(store: Store, routes: Sequence[Route], where: Filter) -> list[Loop]:
    described = describe_routes(store, [(*route, route[0]) for route in routes], where)
    return [_loop(hops) for hops in described if hops]


def _loop(hops: tuple[Hop, ...]) -> Loop:
    parties = tuple(hop.source for hop in hops)
    return Loop(loop_id([party.id for party in parties]), parties, hops, whole_usd(hops))


def rank(loop: Loop) -> tuple[object, ...]:
    """Sorts loops as `loops` gives those of the whole graph, the best first.

    Among equals that is the order in which the search comes to them: by the last of their smallest hops, then by length
    and ids; those without any sum by length first.
    """
    least, parties = smallest(loop.hops), [party.id for party in loop.parties]
    last = max((hop.source.id, hop.target.id) for hop in loop.hops if hop.usd == least)
    length = len(parties)
    return loop.usd is None, least is None, -(least or 0.0), length if least is None else 0, last, length, parties
