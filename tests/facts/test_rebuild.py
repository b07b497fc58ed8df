"""A rebuild out of claims and judgements gives the graph that articles left one by one."""

from __future__ import annotations

import pytest

from graph.facts import articles, deals, dump, judgements, rebuilding
from graph.schema import deal_table
from graph.store import Store
from tests.facts.news import make_news

DROP = "MATCH (:Party)-[r:{}]->(:Party) DELETE r"


@pytest.fixture
def filled(store: Store) -> Store:
    for article, reading in make_news(12, seed=17):
        articles.add(store, article, reading)
    return store


def test_a_rebuild_changes_nothing(filled: Store) -> None:
    before = list(dump.lines(filled))
    rebuilt = deals.rebuild(filled)
    assert list(dump.lines(filled)) == before
    assert rebuilt.deals == sum('"record": "deal"' in line for line in before) > 10
    assert rebuilt.parties == sum('"record": "party"' in line for line in before)


def test_a_rebuild_restores_what_was_lost_or_wrong(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = list(dump.lines(filled))
    monkeypatch.setattr(rebuilding, "BATCH_CLAIMS", 5)
    filled.write(lambda t: t.run("MATCH (p:Party) SET p.name = '?', p.aliases = ['!'], p.kind = 'person' REMOVE p.search"))
    filled.write(lambda t: t.run("MATCH (c:Claim) SET c.deal = 'd0'"))
    filled.write(lambda t: t.run("MATCH (a:Party)-[r:INVESTS_IN]->(b:Party) CREATE (b)-[:LENDS_TO {id: 'd' + r.id, amount: 1.0}]->(a)"))
    for type_ in deal_table():
        if type_ != "LENDS_TO":
            filled.write(lambda t, type_=type_: t.run(DROP.format(type_)))  # type: ignore[misc]
    steps: list[int] = []
    deals.rebuild(filled, steps.append)
    assert list(dump.lines(filled)) == before
    assert len(steps) > 3
    assert steps == sorted(steps)


def test_judgements_outlive_a_rebuild(filled: Store) -> None:
    subject, into = (row["id"] for row in filled.read("MATCH (p:Party) RETURN p.id AS id ORDER BY p.id LIMIT 2", ("id",)))
    judgements.merge(filled, subject, into, by="李")
    deal = filled.read("MATCH ()-[r:INVESTS_IN]->() RETURN r.id AS id ORDER BY r.id LIMIT 1", ("id",))[0]["id"]
    judgements.reject(filled, deal, by="李")
    before = list(dump.lines(filled))
    deals.rebuild(filled)
    assert list(dump.lines(filled)) == before
