"""`export` and `import` on a real store."""

from __future__ import annotations

from pathlib import Path

from rdflib import Graph

from graph.facts.dump import lines
from graph.store import Store
from tests.graph_cli.conftest import Told
from tests.servers import wipe


def test_every_format_is_written(told: Told, tmp_path: Path) -> None:
    for format_, parsed_as in (("turtle", "turtle"), ("jsonld", "json-ld"), ("ntriples", "nt"), ("ontology", "turtle")):
        path = tmp_path / format_
        assert told("export", "--format", format_, "--out", str(path)) == (0, f"Written: {path}\n", "")
        assert len(Graph().parse(path, format=parsed_as)) > 40
    code, out, _ = told("export", "--format", "csv", "--out", str(tmp_path / "tables"))
    assert code == 0
    assert len(out.splitlines()) == 5
    assert (tmp_path / "tables/deals.csv").stat().st_size > 100


def test_a_backup_comes_back(told: Told, embedded: Store, tmp_path: Path) -> None:
    before = list(lines(embedded))
    path = tmp_path / "backup.jsonl"
    assert told("export", "--format", "jsonl", "--out", str(path))[0] == 0
    wipe(embedded)
    assert told.json("import", str(path)) == {"articles": 5, "known": 0, "judgements": 0}
    assert list(lines(embedded)) == before
    assert told("import", str(path))[1] == "Imported: 0 articles, 5 known before, 0 judgements.\n"


def test_what_cannot_be_written_or_read_is_one_sentence(told: Told, tmp_path: Path) -> None:
    code, out, err = told("export", "--format", "turtle", "--out", str(tmp_path / "absent/graph.ttl"))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert list(tmp_path.iterdir()) == []
    code, _, err = told("import", str(tmp_path / "absent.jsonl"))
    assert (code, err.count("\n")) == (1, 1)
    assert "absent.jsonl" in err
    assert told("export", "--format", "csv")[0] == 2
