"""A snapshot outlives the program: what was saved is read back, and what is no good is as if there were none."""

from __future__ import annotations

import stat
from itertools import pairwise
from pathlib import Path

import pytest

from graph.analysis.snapshot import file, holder
from graph.analysis.snapshot.codes import STATUSES
from graph.analysis.snapshot.holder import Holder
from graph.facts import articles
from graph.store import Store
from tests.analysis.snapshots import content, snapshot_of
from tests.analysis.worlds import random_world
from tests.facts.news import make_news
from tests.servers import wipe

SNAPSHOT = snapshot_of(random_world(3), turn=7)


def test_it_is_read_back_as_it_was(tmp_path: Path) -> None:
    file.save(SNAPSHOT, tmp_path / "new" / "folder")
    loaded = file.load(tmp_path / "new" / "folder")
    assert loaded is not None
    assert content(loaded) == content(SNAPSHOT)
    assert loaded.version == SNAPSHOT.version
    with pytest.raises(ValueError, match="read-only"):
        loaded.deals.usd[0] = 1.0


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    file.save(SNAPSHOT, tmp_path)
    (saved,) = tmp_path.iterdir()
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600


@pytest.mark.parametrize("damage", ["nothing", "half", "text", "one byte"])
def test_a_damaged_one_is_none(tmp_path: Path, damage: str) -> None:
    file.save(SNAPSHOT, tmp_path)
    path = tmp_path / file.NAME
    whole = path.read_bytes()
    middle = len(whole) // 2
    path.write_bytes(
        {
            "nothing": b"",
            "half": whole[:middle],
            "text": b"PK no",
            "one byte": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        }[damage]
    )
    assert file.load(tmp_path) is None


def test_one_with_other_words_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.save(SNAPSHOT, tmp_path)
    monkeypatch.setattr("graph.analysis.snapshot.file.STATUSES", (*STATUSES, "paused"))
    assert file.load(tmp_path) is None


def test_where_nothing_can_be_written_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", "utf-8")
    file.save(SNAPSHOT, tmp_path / "taken")
    assert file.load(tmp_path / "taken") is None


def test_the_next_program_begins_with_it(embedded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """It reads what was written since, and nothing else; where that cannot be told it reads everything."""
    wipe(embedded)
    news = make_news(8, seed=12)
    monkeypatch.setattr(holder, "SAVED_FROM", 1)
    for article, reading in news[:6]:
        articles.add(embedded, article, reading)
    first = Holder().current(embedded)
    articles.add(embedded, *news[6])
    with monkeypatch.context() as nothing_else:
        nothing_else.delattr("graph.analysis.snapshot.holder.read_all")
        second = Holder().current(embedded)
    assert content(second) != content(first)
    assert embedded.cache is not None
    (embedded.cache / file.NAME).unlink()
    assert content(Holder().current(embedded)) == content(second)
    wipe(embedded)
    assert len(Holder().current(embedded).deals) == 0


def test_it_is_written_again_before_the_log_forgets(embedded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    wipe(embedded)
    monkeypatch.setattr(holder, "SAVED_FROM", 1)
    monkeypatch.setattr(holder, "SAVED_EVERY", 3)
    held, turns = Holder(), []
    for article, reading in make_news(8, seed=4):
        articles.add(embedded, article, reading)
        held.current(embedded)
        saved = file.load(embedded.cache) if embedded.cache else None
        turns.append(saved.version.turn if saved else 0)
    written = [turn for turn in sorted(set(turns)) if turn]
    assert [later - earlier for earlier, later in pairwise(written)] == [3] * (len(written) - 1)
    assert len(written) >= 2
