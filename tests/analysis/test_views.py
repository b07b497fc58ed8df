"""What the pages show, of articles that were added as any are."""

from __future__ import annotations

import json

import pytest

from graph.analysis import Filter, to_json, views
from graph.analysis.cycles import loops
from graph.analysis.exposure import exposed
from graph.errors import BadInput, NotFound
from graph.facts import articles
from graph.ids import article_id, party_id
from graph.model import AmountKind, Article, Claim, PartyKind, Reading, ReadParty, Span, Status, Terms
from graph.store import Store
from tests.facts.news import key, make_news, write_article

FIRST, FIRST_READING = write_article(
    [
        ("INVESTS_IN", "甲公司", "乙集团", Terms(1e9, "USD", AmountKind.ABOUT, stake_pct=10, date="2025-09")),
        ("PURCHASES_FROM", "乙集团", "甲公司", Terms(4e8, "USD")),
        ("PARTNERS_WITH", "乙集团", "丁基金", Terms()),
    ],
    title="一篇",
    published="2025-09-22",
)
SECOND, SECOND_READING = write_article(
    [
        ("INVESTS_IN", "甲公司", "乙集团", Terms(1e9, "USD", date="2025-09-22")),
        ("LENDS_TO", "甲公司", "丙科技", Terms(status=Status.DENIED)),
    ],
    title="二篇",
    published="2025-10-01",
)
A, B, C, D = (party_id(key(name)) for name in ("甲公司", "乙集团", "丙科技", "丁基金"))


@pytest.fixture
def filled(store: Store) -> Store:
    articles.add(store, SECOND, SECOND_READING)
    articles.add(store, FIRST, FIRST_READING)
    return store


def test_home(filled: Store) -> None:
    home = views.home(filled)
    assert to_json(home.counts) == {"articles": 2, "parties": 4, "deals": 4, "claims": 5, "metrics": 2}
    assert [(card.title, card.published, card.claims, card.parties) for card in home.articles] == [
        ("二篇", "2025-10-01", 2, 3),
        ("一篇", "2025-09-22", 3, 3),
    ]
    assert [[party.id for party in loop.parties] for loop in home.loops.items] == [sorted((A, B))]


def test_an_empty_graph_has_a_home(store: Store) -> None:
    home = views.home(store)
    assert (home.articles, home.loops.items, home.loops.truncated) == ((), (), False)
    assert home.counts.parties == 0


def test_deals_of_one_sentence_stand_as_it_names_them(store: Store) -> None:
    """Sources in their order, and under one source its targets; what an earlier sentence says comes before."""
    names = ["丁基金", "戊银行", "甲公司", "丙科技", "乙集团"]
    pairs = [(0, 1), (0, 2), (2, 3), (2, 4), (3, 1)]
    before, reading = write_article([("PLEDGES_TO", "丙科技", "乙集团", Terms())])
    start = len(before.text)
    text = before.text + "、".join(names) + "。"
    mentions = {name: Span(text.index(name, start), text.index(name, start) + len(name)) for name in names}
    parties = tuple(
        ReadParty(key(name), name, PartyKind.COMPANY, (name,), (*(p.mentions[0] for p in reading.parties if p.name == name), span))
        for name, span in mentions.items()
    )
    claims = [Claim("INVESTS_IN", key(names[a]), key(names[b]), Terms(), text[start:], start, len(text)) for a, b in pairs]
    article = Article(article_id(text), text)
    articles.add(store, article, Reading(parties, (*claims, *reading.claims), ()))
    shown = [(claim.source.name, claim.target.name) for claim in views.article(store, article.id).claims]
    assert shown == [("丙科技", "乙集团"), *((names[a], names[b]) for a, b in pairs)]


def test_article(filled: Store) -> None:
    page = views.article(filled, FIRST.id)
    assert (page.text, page.title, page.source, page.url) == (FIRST.text, "一篇", "日报", "")
    assert [mention.party.name for mention in page.parties] == ["甲公司", "乙集团", "丁基金"]
    for mention in page.parties:
        assert {page.text[span.start : span.end] for span in mention.spans} == {mention.name}
    assert [claim.type for claim in page.claims] == ["INVESTS_IN", "PURCHASES_FROM", "PARTNERS_WITH"]
    for claim in page.claims:
        assert page.text[claim.evidence.start : claim.evidence.end] == claim.evidence.text
        assert claim.deal is not None
        assert claim.id in views.deal(filled, claim.deal).deal.claims
    assert [(metric.party.id, metric.name, metric.value) for metric in page.metrics] == [(A, "revenue", 10)]


def test_the_same_deal_in_two_articles(filled: Store) -> None:
    claim = views.article(filled, SECOND.id).claims[0]
    page = views.deal(filled, claim.deal or "")
    assert (page.deal.amount, page.deal.usd, page.deal.stake_pct, page.deal.date) == (1e9, 1e9, 10, "2025-09-22")
    assert [said.evidence.article for said in page.claims] == [FIRST.id, SECOND.id]
    assert [(said.title, said.text) for said in page.deal.evidence] == [("一篇", "甲公司投资乙集团。"), ("二篇", "甲公司投资乙集团。")]
    assert page.deal.articles == tuple(sorted((FIRST.id, SECOND.id)))
    assert (page.deal.label.zh, page.deal.source.name, page.deal.target.name) == ("投资", "甲公司", "乙集团")


def test_party(filled: Store) -> None:
    page = views.party(filled, A)
    assert page.party.name == "甲公司"
    assert page.aliases == ("甲公司股份",)
    assert [(group.type, [deal.target.id for deal in group.deals]) for group in page.outgoing] == [("INVESTS_IN", [B]), ("LENDS_TO", [C])]
    assert [(group.type, [deal.source.id for deal in group.deals]) for group in page.incoming] == [("PURCHASES_FROM", [B])]
    assert page.outgoing[1].deals[0].status == "denied"
    assert (page.more_deals, len(page.metrics), len(page.loops.items)) == (0, 2, 1)
    assert [card.title for card in page.articles] == ["二篇", "一篇"]
    assert views.party(filled, A, limit=1).more_deals == 2


def test_neighbours(filled: Store) -> None:
    around = views.neighbours(filled, A)
    assert [(node.party.id, node.deals) for node in around.nodes] == [(A, 3), (B, 3), (C, 1)]
    assert {deal.type for deal in around.deals} == {"INVESTS_IN", "PURCHASES_FROM", "LENDS_TO"}
    assert around.more == 0
    less = views.neighbours(filled, A, limit=1)
    assert ([node.party.id for node in less.nodes], less.more) == ([A, B], 1)
    live = views.neighbours(filled, A, Filter())
    assert [node.party.id for node in live.nodes] == [A, B]
    with pytest.raises(BadInput, match="from 1 to 300"):
        views.neighbours(filled, A, limit=0)


def test_no_such_thing(filled: Store) -> None:
    for ask in (views.article, views.party, views.deal, views.neighbours, loops, exposed):
        with pytest.raises(NotFound, match="There is no"):
            ask(filled, "p0' OR 1=1 //")


def test_every_hop_carries_its_sentences(filled: Store) -> None:
    for loop in loops(filled).items:
        for hop in loop.hops:
            for deal in hop.deals:
                assert {said.article for said in deal.evidence} == set(deal.articles)
                for said in deal.evidence:
                    text = {FIRST.id: FIRST, SECOND.id: SECOND}[said.article].text
                    assert text[said.start : said.end] == said.text != ""


def test_of_a_deal_told_very_often_the_first_sentences_are_shown(filled: Store) -> None:
    for day in range(1, 25):
        again = Article(f"{SECOND.id[:-2]}{day:02}", SECOND.text, f"{day}", published=f"2025-12-{day:02}")
        articles.add(filled, again, SECOND_READING)
    deal = loops(filled, A).items[0].hops[0].deals[0]
    assert len(deal.claims) == 26
    assert len(deal.evidence) == 20
    assert [said.title for said in deal.evidence[:3]] == ["一篇", "二篇", "1"]
    assert len(views.deal(filled, deal.id).claims) == 26


@pytest.mark.neo4j
def test_both_stores_show_the_same(stores: tuple[Store, Store]) -> None:
    shown = []
    for store in stores:
        for article, reading in make_news(25, seed=3):
            articles.add(store, article, reading)
        cards = views.latest_articles(store, 50)
        parties = sorted({mention.party.id for card in cards for mention in views.article(store, card.id).parties})
        pages = [views.home(store), [views.article(store, card.id) for card in cards], [views.party(store, id_) for id_ in parties]]
        pages += [[views.neighbours(store, id_, limit=3) for id_ in parties], views.search(store, "公司")]
        pages += [loops(store, max_hops=6, limit=500), [exposed(store, id_) for id_ in parties]]
        shown.append(json.dumps(to_json(pages), ensure_ascii=False))
    assert shown[0] == shown[1]
    assert len(shown[0]) > 100_000


def test_an_undirected_deal_is_shown_once(filled: Store) -> None:
    page = views.party(filled, D)
    groups = [*page.outgoing, *page.incoming]
    assert [(group.type, len(group.deals)) for group in groups] == [("PARTNERS_WITH", 1)]
    assert len(views.party(filled, B).outgoing) + len(views.party(filled, B).incoming) == 3


def test_a_rejected_article_leaves_no_trace(filled: Store) -> None:
    articles.remove(filled, FIRST.id)
    assert views.home(filled).loops.items == ()
    with pytest.raises(NotFound):
        views.article(filled, FIRST.id)
    assert views.counts(filled).articles == 1
