"""How much can get from one party to another: in one piece along the widest path, and through all ways together."""

from __future__ import annotations

from dataclasses import dataclass

from graph.analysis.filter import Filter
from graph.analysis.kernels.circulation import TooLarge
from graph.analysis.kernels.maxflow import Flow, largest_flow
from graph.analysis.kernels.widest import WidePath, widest_path
from graph.analysis.pairs import Pairs, moving_pairs
from graph.analysis.results import Hop, Path, path_id
from graph.analysis.snapshot import current
from graph.analysis.sums import Case
from graph.analysis.words import Words, find_words
from graph.errors import BadInput, NotFound, QueryTooLarge
from graph.store import Store

NARROW = 20
"""Hops that are told of those that hold a flow back."""


@dataclass(frozen=True, slots=True)
class Throughput:
    """What the known sums let through. A hop carries no more than its deals come to, and nobody keeps anything."""

    usd: float
    """Dollars through all ways together."""
    least: float
    most: float
    """The same with the sums at least and at most."""
    narrow: tuple[Hop, ...]
    """Hops that are full, the largest first; without them nothing gets through, and together they let through as much."""
    more: int
    """Such hops beyond those told."""
    widest: Path | None
    """The path of whatever length of which the smallest hop is largest; None where there is none of known sums."""


def throughput(store: Store, source: str, target: str, where: Filter | None = None) -> Throughput:
    """Raises NotFound for an id that no party has, BadInput where both are the same."""
    if source == target:
        raise BadInput("A path needs two different parties; ask for the loops through one instead.")
    chosen, snapshot = where or Filter(), current(store)
    start, end = snapshot.place(source), snapshot.place(target)
    if start is None or end is None:
        raise NotFound(f"There is no party {(source if start is None else target)[:60]!r}; search for it by its name.")
    pairs = moving_pairs(snapshot, chosen)
    try:
        flows = {case: largest_flow(pairs.parties, pairs.source, pairs.target, pairs.units(case), start, end) for case in Case}
    except TooLarge as error:
        raise QueryTooLarge("The sums are too large to be computed with exactly; narrow types, sums and dates.") from error
    widest = widest_path(pairs.outgoing, pairs.dollars[Case.TOLD], start, end)
    return _tell(store, chosen, pairs, flows, widest)


def _tell(store: Store, where: Filter, pairs: Pairs, flows: dict[Case, Flow], widest: WidePath | None) -> Throughput:
    told = flows[Case.TOLD]
    narrow = sorted(told.narrow, key=lambda arrow: (-told.flow[arrow], arrow))[:NARROW]
    arrows = {*narrow, *(widest.arrows if widest else ())}
    entries = [entry for arrow in sorted(arrows) for entry in pairs.deals(arrow)]
    words = find_words(store, where, pairs.counted, entries, pairs.rows[:0])
    return Throughput(
        usd=float(told.value),
        least=float(flows[Case.LEAST].value),
        most=float(flows[Case.MOST].value),
        narrow=tuple(hop for arrow in narrow if (hop := words.hop(pairs, arrow))),
        more=len(told.narrow) - len(narrow),
        widest=_path(words, pairs, widest) if widest else None,
    )


def _path(words: Words, pairs: Pairs, found: WidePath) -> Path | None:
    hops = words.hops(pairs, found.arrows)
    if not hops:
        return None
    parties = (hops[0].source, *(hop.target for hop in hops))
    return Path(path_id([party.id for party in parties]), parties, hops, found.width)
