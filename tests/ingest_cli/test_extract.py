from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ingest.cli.main import main
from ingest.cli.terminal import inert, one_line

TEXT = "11月11日，英伟达宣布向OpenAI投资1000亿美元，占股约2%。小米净利润5亿元。"
FIELDS = {
    "type", "source", "target", "amount", "currency", "amount_kind", "stake_pct", "shares", "quantity", "round", "subject", "date",
    "status", "evidence", "start", "end", "inferred", "rule", "score",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "in"
    articles.mkdir()
    (articles / "一.txt").write_text(TEXT, "utf-8")
    (articles / "一.meta.json").write_text('{"published": "2025-11-20"}', "utf-8")
    return articles


def load(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return value


def test_a_folder_of_texts_gives_a_folder_of_json(folder: Path, tmp_path: Path) -> None:
    assert main(["extract", str(folder), "--out", str(tmp_path / "out")]) == 0
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["一.json"]
    article = load(tmp_path / "out" / "一.json")
    assert (article["id"], article["published"]) == ("一", "2025-11-20")
    (deal,) = article["deals"]
    assert set(deal) == FIELDS
    assert (deal["type"], deal["source"], deal["target"]) == ("INVESTS_IN", "英伟达", "OpenAI")
    assert (deal["amount"], deal["currency"], deal["amount_kind"], deal["date"]) == (1e11, "USD", "exact", "2025-11-11")
    assert TEXT[deal["start"] : deal["end"]] == deal["evidence"]
    assert {"小米", "英伟达", "OpenAI"} == {entity["name"] for entity in article["entities"]}
    (metric,) = article["metrics"]
    assert (metric["entity"], metric["name"], metric["value"], metric["unit"]) == ("小米", "net_income", 5e8, "CNY")


def test_json_lines_in_and_out(tmp_path: Path) -> None:
    lines = [json.dumps({"id": name, "text": TEXT}) for name in ("b", "a")]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), "utf-8")
    assert main(["extract", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out.jsonl"), "--published", "2025-11-20"]) == 0
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [article["id"] for article in found] == ["b", "a"]
    assert {article["published"] for article in found} == {"2025-11-20"}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_names_from_outside_never_leave_the_folder(tmp_path: Path) -> None:
    names = ["../escape", "/etc/x", "a/b", "..", ".hidden", "x" * 150, "a\nb", "ok", "OK"]
    lines = [json.dumps({"id": name, "text": TEXT}) for name in names]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), "utf-8")
    assert main(["extract", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out")]) == 0
    written = sorted((tmp_path / "out").iterdir())
    assert [load(path)["id"] for path in written if path.name in ("ok.json", "OK.json")] == ["OK", "ok"]
    assert sorted(load(path)["id"] for path in written) == sorted(names)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out"]


def test_what_is_refused_is_told_and_the_rest_goes_on(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "leer.txt").write_bytes(b"")
    assert main(["extract", str(folder), "--out", str(tmp_path / "out")]) == 1
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["一.json"]
    assert "leer.txt is empty; there is nothing to read.\n" in capsys.readouterr().err


def test_explain_tells_rules_and_dropped_candidates(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "一.txt").write_text(TEXT + "如果微软收购甲骨文，会怎么样？", "utf-8")
    assert main(["extract", str(folder), "--out", str(tmp_path / "out"), "--explain"]) == 0
    article = load(tmp_path / "out" / "一.json")
    assert [set(dropped) for dropped in article["dropped"]] == [{"reason", "text", "start", "end", "rule"}]
    told = capsys.readouterr().out
    assert "英伟达 -INVESTS_IN-> OpenAI" in told
    assert f"rule {article['deals'][0]['rule']}" in told
    assert "dropped: 微软 ACQUIRES 甲骨文" in told


def test_explain_writes_large_sums_in_full(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(folder), "--out", str(tmp_path / "out"), "--explain"]) == 0
    assert "amount=100,000,000,000 currency=USD" in capsys.readouterr().out


def test_a_text_in_another_language_is_told(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "english.txt").write_text("Nvidia said on Monday it would invest $2 billion in Synopsys, a maker of tools (新思).", "utf-8")
    assert main(["extract", str(folder), "--out", str(tmp_path / "out")]) == 0
    assert "english: The text has hardly any Chinese" in capsys.readouterr().err
    assert "notes" in load(tmp_path / "out" / "english.json")
    assert "notes" not in load(tmp_path / "out" / "一.json")


def test_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("gb18030"))))
    assert main(["extract", "-", "--out", str(tmp_path / "out.jsonl"), "--published", "2025-11-20"]) == 0
    assert json.loads((tmp_path / "out.jsonl").read_text("utf-8"))["deals"]


def test_standard_output(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(folder), "--out", "-"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["id"] == "一"
    assert main(["extract", str(folder), "--out", "-", "--explain"]) == 1
    assert "--explain writes to the screen, too" in capsys.readouterr().err


def test_a_file_where_a_folder_should_be(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["extract", str(folder), "--out", str(tmp_path / "file")]) == 1
    assert "is a file; give a folder" in capsys.readouterr().err


def test_a_failed_run_leaves_no_half_written_file(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "before").write_text("before\n")
    assert main(["extract", str(folder), "--out", str(tmp_path / "before" / "out.jsonl")]) == 1
    assert (tmp_path / "before").read_text() == "before\n"


def test_a_file_of_lines_gets_its_folder_like_a_folder_does(tmp_path: Path, folder: Path) -> None:
    assert main(["extract", str(folder), "--out", str(tmp_path / "new" / "out.jsonl")]) == 0
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["extract", "x"],
        ["extract", "x", "--out", "y", "--published", "soon"],
        ["extract", "x", "--out", "y", "--url", "javascript:1"],
        ["add", "x", "--nonsense"],
    ],
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_the_program_ends_without_a_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ingest", "extract", "/nowhere.txt", "--out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "/nowhere.txt cannot be read (No such file or directory); check the path and its rights.\n0 read, 1 refused.\n"


def test_hostile_text_is_inert_on_a_terminal() -> None:
    assert inert("a\x1b[31mb\u202ec\x07") == "a\ufffd[31mb\ufffdc\ufffd"
    assert one_line("a\n\n b" + "c" * 100, 10) == "a bcccccc…"
