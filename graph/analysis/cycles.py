"""Money loops: value that comes back to where it started."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.analysis.bounds import LONGEST_LOOP, check_bounds, check_offset
from graph.analysis.describe import Pair, check_party, describe_routes, smallest, whole_usd
from graph.analysis.filter import Filter
from graph.analysis.nearby import nearby
from graph.analysis.ranking import Order
from graph.analysis.results import Hop, Loop, Loops, loop_id
from graph.analysis.rings import Question, closed_by, find, find_best
from graph.analysis.routes import Route
from graph.analysis.snapshot import current
from graph.store import Store

CLOSED_AT_MOST = 200


def loops(
    store: Store,
    party: str | None = None,
    max_hops: int = 4,
    where: Filter | None = None,
    limit: int = 50,
    *,
    order: Order = Order.SMALLEST,
    offset: int = 0,
    in_time: bool = False,
) -> Loops:
    """The loops through a party, or of the whole graph, of 2 to `max_hops` hops, best first: `limit` of them after `offset`.

    Parties of a loop are all different, and parallel deals make one hop. By their smallest hop, loops of which every hop
    has a known sum come first, then those of which some have, then the others; of equals the shorter, then by ids. A loop
    starts at the party asked for, else at its smallest id; with `in_time` where it can have begun in time.
    """
    check_bounds(max_hops, 2, limit, LONGEST_LOOP)
    check_offset(offset)
    question = Question(where or Filter(), max_hops, party, in_time)
    if party is not None:
        check_party(store, party)
    snapshot = current(store)
    every = find(snapshot, question)
    rings = find_best(snapshot, question, order, offset + limit + 1) if every is None else every
    return Loops(
        items=tuple(_describe(store, rings.routes(order, offset, limit), question.where)),
        truncated=every is None or len(every) > offset + limit,
        number=None if every is None else len(every),
        by_length={} if every is None else every.by_length,
    )


def closed(store: Store, hops: Iterable[Pair], max_hops: int = 4) -> list[Loop]:
    """The loops that use one of some hops, each once: what an article newly closed, given the hops it opened.

    At most the best CLOSED_AT_MOST for each hop. A loop starts at its smallest id.
    """
    check_bounds(max_hops, 2, 1, LONGEST_LOOP)
    where, opened = Filter(), sorted(set(hops))
    around = nearby(current(store), where, opened, max_hops)
    found: dict[str, Route] = {}
    for source, target in opened:
        for route in closed_by(around, source, target, max_hops).routes(Order.SMALLEST, 0, CLOSED_AT_MOST):
            found[loop_id(route)] = route
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
    """Sorts loops as `loops` gives those of the whole graph, the best first."""
    least = smallest(loop.hops)
    return loop.usd is None, least is None, -(least or 0.0), len(loop.parties), [party.id for party in loop.parties]
