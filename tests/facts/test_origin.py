"""Telling an origin is a join: order and repetition do not matter, and nothing known is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.facts import articles
from graph.facts.origin import join, stored
from graph.ids import article_id
from graph.model import Article, Reading
from graph.store import Store

TEXT = "甲公司投资乙集团。"
words = st.sampled_from(["", "甲", "乙", "甲乙", "乙甲", "甲乙丙"])
days = st.sampled_from([None, "2024-12-31", "2025-01-01", "2025-10-29"])
tellings = st.builds(Article, st.just(article_id(TEXT)), st.just(TEXT), words, words, words, days)


@given(tellings, tellings, tellings, tellings)
def test_order_and_repetition_do_not_matter(a: Article, b: Article, c: Article, of_text: Article) -> None:
    assert join(a, b, of_text) == join(b, a, of_text)
    assert join(join(a, b, of_text), c, of_text) == join(a, join(b, c, of_text), of_text)
    both = join(a, b, of_text)
    assert join(both, a, of_text) == both


@given(tellings, tellings)
def test_silence_and_what_the_text_itself_says_take_nothing_away(told: Article, of_text: Article) -> None:
    for silent in (Article(told.id, TEXT), of_text):
        joined = join(told, silent, of_text)
        for name in ("title", "source", "url", "published"):
            assert getattr(joined, name) == (getattr(told, name) or getattr(silent, name))


def test_of_two_values_the_fuller_and_the_earlier_hold() -> None:
    one = Article("a", TEXT, "短", "日报", "https://a.example/", "2025-10-30")
    other = Article("a", TEXT, "长标题", "晚报", "", "2025-10-29")
    joined = join(one, other, Article("a", TEXT))
    assert joined == Article("a", TEXT, "长标题", min("日报", "晚报"), "https://a.example/", "2025-10-29")


def test_a_stored_article_is_found_as_it_was_added(store: Store) -> None:
    article = Article(article_id(TEXT), TEXT, "题", "", "https://a.example/", "2025-10-29")
    assert stored(store, article.id) is None
    articles.add(store, article, Reading())
    assert stored(store, article.id) == article
