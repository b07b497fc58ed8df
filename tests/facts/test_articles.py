"""Adding, replacing and removing articles on both stores."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from graph.errors import BadInput, NotFound
from graph.facts import articles, dump
from graph.ids import article_id, party_id
from graph.model import Article, Claim, Metric, Reading, Span, Status, Terms
from graph.store import Store
from tests.facts.news import key, make_news, reread, write_article
from tests.servers import wipe


def graph(store: Store) -> list[str]:
    return list(dump.lines(store))


def add_all(store: Store, news: list[tuple[Article, Reading]]) -> None:
    for article, reading in news:
        articles.add(store, article, reading)


INVESTS = ("INVESTS_IN", "甲公司", "乙集团", Terms(amount=1e9, currency="CNY", date="2019-03", status=Status.COMPLETED))


def test_an_article_is_written_with_its_parties_claims_metrics_and_deals(store: Store) -> None:
    article, reading = write_article([INVESTS], title="题", published="2019-03-08")
    added = articles.add(store, article, reading)
    source, target = party_id(key("甲公司")), party_id(key("乙集团"))
    (deal,) = store.read(
        "MATCH (a:Party)-[r:INVESTS_IN]->(b:Party) RETURN a.id AS source, b.id AS target, properties(r) AS deal",
        ("source", "target", "deal"),
    )
    (claim,) = store.read(
        "MATCH (:Article)-[:STATES]->(c:Claim) RETURN c.id AS id, c.deal AS deal, c.evidence AS text", ("id", "deal", "text")
    )
    assert (deal["source"], deal["target"]) == (source, target)
    assert deal["deal"] == {
        "id": added.deals[0],
        "amount": 1e9,
        "currency": "CNY",
        "usd": 144688485.69,
        "date": "2019-03",
        "date_from": "2019-03-01",
        "date_to": "2019-03-31",
        "status": "completed",
        "articles": [article.id],
        "claims": [claim["id"]],
        "disputed": [],
    }
    assert (claim["deal"], claim["text"]) == (added.deals[0], article.text)
    assert added == articles.Added(article.id, False, ((source, target),), added.deals)
    (party,) = store.read(
        "MATCH (p:Party {name: '甲公司'}) RETURN p.key AS key, p.kind AS kind, p.aliases AS aliases", ("key", "kind", "aliases")
    )
    assert party == {"key": "lexicon:甲公司", "kind": "company", "aliases": ["甲公司股份"]}
    assert store.read("MATCH (p:Party)-[:REPORTS]->(m:Metric) RETURN p.name AS name, m.value AS value", ("name", "value")) == [
        {"name": "甲公司", "value": 10.0}
    ]


def test_the_same_reading_twice_is_written_once(store: Store) -> None:
    article, reading = write_article([INVESTS])
    first = articles.add(store, article, reading)
    before = graph(store)
    again = articles.add(store, article, replace(reading, parties=reading.parties[::-1]))
    assert again == articles.Added(article.id, known=True, deals=first.deals)
    assert graph(store) == before


def test_the_graph_does_not_depend_on_the_order_of_articles(store: Store) -> None:
    news = make_news(9, seed=3)
    add_all(store, news)
    expected = graph(store)
    for seed in (1, 2):
        wipe(store)
        add_all(store, random.Random(seed).sample(news, len(news)))
        assert graph(store) == expected


@pytest.mark.neo4j
def test_both_stores_hold_the_same_bytes(stores: tuple[Store, Store]) -> None:
    news = make_news(16, seed=11)
    for store in stores:
        add_all(store, news)
    assert graph(stores[0]) == graph(stores[1])
    assert len(graph(stores[0])) > 100


def test_a_new_reading_takes_the_place_of_the_old_one_and_the_old_one_can_come_back(store: Store) -> None:
    news = make_news(10, seed=5)
    add_all(store, news)
    before = graph(store)
    article, reading = news[4]
    articles.add(store, article, reread(reading, 7e9))
    changed = graph(store)
    articles.add(store, article, Reading())
    assert not any(article.id in line for line in graph(store) if '"record": "article"' not in line)
    articles.add(store, article, reread(reading, 7e9))
    assert graph(store) == changed != before
    articles.add(store, article, reading)
    assert graph(store) == before


def test_removing_an_article_leaves_the_graph_that_was_before(store: Store) -> None:
    news = make_news(10, seed=7)
    add_all(store, news[:7])
    before = graph(store)
    add_all(store, news[7:])
    for article, _ in news[7:]:
        articles.remove(store, article.id)
    assert graph(store) == before
    for article, _ in news[:7]:
        articles.remove(store, article.id)
    assert graph(store) == []


def test_what_is_not_there_cannot_be_removed(store: Store) -> None:
    with pytest.raises(NotFound):
        articles.remove(store, "a0")


def test_a_hop_is_closed_by_its_first_live_deal_that_moves_value(store: Store) -> None:
    hop = (party_id(key("甲公司")), party_id(key("乙集团")))

    def closed(type_: str, number: int, status: Status, source: str = "甲公司", target: str = "乙集团") -> Any:
        sentences = [(type_, source, target, Terms(status=status, date=f"201{number}"))]
        return articles.add(store, *write_article(sentences, rest=str(number))).closed_hops

    assert closed("HOLDS_STAKE_IN", 1, Status.ANNOUNCED) == ()
    assert closed("INVESTS_IN", 2, Status.DENIED) == ()
    assert closed("PURCHASES_FROM", 3, Status.RUMORED) == (hop,)
    assert closed("INVESTS_IN", 4, Status.COMPLETED) == ()
    assert closed("LENDS_TO", 5, Status.PLANNED, source="乙集团", target="甲公司") == (hop[::-1],)


def test_writers_in_parallel_lose_nothing(store: Store) -> None:
    news = make_news(10, seed=13)
    halves = [news[:7], news[3:][::-1]]
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(add_all, store, half) for half in halves]:
            done.result()
    together = graph(store)
    wipe(store)
    add_all(store, news)
    assert together == graph(store)


ARTICLE, READING = write_article([INVESTS], published="2019-03-08")
CLAIM, METRIC, PARTY = READING.claims[0], READING.metrics[0], READING.parties[0]


def _claim(**changes: Any) -> Reading:
    return replace(READING, claims=(replace(CLAIM, **changes),))


def _terms(**changes: Any) -> Reading:
    return _claim(terms=replace(CLAIM.terms, **changes))


def _metric(**changes: Any) -> Reading:
    return replace(READING, metrics=(replace(METRIC, **changes),))


def _party(**changes: Any) -> Reading:
    return replace(READING, parties=(replace(PARTY, **changes), *READING.parties[1:]))


MALFORMED = {
    "unknown type": _claim(type="LIKES"),
    "a party with itself": _claim(target=CLAIM.source),
    "unknown party": _claim(target="戊银行"),
    "evidence elsewhere": _claim(start=CLAIM.start + 1),
    "evidence past the end": _claim(end=CLAIM.end + 9),
    "no evidence": _claim(evidence="", start=0, end=0),
    "score": _claim(score=1.5),
    "score no number": _claim(score=float("nan")),
    "infinite sum": _terms(amount=float("inf")),
    "sum no number": _terms(amount=float("nan")),
    "sum below zero": _terms(amount=-1.0),
    "stake": _terms(stake_pct=float("nan")),
    "shares": _terms(shares=2**63),
    "date": _terms(date="2025Q3"),
    "date that does not exist": _terms(date="2025-02-30"),
    "metric name": _metric(name="beauty"),
    "metric party": _metric(entity="戊银行"),
    "metric value": _metric(value=float("-inf")),
    "metric evidence": _metric(end=METRIC.end + 1),
    "mention outside": _party(mentions=(Span(0, len(ARTICLE.text) + 1),)),
    "empty mention": _party(mentions=(Span(2, 2),)),
    "no key": _party(key=""),
    "no name": _party(name=" "),
    "twice the same key": replace(READING, parties=(*READING.parties, PARTY)),
}


@pytest.mark.parametrize("case", MALFORMED)
def test_a_malformed_reading_is_refused_in_one_sentence(case: str) -> None:
    with pytest.raises(BadInput, match=r"[.]$"):
        articles.add(Untouchable(), ARTICLE, MALFORMED[case])


@pytest.mark.parametrize("published", ["gestern", "2025-13-01", ""])
def test_an_article_of_no_real_day_is_refused(published: str) -> None:
    with pytest.raises(BadInput):
        articles.add(Untouchable(), replace(ARTICLE, published=published), READING)


class Untouchable:
    """Nothing may be asked of the store before the reading is known to be sound."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"the store was used: {name}")


def test_hostile_names_are_values_like_others(store: Store) -> None:
    name = "'}) DETACH DELETE p //`$x{}\"\\\n"
    text = name + "投资乙集团。"
    parties = tuple(replace(PARTY, key=n, name=n, aliases=(n,), mentions=()) for n in (name, "乙集团"))
    claim = Claim("INVESTS_IN", name, "乙集团", Terms(), text, 0, len(text))
    articles.add(
        store, Article(article_id(text), text, title=name), Reading(parties, (claim,), (Metric(name, "users", None, name, evidence=""),))
    )
    assert store.read("MATCH (p:Party)-[:INVESTS_IN]->() RETURN p.name AS name", ("name",)) == [{"name": name}]


def test_claims_that_agree_in_all_but_their_terms_are_each_kept(store: Store) -> None:
    article, reading = write_article([INVESTS])
    second = replace(CLAIM, terms=Terms(amount=2e9, currency="CNY"))
    text_claims = (replace(reading.claims[0]), replace(second, evidence=reading.claims[0].evidence, end=reading.claims[0].end))
    articles.add(store, article, replace(reading, claims=text_claims))
    before = graph(store)
    articles.add(store, article, Reading())
    articles.add(store, article, replace(reading, claims=text_claims[::-1]))
    assert graph(store) == before
    assert store.read("MATCH ()-[r:INVESTS_IN]->() RETURN r.amount AS amount ORDER BY r.amount", ("amount",)) == [
        {"amount": 1e9},
        {"amount": 2e9},
    ]
