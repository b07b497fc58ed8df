"""The measurements run, on graphs small enough for a test, and all that they count is counted alike."""

from __future__ import annotations

import json
import sys

import numpy as np
import pytest

from bench import loops, peers
from bench.graphs import deal_graph, snapshot_of
from graph.analysis.ranking import Order

KEYS = {
    "networkx_ratio", "igraph_ratio", "million_cpu_s", "million_rss_mb", "new_loops_ms", "debtrank_million_s", "maxflow_ratio",
}  # fmt: skip
"""What one run tells beside the Cypher."""


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    for size in ("SMALL", "MIDDLE", "LARGE"):
        monkeypatch.setattr(loops, size, 600)


@pytest.mark.usefixtures("small")
def test_one_run_tells_everything(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["loops", "--json", "--parts", "networkx,igraph,million,flows"])
    loops.main()
    told = json.loads(capsys.readouterr().out)
    assert set(told) >= KEYS
    assert told["million_loops"] == told["small_loops"] == told["middle_loops"] > 0
    assert all(value > 0 for name, value in told.items() if name in KEYS)


def test_a_graph_is_the_same_each_time_and_has_no_arrow_twice() -> None:
    graph, again = deal_graph(3000), deal_graph(3000)
    assert (graph.source == again.source).all()
    assert (graph.usd == again.usd).all()
    ends = set(zip(graph.source.tolist(), graph.target.tolist(), strict=True))
    assert len(ends) == len(graph.source) == 3000
    assert all(source != target for source, target in ends)
    assert np.bincount(graph.source).max() > 30


def test_the_cypher_is_asked_for_the_same_loops() -> None:
    with peers.embedded() as (store, server):
        graph = deal_graph(300)
        peers.fill(store, graph)
        found = loops.search(snapshot_of(graph), 4)
        asked = peers.cypher_loops(store, server, 4)
        assert asked.loops == set(found.routes(Order.SMALLEST, 0, 1000))
        assert asked.seconds > 0
