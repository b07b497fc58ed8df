"""How fast loops are found, beside named peers, all in one run. `python -m bench.loops [--json] [--parts networkx,igraph,…]`

CPU seconds, of ours from the arrays of a snapshot on: filter, hops, preparation and search. Peers are given their graph ready made.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from bench import peers
from bench.graphs import deal_graph, snapshot_of
from bench.timing import cpu, peak_mb
from graph.analysis.filter import Filter
from graph.analysis.kernels.debtrank import bardoscia_2015, battiston_2012
from graph.analysis.kernels.maxflow import largest_flow
from graph.analysis.kernels.outgoing import outgoing
from graph.analysis.nearby import nearby
from graph.analysis.ranking import Order
from graph.analysis.rings import Question, Rings, closed_by, find
from graph.analysis.snapshot import Snapshot, file
from graph.analysis.snapshot.arrays import make_parties
from graph.analysis.snapshot.changing import replaced
from graph.analysis.snapshot.kept import Kept
from graph.analysis.snapshot.reading import read_rows
from graph.analysis.snapshot.version import Version

SMALL, MIDDLE, LARGE = 10_000, 100_000, 1_000_000
Figures = dict[str, float | None]
ARTICLES, DEALS = 21, 6
"""Articles that are tried on the large graph, and the deals of each."""


def search(snapshot: Snapshot, most: int) -> Rings:
    """All loops, of a snapshot of which nothing is known yet."""
    found = find(replace(snapshot, kept=Kept()), Question(Filter(), most))
    assert found is not None
    return found


def against_networkx() -> Figures:
    graph = deal_graph(SMALL)
    snapshot = snapshot_of(graph)
    ours, found = cpu(lambda: search(snapshot, 6), runs=20)
    theirs, number = peers.networkx_loops(graph, 6)
    assert number == len(found), f"networkx finds {number} loops, and we {len(found)}"
    return {"networkx_s": theirs, "small_s": ours, "small_loops": number, "networkx_ratio": theirs / ours}


def against_igraph() -> Figures:
    graph = deal_graph(MIDDLE)
    snapshot = snapshot_of(graph)
    ours, found = cpu(lambda: search(snapshot, 6), runs=10)
    shorter, _ = cpu(lambda: search(snapshot, 5), runs=10)
    theirs, number = peers.igraph_loops(graph, 6)
    counts = {"middle_loops": len(found), "igraph_loops": number, "igraph_misses": len(found) - number}
    return {"igraph_s": theirs, "middle_s": ours, "middle_5_hops_s": shorter, **counts, "igraph_ratio": theirs / ours}


def against_cypher() -> Figures:
    graph = deal_graph(MIDDLE)
    snapshot = snapshot_of(graph)
    ours, found = cpu(lambda: search(snapshot, 4), runs=10)
    loops = set(found.routes(Order.SMALLEST, 0, len(found)))
    figures: Figures = {"middle_4_hops_s": ours}
    for name, opened in (("embedded", peers.embedded()), ("neo4j", peers.neo4j())):
        with opened as server:
            figures |= {f"cypher_{name}_s": None, f"cypher_{name}_ratio": None}
            if server is not None:
                peers.fill(server[0], graph)
                asked = peers.cypher_loops(*server, 4)
                assert asked.loops == loops, f"the Cypher on {name} finds other loops: {len(asked.loops)} and {len(loops)}"
                figures |= {f"cypher_{name}_s": asked.seconds, f"cypher_{name}_ratio": asked.seconds / ours}
    return figures


def million() -> Figures:
    """In a process of its own, which loads the snapshot as a program does that starts."""
    with tempfile.TemporaryDirectory() as folder:
        file.save(snapshot_of(deal_graph(LARGE)), Path(folder))
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            return pool.apply(_million, (folder,))


def _million(folder: str) -> Figures:
    began = time.process_time()
    snapshot = file.load(Path(folder))
    loading = time.process_time() - began
    assert snapshot is not None
    import numba  # noqa: F401 - as in `main`

    seconds, found = cpu(lambda: search(snapshot, 6), runs=5)
    page, _ = cpu(lambda: found.page(Order.SMALLEST, 0, 50), runs=3)
    memory = peak_mb()
    counts = {"million_loops": len(found), "million_bytes_a_deal": snapshot.nbytes / len(snapshot.deals)}
    figures = {"million_load_s": loading, "million_cpu_s": seconds, "million_page_s": page, "million_rss_mb": memory, **counts}
    return {**figures, **_new_loops(snapshot), **_debtrank(snapshot)}


def _new_loops(snapshot: Snapshot) -> Figures:
    """An article comes: the snapshot takes its deals in, and the loops of up to 4 hops that they close are found and ranked."""
    chance = random.Random(7)
    seconds, closed = [], 0
    for number in range(ARTICLES):
        deals = _article(snapshot, chance, number)
        began = time.process_time()
        closed += _take_in(snapshot, deals)
        seconds.append(time.process_time() - began)
    return {"new_loops_ms": median(seconds) * 1000, "new_loops_worst_ms": max(seconds) * 1000, "new_loops": closed}


def _article(snapshot: Snapshot, chance: random.Random, number: int) -> list[dict[str, Any]]:
    """Rows of deals among parties that have the more deals the more often they are named, and one new party."""
    rows = [chance.randrange(len(snapshot.deals)) for _ in range(DEALS)]
    known = [snapshot.party_id(int(snapshot.deals.source[row])) for row in rows]
    others = [snapshot.party_id(int(snapshot.deals.target[row])) for row in reversed(rows)]
    named = [(known[0], f"q{number}"), (f"q{number}", others[0]), *zip(others[2:], known[2:], strict=True)]
    terms = {"amount": 1e9, "usd": 1e9, "status": "announced", "articles": ["a"]}
    return [
        {"type": "INVESTS_IN", "source": a, "target": b, "deal": {"id": f"e{number}-{i}", **terms}}
        for i, (a, b) in enumerate(named)
        if a != b
    ]


def _take_in(snapshot: Snapshot, deals: list[dict[str, Any]]) -> int:
    pairs = {(deal["source"], deal["target"]) for deal in deals}
    parties = sorted({party for pair in pairs for party in pair})
    named = make_parties((party, party, "company") for party in parties)
    hops = nearby(replaced(snapshot, parties, named, pairs, read_rows(deals), Version(2, "later")), Filter(), pairs, 4)
    return len({loop for pair in pairs for loop in closed_by(hops, *pair, 4).routes(Order.SMALLEST, 0, 200)})


def _debtrank(snapshot: Snapshot) -> Figures:
    """The party with the most arrows loses all; each arrow carries its share of what its target is owed."""
    parties, source, target = len(snapshot.parties), snapshot.deals.source, snapshot.deals.target
    impact = snapshot.deals.usd / np.bincount(target, snapshot.deals.usd, parties)[target]
    shock = np.zeros(parties)
    shock[np.bincount(source, minlength=parties).argmax()] = 1.0
    arrows = outgoing(parties, source, target)
    original, _ = cpu(lambda: battiston_2012(arrows, impact, shock))
    differential, _ = cpu(lambda: bardoscia_2015(arrows, impact, shock), runs=1)
    return {"debtrank_million_s": original, "debtrank_2015_million_s": differential}


def against_flows() -> Figures:
    graph = deal_graph(SMALL)
    capacity = np.rint(graph.usd).astype(np.int64)
    start, end = (int(np.bincount(side, minlength=graph.parties).argmax()) for side in (graph.source, graph.target))
    ours, flow = cpu(lambda: largest_flow(graph.parties, graph.source, graph.target, capacity, start, end), runs=20)
    theirs, value = peers.networkx_flow(graph, capacity.tolist(), start, end)
    assert value == flow.value > 0, f"networkx finds a flow of {value}, and we {flow.value}"
    return {"networkx_flow_s": theirs, "maxflow_s": ours, "maxflow_ratio": theirs / ours}


PARTS: dict[str, Callable[[], Figures]] = {
    "networkx": against_networkx,
    "igraph": against_igraph,
    "million": million,
    "flows": against_flows,
    "cypher": against_cypher,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--parts", default=",".join(PARTS), help=f"only some of {', '.join(PARTS)} (default: all)")
    options = parser.parse_args()
    import numba  # noqa: F401 - where it is loaded, what is small is computed by it as well

    found: Figures = {}
    for name in options.parts.split(","):
        found |= PARTS[name]()
        print(f"{name} done", file=sys.stderr)
    rounded = {name: float(f"{value:.4g}") if isinstance(value, float) else value for name, value in found.items()}
    print(json.dumps(rounded) if options.json else "\n".join(f"{name:24}{value!s:>12}" for name, value in rounded.items()))


if __name__ == "__main__":
    main()
