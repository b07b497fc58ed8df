"""The backup: from one store to another and back it is the same graph, and a broken one changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.facts import articles, judgements
from graph.facts.dump import dump, lines
from graph.formats.backup import Restored, read_backup, write_backup
from graph.formats.content import read_content
from graph.formats.rdf import build_graph
from graph.formats.readings import read_readings
from graph.formats.records import article_record, parse_article
from graph.ids import party_id
from graph.model import Reading, Terms
from graph.store import Store
from tests.facts.news import key, make_news, reread, write_article
from tests.servers import wipe


def _fill(store: Store) -> None:
    for article, reading in make_news(8, seed=5):
        articles.add(store, article, reading)
    parties = {row["id"] for row in dump(store) if row["record"] == "party"}
    both = [party_id(key(name)) for name in ("乙集团", "丙科技")]
    assert set(both) <= parties
    judgements.merge(store, both[0], both[1], by="测试", at="2025-11-01T00:00:00+00:00")
    deal = next(row["id"] for row in dump(store) if row["record"] == "deal")
    judgements.reject(store, deal, by="测试", at="2025-11-02T00:00:00+00:00")


def _save(store: Store, path: Path) -> Path:
    with path.open("wb") as out:
        write_backup(store, out)
    return path


def test_what_is_read_again_is_what_was_added(store: Store) -> None:
    news = make_news(6, seed=1)
    for article, reading in news:
        articles.add(store, article, reading)
    for article, reading in read_readings(store):
        assert articles.add(store, article, reading).known
    assert [a.id for a, _ in read_readings(store)] == sorted(a.id for a, _ in news)


@pytest.mark.neo4j
def test_there_and_back_is_the_same_graph(stores: tuple[Store, Store], tmp_path: Path) -> None:
    embedded, neo4j = stores
    _fill(embedded)
    before = list(lines(embedded))
    first = _save(embedded, tmp_path / "first.jsonl")
    read_backup(neo4j, first)
    assert list(lines(neo4j)) == before
    second = _save(neo4j, tmp_path / "second.jsonl")
    assert second.read_bytes() == first.read_bytes()
    wipe(embedded)
    read_backup(embedded, second)
    assert list(lines(embedded)) == before


def test_the_same_backup_twice_changes_nothing(embedded: Store, tmp_path: Path) -> None:
    wipe(embedded)
    _fill(embedded)
    before = list(lines(embedded))
    path = _save(embedded, tmp_path / "backup.jsonl")
    assert read_backup(embedded, path) == Restored(articles=0, known=8, judgements=2)
    assert list(lines(embedded)) == before


STATED = [("INVESTS_IN", "甲公司", "乙集团", Terms(amount=1e9, currency="USD"))]


def test_an_article_that_is_there_keeps_what_it_has_and_gets_what_it_lacks(store: Store, tmp_path: Path) -> None:
    article, reading = write_article(STATED, title="备份的标题", published="2025-09-22")
    article = replace(article, url="https://backup.example/")
    articles.add(store, article, reading)
    path = _save(store, tmp_path / "backup.jsonl")
    here = replace(article, title="现在的标题", source="", url="", published="2025-10-01")
    articles.add(store, here, reread(reading, 7e9))
    assert read_backup(store, path) == Restored(articles=0, known=1, judgements=0)
    ((found, kept),) = read_readings(store)
    assert found == replace(here, source=article.source, url=article.url)
    assert kept.claims[0].terms.amount == 7e9
    before = list(lines(store))
    read_backup(store, path)
    assert list(lines(store)) == before


@pytest.mark.parametrize("stored", [("2025-10-01", False), (None, True)])
def test_a_reading_comes_back_with_its_day_or_where_there_is_none(embedded: Store, tmp_path: Path, stored: tuple[str | None, bool]) -> None:
    wipe(embedded)
    article, reading = write_article(STATED, published="2025-09-22")
    articles.add(embedded, article, reading)
    path = _save(embedded, tmp_path / "backup.jsonl")
    published, was_read = stored
    articles.add(embedded, replace(article, published=published), reread(reading, 7e9) if was_read else Reading())
    read_backup(embedded, path)
    ((found, kept),) = read_readings(embedded)
    assert found.published == (published or article.published)
    assert kept.claims == reading.claims


def _cut(text: str) -> str:
    return text[: len(text) * 2 // 3]


def _without_end(text: str) -> str:
    return "".join(text.splitlines(keepends=True)[:-1])


def _without_a_line(text: str) -> str:
    return "".join(line for number, line in enumerate(text.splitlines(keepends=True)) if number != 2)


@pytest.mark.parametrize(
    "spoil",
    [
        _cut,
        _without_end,
        _without_a_line,
        lambda _: "",
        lambda text: "[]\n" + text,
        lambda text: text.replace('"version": 1', '"version": 99'),
        lambda text: text.replace('"claims"', '"claimz"', 1),
        lambda text: text.replace('"kind": "merge"', '"kind": "melt"'),
        lambda text: text.replace('"record": "judgement"', '"record": "verdict"'),
    ],
)
def test_a_broken_backup_is_refused_whole(embedded: Store, tmp_path: Path, spoil: Callable[[str], str]) -> None:
    wipe(embedded)
    _fill(embedded)
    path = _save(embedded, tmp_path / "backup.jsonl")
    text = path.read_text("utf-8")
    assert spoil(text) != text
    path.write_text(spoil(text), "utf-8")
    wipe(embedded)
    with pytest.raises(BadInput, match=r"backup\.jsonl|of the backup"):
        read_backup(embedded, path)
    assert [row for row in dump(embedded) if row["record"] == "article"] == []


def test_records_are_their_own_inverse() -> None:
    for article, reading in make_news(5, seed=3):
        assert parse_article(article_record(article, reading)) == (article, reading)


def test_the_whole_graph_is_exported(store: Store) -> None:
    _fill(store)
    content = read_content(store)
    counts = {name: len(getattr(content, name)) for name in ("articles", "parties", "deals", "claims", "metrics")}
    rows = list(dump(store))
    for name, record in (("articles", "article"), ("parties", "party"), ("deals", "deal"), ("claims", "claim"), ("metrics", "metric")):
        assert counts[name] == sum(row["record"] == record for row in rows)
    assert len(build_graph(content)) > 100
