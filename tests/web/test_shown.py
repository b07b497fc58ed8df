"""What a claim says of itself: who read it, and how likely it is right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from graph.facts import articles
from graph.model import Terms
from graph.store import Store
from ingest.llm import union
from tests.facts.news import write_article
from tests.servers import wipe
from web import shown


def test_the_marks_of_the_second_reader_are_its_own() -> None:
    assert (shown.ALONE, shown.BOTH) == (union.ALONE, union.BOTH)


@pytest.mark.parametrize(
    ("rule", "score", "zh", "en"),
    [
        ("give", 0.843, "按规则 give 读出 · 读对的可能约 84%", "read by the rule give · about 84% likely right"),
        ("encoder", 0.4, "由编码器读出 · 读对的可能约 40%", "read by the encoder · about 40% likely right"),
        ("llm", 0.999, "由大模型读出 · 读对的可能约 99%", "read by the language model · about 99% likely right"),
        ("give+llm", 0.9, "按规则 give 读出 · 大模型也读出 · 读对的可能约 90%", "read by the rule give · and by the language model"),
        ("encoder (not llm)", 0.2, "由编码器读出 · 大模型没有读出", "read by the encoder · not by the language model"),
        ("give", 1.0, "按规则 give 读出</p>", "read by the rule give</p>"),
    ],
)
def test_a_claim_says_who_read_it_and_how_likely_it_is_right(
    embedded: Store, client: FlaskClient, rule: str, score: float, zh: str, en: str
) -> None:
    wipe(embedded)
    article, reading = write_article([("INVESTS_IN", "甲公司", "乙公司", Terms())])
    added = articles.add(embedded, article, replace(reading, claims=(replace(reading.claims[0], rule=rule, score=score),)))
    assert zh in client.get(f"/articles/{added.article}").text
    assert en in client.get(f"/articles/{added.article}?lang=en").text


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [("A", "A 轮", "round A"), ("Pre-A", "Pre-A 轮", "round Pre-A"), ("天使", "天使轮", "round 天使"), ("IPO", "IPO", "IPO")],
)
def test_a_round_is_named_as_the_language_names_it(name: str, zh: str, en: str) -> None:
    assert (shown.round_named(name, "zh"), shown.round_named(name, "en")) == (zh, en)
