"""A small graph for the page: three loops, other currencies, a denied deal, and a party whose name is hostile."""

from __future__ import annotations

from graph.facts import articles
from graph.ids import party_id
from graph.model import AmountKind, Status, Terms
from graph.store import Store
from tests.facts.news import key, write_article

HOSTILE = "<b id='injected'>粗体</b>\"'`{{7*7}}${7*7}"
TRIANGLE = [
    ("INVESTS_IN", "英伟达", "OpenAI", Terms(1e11, "USD", AmountKind.UP_TO, date="2025-09-22", status=Status.PLANNED)),
    ("PURCHASES_FROM", "OpenAI", "甲骨文", Terms(3e11, "USD", date="2025-09-10")),
    ("PURCHASES_FROM", "甲骨文", "英伟达", Terms(4e10, "USD", AmountKind.ABOUT, date="2025-05")),
]
WARRANT = [
    ("GRANTS_EQUITY_TO", "AMD", "OpenAI", Terms(shares=160_000_000, stake_pct=10, date="2025-10-06")),
    ("PURCHASES_FROM", "OpenAI", "AMD", Terms(quantity="6GW", date="2025-10-06")),
]
YUAN = [
    ("LENDS_TO", "乙银行", "丙科技", Terms(3.5e9, "CNY", AmountKind.ABOUT, date="2024-03-01")),
    ("PURCHASES_FROM", "丙科技", "乙银行", Terms(2e8, "CNY", date="2024-04")),
    ("INVESTS_IN", "丁基金", "丙科技", Terms(5e8, "CNY", status=Status.DENIED)),
]
HOSTILE_LOOP = [
    ("LENDS_TO", HOSTILE, "丙科技", Terms(1e6, "USD", subject=HOSTILE, quantity=HOSTILE)),
    ("INVESTS_IN", "丙科技", HOSTILE, Terms(1e6, "USD", round="A")),
]


def fill(store: Store) -> None:
    """Writes the articles of this file."""
    for title, published, sentences in (
        ("三角", "2025-09-23", TRIANGLE),
        ("认股权证", "2025-10-07", WARRANT),
        ("人民币", "2024-03-02", YUAN),
        (HOSTILE, "2024-01-01", HOSTILE_LOOP),
    ):
        articles.add(store, *write_article(sentences, title=title, published=published))


def party(name: str) -> str:
    """The id of a party of this file."""
    return party_id(key(name))


def article(sentences: list[tuple[str, str, str, Terms]]) -> str:
    """The id of the article made of these sentences."""
    return write_article(sentences)[0].id
