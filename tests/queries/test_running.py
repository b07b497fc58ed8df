"""Every query of the catalog runs on both engines, with its columns, and so does every example in the console."""

from __future__ import annotations

from typing import Any

import pytest

from graph.facts import articles
from graph.queries import catalog
from graph.queries.parameters import REQUIRED
from graph.store import ConsoleLimits, Store
from tests.facts.news import make_news


@pytest.fixture
def filled(store: Store) -> Store:
    for article, reading in make_news(12, seed=5):
        articles.add(store, article, reading)
    return store


def _ids(store: Store) -> dict[str, Any]:
    """Values for parameters, out of the graph: its busiest parties, one article, some deals."""
    deals = catalog()["largest_deals"].run(store)
    parties = [row["id"] for row in catalog()["find_parties_within"].run(store, key="公司")]
    article = catalog()["latest_articles"].run(store, limit=1)[0]["article"]
    names = {"party": parties[0], "source": parties[0], "target": parties[-1], "article": article, "deal": deals[0]["id"]}
    lists = {"parties": parties, "deals": [row["id"] for row in deals], "pairs": [(a, b) for a in parties for b in parties]}
    return {
        **names,
        **lists,
        "index": store.fulltext_index,
        "question": '"公司"',
        "key": "公司",
        "limit": 1000,
        "writer": "writer",
        "after": "",
        "turn": 0,
    }


EMPTY = {"outflows", "inflows", "paths", "loops", "loops_through", "subject_deals", "deals_between", "deals_among"}
"""Queries of which the made-up news may happen to hold nothing."""


def test_every_query_answers(filled: Store) -> None:
    values = _ids(filled)
    for query in catalog().values():
        needed = {name: values[name] for name, parameter in query.parameters.items() if parameter.default is REQUIRED}
        rows = query.run(filled, **needed)
        assert rows or query.name in EMPTY, query.name
        assert all(list(row) == list(query.columns) for row in rows)


def test_every_limit_holds(filled: Store) -> None:
    values = _ids(filled)
    for query in catalog().values():
        if "limit" in query.parameters:
            needed = {name: values[name] for name, parameter in query.parameters.items() if parameter.default is REQUIRED}
            parts = query.text().count("UNION ALL\nUNWIND") + 1
            assert len(query.run(filled, **{**needed, "limit": 1})) <= parts, query.name


def test_every_example_runs_in_the_console(filled: Store) -> None:
    examples = {query.name: query for query in catalog().values() if query.example() is not None}
    assert {"loops", "loops_through", "paths", "exposure", "largest_deals", "deals_of_party"} <= set(examples)
    for query in examples.values():
        answer = filled.console(query.example() or "", ConsoleLimits())
        assert not answer.rows or answer.columns == tuple(query.columns)
