"""The same questions asked of others: networkx, igraph, and the Cypher of the catalog on both stores."""

from __future__ import annotations

import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.graphs import Graph, deal_ids, deal_types, party_ids
from bench.timing import cpu, cpu_of
from graph.config import StoreSettings
from graph.queries import catalog
from graph.store import Store, open_store
from graph.store.embedded.home import Home

MOST_ROWS = 20_000
MEMORY = "-Xmx6g"
BATCH = 1000
Route = tuple[str, ...]


def networkx_loops(graph: Graph, most: int) -> tuple[float, int]:
    """CPU seconds and number of loops."""
    import networkx

    built = networkx.DiGraph(zip(graph.source.tolist(), graph.target.tolist(), strict=True))
    return cpu(lambda: sum(1 for _ in networkx.simple_cycles(built, length_bound=most)), runs=1)


def igraph_loops(graph: Graph, most: int) -> tuple[float, int]:
    """CPU seconds and number of loops, of which it misses some."""
    import igraph

    built = igraph.Graph(graph.parties, list(zip(graph.source.tolist(), graph.target.tolist(), strict=True)), directed=True)
    return cpu(lambda: len(built.simple_cycles(max=most)), runs=1)


def networkx_flow(graph: Graph, capacity: list[int], start: int, end: int) -> tuple[float, int]:
    """CPU seconds and value of the largest flow."""
    import networkx

    built = networkx.DiGraph()
    arrows = zip(graph.source.tolist(), graph.target.tolist(), capacity, strict=True)
    built.add_weighted_edges_from(arrows, weight="capacity")
    return cpu(lambda: int(networkx.maximum_flow_value(built, start, end)), runs=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a store answered."""

    seconds: float
    """CPU seconds of the server and of this process."""
    loops: set[Route]


def cypher_loops(store: Store, server: int, most: int) -> Asked:
    """The loops of 2 to `most` hops, one query for each length."""
    found: set[Route] = set()
    began = cpu_of(server) + time.process_time()
    for hops in range(2, most + 1):
        found |= {tuple(row["parties"]) for row in catalog()["loops"].run(store, hops=hops, limit=MOST_ROWS)}
    return Asked(cpu_of(server) + time.process_time() - began, found)


@contextmanager
def embedded() -> Iterator[tuple[Store, int]]:
    """A store of its own, and the process of its server.

    It gets more memory than it comes with: with that, it ends without an answer when it looks for loops among 100,000 deals.
    """
    os.environ["_JAVA_OPTIONS"] = MEMORY
    with tempfile.TemporaryDirectory() as folder, open_store(StoreSettings(f"embedded:{folder}/data", statement_seconds=3600)) as store:
        del os.environ["_JAVA_OPTIONS"]
        running = Home(Path(folder) / "data").running()
        assert running is not None
        yield store, running.java


@contextmanager
def neo4j() -> Iterator[tuple[Store, int] | None]:
    """A Neo4j of its own, as the tests have it; None where there can be none."""
    from tests.servers.maven import NoNeo4j
    from tests.servers.neo4j import neo4j_server

    with ExitStack() as running:
        folder = running.enter_context(tempfile.TemporaryDirectory())
        try:
            url = running.enter_context(neo4j_server(Path(folder) / "server"))
        except NoNeo4j:
            yield None
            return
        yield running.enter_context(open_store(StoreSettings(url, statement_seconds=3600))), _started_in(folder)


def _started_in(folder: str) -> int:
    """The process of which the command names a folder."""
    return next(int(path.parent.name) for path in Path("/proc").glob("[0-9]*/cmdline") if folder.encode() in path.read_bytes())


def fill(store: Store, graph: Graph) -> None:
    """Writes the graph as facts would."""
    ids = party_ids(graph)
    rows = [{"id": id_, "key": id_, "name": id_, "kind": "company", "aliases": [], "search": id_} for id_ in ids]
    _write(store, "UNWIND $rows AS row MERGE (p:Party {id: row.id}) SET p = row", rows)
    by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
    ends = zip(graph.source.tolist(), graph.target.tolist(), strict=True)
    for id_, type_, (source, target), usd in zip(deal_ids(graph), deal_types(graph), ends, graph.usd.tolist(), strict=True):
        deal = {"id": id_, "amount": usd, "currency": "USD", "usd": usd, "status": "announced", "articles": ["a"], "claims": ["c"]}
        by_type[type_].append({"source": ids[source], "target": ids[target], "deal": deal})
    for type_, some in by_type.items():
        ends_of = "MATCH (a:Party {id: row.source}) MATCH (b:Party {id: row.target})"
        _write(store, f"UNWIND $rows AS row {ends_of} MERGE (a)-[r:{type_} {{id: row.deal.id}}]->(b) SET r = row.deal", some)


def _write(store: Store, text: str, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        store.write(lambda transaction, some=some: transaction.run(text, rows=some))  # type: ignore[misc]
