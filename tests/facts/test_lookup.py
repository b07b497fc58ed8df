"""A person names a party by whatever name it has; what is not clear is asked back."""

from __future__ import annotations

import pytest

from graph.errors import BadInput, NotFound
from graph.facts import articles
from graph.facts.lookup import find
from graph.ids import party_id
from graph.model import Terms
from graph.store import Store
from tests.facts.news import key, write_article


@pytest.fixture
def filled(store: Store) -> Store:
    for source, target in (("甲公司", "Gamma AI"), ("乾照光電", "甲公司基金"), ("丙科技(上海)", "丙科技 上海")):
        articles.add(store, *write_article([("INVESTS_IN", source, target, Terms())]))
    return store


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("甲公司", "甲公司"),
        (" 甲公司 ", "甲公司"),
        ("甲公司股份", "甲公司"),
        ("gamma ai", "Gamma AI"),
        ("ＧａｍｍａＡＩ", "Gamma AI"),
        ("乾照光电", "乾照光電"),
        (party_id(key("甲公司")), "甲公司"),
        ("丙科技(上海)", "丙科技(上海)"),
    ],
)
def test_a_party_is_found_by_name_alias_and_id(filled: Store, text: str, name: str) -> None:
    assert find(filled, text).name == name


def test_a_name_of_several_parties_lists_them(filled: Store) -> None:
    with pytest.raises(BadInput) as refused:
        find(filled, "丙科技上海")
    for name in ("丙科技(上海)", "丙科技 上海"):
        assert f"{name} (company, {party_id(key(name))})" in str(refused.value)


def test_an_unknown_name_lists_similar_ones(filled: Store) -> None:
    with pytest.raises(NotFound, match=r"乾照光電 \(company"):
        find(filled, "乾照")
    with pytest.raises(NotFound, match="There is no party '辛'"):
        find(filled, "辛")
    with pytest.raises(BadInput):
        find(filled, " · ")
