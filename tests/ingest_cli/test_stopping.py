"""Ctrl+C and SIGTERM: one sentence, the exit code of the signal, and the true number of articles stored."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph.store import Store
from ingest.cli.stopping import Stopping, Terminated
from tests.servers import wipe
from tests.servers.homes import eventually

ROOT = Path(__file__).parents[2]
INTERRUPTED_AT = """
import os, runpy, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # what started the tests may have told its children to ignore it
place = sys.argv.pop(1)
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == place:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
runpy.run_module("ingest", run_name="__main__", alter_sys=True)
"""
"""Runs the program, and Ctrl+C arrives when it begins to load a module."""


def _count(store: Store) -> int:
    return int(store.read("MATCH (a:Article) RETURN count(a) AS n", ("n",))[0]["n"])


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_stopped_run_tells_how_many_are_stored(embedded: Store, embedded_url: str, tmp_path: Path, number: int, code: int) -> None:
    wipe(embedded)
    lines = [json.dumps({"text": f"第{n}篇。2025年9月22日，英伟达宣布向OpenAI投资{n}亿美元。"}) for n in range(1, 2001)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), "utf-8")
    command = [sys.executable, "-m", "ingest", "add", str(tmp_path / "many.jsonl"), "--store", embedded_url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert eventually(lambda: _count(embedded) > 2, 60)
        run.send_signal(number)
        out, err = run.communicate(timeout=60)
    assert (run.returncode, out) == (code, "")
    told = re.fullmatch(r"Stopped: (\d+) articles? of this run (?:is|are) stored; run the same command again to go on\.\n", err)
    assert told is not None, err
    assert int(told[1]) == _count(embedded)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_what_a_stopped_extract_has_read_is_kept_and_told(tmp_path: Path, number: int, code: int) -> None:
    lines = [json.dumps({"text": f"第{n}篇。2025年9月22日，英伟达宣布向OpenAI投资{n}亿美元。"}) for n in range(1, 20_001)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), "utf-8")
    out = tmp_path / "out.jsonl"
    out.write_text("before\n", "utf-8")
    command = [sys.executable, "-m", "ingest", "extract", str(tmp_path / "many.jsonl"), "--out", str(out)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert eventually(lambda: any(part.stat().st_size for part in tmp_path.glob(".out.jsonl.*.part")), 60)
        run.send_signal(number)
        _, err = run.communicate(timeout=60)
    assert run.returncode == code
    told = re.fullmatch(r"Stopped: (\d+) articles? (?:was|were) read and (?:is|are) in (.*); the same command begins anew\.\n", err)
    assert told is not None, err
    assert len(Path(told[2]).read_text("utf-8").splitlines()) == int(told[1]) > 0
    assert out.read_text("utf-8") == "before\n"
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize("module", ["ingest.cli.main", "ingest.sources.origin", "ingest.cli.extract", "spacy"])
def test_stopping_while_libraries_are_loaded_is_one_sentence(module: str, tmp_path: Path) -> None:
    given = ["extract", str(tmp_path), "--out", str(tmp_path / "out")]
    command = [sys.executable, "-c", INTERRUPTED_AT, module, *given]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (130, "")
    assert re.fullmatch(r"Stopped[^\n]*\.\n", done.stderr), done.stderr


def test_a_signal_waits_for_the_article_at_hand_and_a_second_one_does_not() -> None:
    stop = Stopping()
    items = stop.each("ab")
    assert next(items) == "a"
    stop.ask(signal.SIGTERM, None)
    with pytest.raises(Terminated):
        next(items)
    stop = Stopping()
    next(stop.each("ab"))
    stop.ask(signal.SIGINT, None)
    with pytest.raises(KeyboardInterrupt):
        stop.ask(signal.SIGINT, None)
    with pytest.raises(Terminated):
        Stopping().ask(signal.SIGTERM, None)
