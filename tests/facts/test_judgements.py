"""What a person decides holds for what is there and for what comes, and can be undone."""

from __future__ import annotations

from typing import Any

import pytest

from graph.errors import BadInput, NotFound
from graph.facts import articles, dump, judgements
from graph.ids import party_id
from graph.model import Article, Reading, Terms
from graph.store import Store
from tests.facts.news import key, make_news, write_article
from tests.servers import wipe

A, B, C = (party_id(key(name)) for name in ("甲公司", "乙集团", "丙科技"))
FIRST = write_article([("INVESTS_IN", "甲公司", "乙集团", Terms(amount=1e9, currency="USD"))], rest="1")
SECOND = write_article([("INVESTS_IN", "甲公司", "丙科技", Terms(amount=1e9, currency="USD"))], rest="2")
THIRD = write_article([("LENDS_TO", "丙科技", "乙集团", Terms())], rest="3")


def content(store: Store) -> list[str]:
    """The graph without the judgements themselves."""
    return [line for line in dump.lines(store) if '"record": "judgement"' not in line]


def put(store: Store, *news: tuple[Article, Reading]) -> None:
    for article, reading in news:
        articles.add(store, article, reading)


def arrows(store: Store, type_: str) -> list[dict[str, Any]]:
    text = (
        f"MATCH (a:Party)-[r:{type_}]->(b:Party) RETURN a.name AS source, b.name AS target, size(r.articles) AS articles, r.accepted AS ok"
    )
    return store.read(text, ("source", "target", "articles", "ok"))


def test_merged_parties_are_one_and_their_deals_too(store: Store) -> None:
    put(store, FIRST, SECOND, THIRD)
    judgements.merge(store, C, B, by="李")
    assert arrows(store, "INVESTS_IN") == [{"source": "甲公司", "target": "乙集团", "articles": 2, "ok": None}]
    assert arrows(store, "LENDS_TO") == []
    (party,) = store.read(
        "MATCH (p:Party) WHERE p.name <> '甲公司' RETURN p.id AS id, p.key AS key, p.aliases AS aliases", ("id", "key", "aliases")
    )
    assert party == {"id": B, "key": "乙集团", "aliases": ["丙科技", "丙科技股份", "乙集团股份"]}
    assert store.read("MATCH (p:Party)-[:REPORTS]->(m:Metric) RETURN DISTINCT p.name AS name ORDER BY name", ("name",)) == [
        {"name": "乙集团"},
        {"name": "甲公司"},
    ]


def test_it_is_the_same_whether_judged_before_or_after_the_articles_come(store: Store) -> None:
    news = [FIRST, SECOND, THIRD, *make_news(6, seed=19)]
    put(store, *news)
    judgements.merge(store, C, B, by="李", at="2026-01-01T00:00:00+00:00")
    expected = content(store)
    articles.remove(store, SECOND[0].id)
    put(store, SECOND)
    assert content(store) == expected
    kept = judgements.read_judgements(store)
    wipe(store)
    judgements.restore(store, kept)
    put(store, *reversed(news))
    assert content(store) == expected


def test_a_merged_party_keeps_its_name_when_only_the_other_is_mentioned(store: Store) -> None:
    put(store, FIRST, SECOND)
    judgements.merge(store, C, A, by="李")
    put(store, THIRD)
    articles.remove(store, FIRST[0].id)
    articles.remove(store, SECOND[0].id)
    assert [(row["source"], row["target"]) for row in arrows(store, "LENDS_TO")] == [("甲公司", "乙集团")]


def test_undoing_restores_the_graph(store: Store) -> None:
    put(store, FIRST, SECOND, THIRD, *make_news(6, seed=19))
    before = content(store)
    merged = judgements.merge(store, C, B, by="李")
    rejected = judgements.reject(store, arrows_ids(store, "INVESTS_IN")[0], by="王")
    assert content(store) != before
    judgements.undo(store, merged.id, by="李")
    judgements.undo(store, rejected.id, by="李")
    assert content(store) == before
    record = judgements.read_judgements(store)
    assert [(j.kind, j.by, j.undone_by, j.undone is None) for j in record] == [("merge", "李", "李", False), ("reject", "王", "李", False)]


def arrows_ids(store: Store, type_: str) -> list[str]:
    return [row["id"] for row in store.read(f"MATCH ()-[r:{type_}]->() RETURN r.id AS id ORDER BY r.id", ("id",))]


def test_chains_of_merges_lead_to_the_last_party(store: Store) -> None:
    put(store, FIRST, SECOND, THIRD)
    judgements.merge(store, C, B, by="李")
    first = judgements.merge(store, B, A, by="李")
    assert [row["name"] for row in store.read("MATCH (p:Party) RETURN p.name AS name", ("name",))] == ["甲公司"]
    assert arrows(store, "INVESTS_IN") == []
    judgements.undo(store, first.id, by="李")
    assert len(arrows(store, "INVESTS_IN")) == 1


def test_a_rejected_deal_stays_away_and_an_accepted_one_is_marked(store: Store) -> None:
    put(store, FIRST, SECOND)
    first, second = arrows_ids(store, "INVESTS_IN")
    judgements.reject(store, first, by="李", at="2026-01-01T00:00:00+00:00")
    judgements.accept(store, second, by="李", at="2026-01-02T00:00:00+00:00")
    (left,) = arrows(store, "INVESTS_IN")
    assert left["ok"] is True
    for article, reading in (FIRST, SECOND):
        articles.add(store, article, Reading())
        articles.add(store, article, reading)
    assert arrows(store, "INVESTS_IN") == [left]
    judgements.reject(store, second, by="王", at="2026-01-03T00:00:00+00:00")
    assert arrows(store, "INVESTS_IN") == []


def test_what_is_not_there_cannot_be_judged(store: Store) -> None:
    put(store, FIRST)
    for judge in (judgements.reject, judgements.accept, judgements.undo):
        with pytest.raises(NotFound):
            judge(store, "d0", by="李")
    with pytest.raises(NotFound):
        judgements.merge(store, A, "p0", by="李")
    with pytest.raises(BadInput):
        judgements.merge(store, A, A, by="李")
    with pytest.raises(BadInput):
        judgements.merge(store, A, B, by=" ")
    assert judgements.read_judgements(store) == []
