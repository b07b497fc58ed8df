from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import ids
from graph.analysis import cycles
from graph.errors import BadInput
from graph.facts import origin
from graph.facts.dump import lines
from graph.model import Article, Reading
from graph.store import Store
from ingest import jobs
from ingest.cli.main import main
from ingest.reader import Reader
from ingest.sources import text as texts
from ingest.sources.article import Refused, Source
from ingest.sources.origin import Origin, article
from tests.servers import wipe

THERE = "2025年9月22日，英伟达宣布向OpenAI投资1000亿美元。"
BACK = "2025年9月30日，OpenAI向英伟达采购了10GW的GPU，价值3500亿美元。"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture
def graph(embedded: Store) -> Store:
    wipe(embedded)
    return embedded


def test_articles_are_stored_once_and_tell_the_loops_that_they_close(graph: Store, reader: Reader) -> None:
    steps: list[jobs.Step] = []
    sources: list[Source | Refused] = [
        Source("there", THERE),
        Source("back", BACK),
        Source("again", THERE),
        Refused("bad.txt", "is empty."),
    ]
    summary = jobs.add(graph, reader, sources, steps.append)
    assert (summary.added, summary.known, summary.deals) == (2, 1, 2)
    assert summary.refused == [Refused("bad.txt", "is empty.")]
    assert [step.name for step in steps] == ["there", "back", "again", "bad.txt"]
    assert [len(step.loops) for step in steps] == [0, 1, 0, 0]
    (loop,) = summary.loops.values()
    assert {party.name for party in loop.parties} == {"英伟达", "OpenAI"}


def test_a_run_that_is_cut_off_goes_on(graph: Store, reader: Reader) -> None:
    def cut() -> Iterator[Source]:
        yield Source("there", THERE)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        jobs.add(graph, reader, cut())
    summary = jobs.add(graph, reader, [Source("there", THERE), Source("back", BACK)])
    assert (summary.added, summary.known, len(summary.loops)) == (1, 1, 1)


def test_a_text_that_the_reader_refuses_is_told_and_the_rest_goes_on(graph: Store, reader: Reader) -> None:
    class Choosy:
        def read(self, text: str, published: str | None = None) -> Reading:
            if text == BACK:
                raise BadInput("No.")
            return reader.read(text, published)

    summary = jobs.add(graph, Choosy(), [Source("back", BACK), Source("there", THERE)])
    assert summary.refused == [Refused("back", "was not read: No.")]
    assert summary.added == 1


def test_the_loops_of_a_run_are_those_of_the_graph_in_their_order(graph: Store, reader: Reader) -> None:
    summary = jobs.add(graph, reader, texts.read(Path(__file__).parents[2] / "samples"))
    found = cycles.loops(graph, limit=1000).items
    assert len(found) > 3
    assert list(summary.loops.values()) == list(found)
    assert list(summary.loops) == [loop.id for loop in found]


class TestCommand:
    def test_counts_and_loops_as_json(self, graph: Store, embedded_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert graph
        (tmp_path / "a.txt").write_text(THERE, "utf-8")
        (tmp_path / "b.txt").write_text(BACK, "utf-8")
        (tmp_path / "c.txt").write_bytes(b"\x00")
        assert main(["add", str(tmp_path), "--store", embedded_url, "--json"]) == 1
        told = json.loads(capsys.readouterr().out)
        assert (told["added"], told["known"], told["deals"]) == (2, 0, 2)
        assert [Path(refused["name"]).name for refused in told["refused"]] == ["c.txt"]
        assert [len(article["loops"]) for article in told["articles"]] == [0, 1]
        assert {party["name"] for party in told["loops"][0]["parties"]} == {"英伟达", "OpenAI"}

    def test_origin_by_options_and_a_summary_for_people(
        self, graph: Store, embedded_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": text}) for text in (THERE, BACK)), "utf-8")
        told = ["--published", "2025-10-01", "--source", "某报", "--url", "https://example.com/"]
        assert main(["add", str(tmp_path / "a.jsonl"), "--store", embedded_url, *told]) == 0
        out = capsys.readouterr().out
        assert "2 added, 0 known already, 0 refused; 2 deals." in out
        assert "英伟达 → OpenAI → 英伟达" in out or "OpenAI → 英伟达 → OpenAI" in out
        assert "100 bn USD" in out
        rows = graph.read("MATCH (a:Article) RETURN a.published AS published, a.source AS source LIMIT 5", ("published", "source"))
        assert [(row["published"], row["source"]) for row in rows] == [("2025-10-01", "某报")] * 2

    def test_a_loop_with_an_unknown_sum_is_shown_as_by_cycles(
        self, graph: Store, embedded_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert graph
        (tmp_path / "a.txt").write_text(THERE + "2025年9月30日，OpenAI向英伟达采购了一批GPU，金额没有披露。", "utf-8")
        assert main(["add", str(tmp_path), "--store", embedded_url]) == 0
        out = capsys.readouterr().out
        assert "loops newly closed" in out
        assert "not told" in out

    def test_a_store_that_is_not_there(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "a.txt").write_text(THERE, "utf-8")
        assert main(["add", str(tmp_path), "--store", "bolt://127.0.0.1:9"]) == 1
        assert main(["add", str(tmp_path), "--store", "mysql://x"]) == 1
        err = capsys.readouterr().err
        assert "Traceback" not in err
        assert "none of embedded:PATH" in err


def test_what_is_added_is_what_was_read(graph: Store, reader: Reader) -> None:
    jobs.add(graph, reader, [Source("there", THERE, "题", "报", "https://a.example", "2025-09-23")])
    rows = graph.read(
        "MATCH (a:Article) RETURN a.text AS text, a.title AS title, a.published AS published LIMIT 5", ("text", "title", "published")
    )
    assert rows == [{"text": THERE, "title": "题", "published": "2025-09-23"}]


def test_an_article_told_twice_keeps_all_that_was_told_in_either_order(graph: Store, reader: Reader) -> None:
    text = "9月22日，英伟达宣布向OpenAI投资1000亿美元。"
    full = article("full", text, Origin("2024-10-01", "题", "某报", "https://a.example/"))
    bare = article("bare", text, Origin())
    other = article("other", text, Origin("2025-10-01", "长的题"))
    dumps = []
    for sources in ((full, bare, other), (other, bare, full), (bare, full, other, bare)):
        wipe(graph)
        jobs.add(graph, reader, sources)
        dumps.append("\n".join(lines(graph)))
        assert jobs.add(graph, reader, sources).added == 0
    assert dumps[0] == dumps[1] == dumps[2]
    stored = origin.stored(graph, ids.article_id(text))
    assert stored == Article(ids.article_id(text), text, "长的题", "某报", "https://a.example/", "2024-10-01")
    assert graph.read("MATCH (c:Claim) RETURN c.date AS date LIMIT 5", ("date",)) == [{"date": "2024-09-22"}]
