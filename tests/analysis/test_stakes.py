"""Whoever bought a stake in a third company loses when that one fails, and not when the seller does."""

from __future__ import annotations

import pytest

from graph.analysis.cycles import loops
from graph.analysis.exposure import exposed, hits
from graph.analysis.subjects import subject_keys
from graph.facts import articles
from graph.facts.search import key as search_key
from graph.ids import party_id
from graph.model import Terms
from graph.store import Store
from tests.facts.news import key, write_article

BUYER, SELLER, TARGET = (party_id(key(name)) for name in ("乙集团", "甲公司", "丙科技"))


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("丙科技", "丙科技"),
        ("丙科技5%股权", "丙科技"),
        ("丙科技约5.2%的股份", "丙科技"),
        ("丙科技1.6亿股", "丙科技"),
        ("丙科技的全部股权", "丙科技"),
        ("昇兴股份", "昇兴股份"),
        ("昇兴股份10%股权", "昇兴股份"),
        ("OpenAI 股票", "openai"),
    ],
)
def test_the_company_in_a_subject(subject: str, name: str) -> None:
    assert search_key(name) in subject_keys(subject)


@pytest.mark.parametrize("subject", ["10%股权", "股份", ""])
def test_a_stake_in_nothing_is_no_company(subject: str) -> None:
    assert subject_keys(subject) <= {search_key(subject)}


@pytest.fixture
def filled(store: Store) -> Store:
    sentences = [
        ("BUYS_STAKE_FROM", "乙集团", "甲公司", Terms(3e8, "USD", subject="丙科技股份12%股权")),
        ("LENDS_TO", "丁基金", "乙集团", Terms(1e8, "USD")),
        ("INVESTS_IN", "丁基金", "丙科技", Terms(2e8, "USD")),
    ]
    articles.add(store, *write_article(sentences))
    return store


def test_the_buyer_is_hit_by_the_failure_of_what_it_bought(filled: Store) -> None:
    answer = exposed(filled, TARGET)
    chains = [([party.name for party in chain.parties], chain.usd) for chain in answer.items]
    assert chains == [(["丙科技", "乙集团"], 3e8), (["丙科技", "丁基金"], 2e8), (["丙科技", "乙集团", "丁基金"], 1e8)]
    deal = answer.items[0].hops[0].deals[0]
    assert (deal.type, deal.source.id, deal.target.id) == ("BUYS_STAKE_FROM", BUYER, SELLER)
    assert deal.evidence
    assert [(hit.party.name, hit.usd, hit.hops, hit.chains) for hit in hits(answer.items)] == [("乙集团", 3e8, 1, 1), ("丁基金", 2e8, 1, 2)]


def test_the_failure_of_the_seller_hits_nobody(filled: Store) -> None:
    assert exposed(filled, SELLER).items == ()


def test_yet_the_money_went_to_the_seller(filled: Store) -> None:
    articles.add(filled, *write_article([("LENDS_TO", "甲公司", "乙集团", Terms(5e8, "USD"))]))
    assert [loop.usd for loop in loops(filled, SELLER).items] == [3e8]
