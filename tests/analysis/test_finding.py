"""Search for parties, with names as people type them and as nobody should."""

from __future__ import annotations

import pytest

from graph.analysis import views
from graph.errors import BadInput
from graph.facts import articles
from graph.model import Terms
from graph.store import Store
from tests.facts.news import write_article

DEALS = (
    ("甲公司", "乾照光電"),
    ("甲公司", "Gamma AI"),
    ("甲公司", "甲公司基金"),
    ("Blue Owl", "中国长江电力股份"),
    ("Gamma AI", "Gammon"),
    ("S&P \"Global\"", "a\\b"),
)  # fmt: skip


@pytest.fixture
def filled(store: Store) -> Store:
    for source, target in DEALS:
        articles.add(store, *write_article([("INVESTS_IN", source, target, Terms())]))
    return store


MEANT = {
    "甲公司": "甲公司",
    "甲公司基金": "甲公司基金",
    "乾照光电": "乾照光電",
    "照光": "乾照光電",
    "乾": "乾照光電",
    "blue owl": "Blue Owl",
    "BLUEOWL": "Blue Owl",
    "owl": "Blue Owl",
    "长江": "中国长江电力股份",
    "長江電力": "中国长江电力股份",
    "gamm": "Gamma AI",
    "Ｇammon": "Gammon",
    's&p "global"': 'S&P "Global"',
    "a\\b": "a\\b",
}


def test_the_party_meant_comes_first(filled: Store) -> None:
    assert {typed: views.search(filled, typed)[0].party.name for typed in MEANT} == MEANT


def test_the_very_name_goes_before_longer_ones_and_busy_ones_before_idle(filled: Store) -> None:
    assert [(each.party.name, each.deals) for each in views.search(filled, "甲公司")][:2] == [("甲公司", 3), ("甲公司基金", 1)]
    assert [each.party.name for each in views.search(filled, "gamm")] == ["Gamma AI", "Gammon"]
    assert len(views.search(filled, "公司", limit=1)) == 1


SIGNS = (
    *('"', "\\", '\\"', "*", "?", "~", "a*", "AND", "NOT", "OR OR", "(", "[1 TO 2]", "name:甲", "/x/", "+-!{}^", "&&", "||"),
    *("𠮷", "\u0301", "$q", "`", "'}) //", "AND" * 60),
)


def test_signs_of_the_index_and_of_cypher_are_only_text(filled: Store) -> None:
    assert {each.party.name for typed in SIGNS for each in views.search(filled, typed)} <= {name for deal in DEALS for name in deal}


def test_nothing_is_found(filled: Store) -> None:
    for typed in ("", " ", "··", "没有这家"):
        assert views.search(filled, typed) == ()


def test_what_cannot_be_asked(filled: Store) -> None:
    with pytest.raises(BadInput, match="200 characters"):
        views.search(filled, "长" * 201)
    for limit in (0, 10_001, True):
        with pytest.raises(BadInput, match="number of answers"):
            views.search(filled, "甲", limit=limit)
