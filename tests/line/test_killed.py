"""kill -9 in the middle of `ingest add`: the same command again gives the graph of an undisturbed run."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.config import StoreSettings
from graph.facts.dump import lines
from graph.store import open_store
from tests.line.test_both_stores import SAMPLES

ROOT = Path(__file__).parents[2]
ARTICLES = 200
KILLS = 3


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """200 different articles about few parties: paragraphs of the samples, each under a number of its own."""
    chance = random.Random(8)
    paragraphs = [p for path in sorted(SAMPLES.glob("*.txt")) for p in path.read_text("utf-8").split("\n") if len(p) > 60]
    path = tmp_path / "articles.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for number in range(ARTICLES):
            text = f"第{number}篇。\n" + "\n".join(chance.sample(paragraphs, 2))
            record = {"id": str(number), "text": text, "published": f"2025-{1 + number % 12:02}-15"}
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def _start(articles: Path, store: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "ingest", "add", str(articles), "--store", f"embedded:{store}", "--json"]
    rules = os.environ | {"ROUNDTRIP_ENCODER": "off"}  # how articles are read is not the question, so the fast reader reads
    return subprocess.Popen(command, cwd=ROOT, env=rules, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def _finish(articles: Path, store: Path) -> dict[str, object]:
    out, err = _start(articles, store).communicate(timeout=300)
    assert err == b""
    result: dict[str, object] = json.loads(out)
    return result


def _graph(store: Path) -> list[str]:
    with open_store(StoreSettings(f"embedded:{store}")) as opened:
        return list(lines(opened))


def _count(store: Path) -> int:
    return sum('"record": "article"' in line for line in _graph(store))


@pytest.mark.slow
def test_a_killed_run_goes_on(articles: Path, tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    began = time.monotonic()
    assert _finish(articles, whole)["added"] == ARTICLES
    length = time.monotonic() - began
    chance = random.Random(2)
    counts = []
    for _ in range(KILLS):
        with _start(articles, killed) as run:
            time.sleep(length * chance.uniform(0.3, 0.8))
            os.killpg(run.pid, signal.SIGKILL)
        counts.append(_count(killed))
    assert max(counts) > 0, "the run was killed before it had written anything"
    done = _finish(articles, killed)
    assert (done["added"], done["known"]) == (ARTICLES - counts[-1], counts[-1])
    assert _graph(killed) == _graph(whole)
