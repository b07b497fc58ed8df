"""A disk without room, on a small file system of the test's own; skipped where none may be mounted."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from graph.config import StoreSettings
from graph.errors import StoreUnavailable
from graph.store import open_store

FULL = r"^The disk of the store at .* is full; free some space there, then do this again\.$"
WRITE = "UNWIND range(1, 500) AS n CREATE (:Party {id: toString(n), name: $name})"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 48 MB."""
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(tmp_path)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no file system may be mounted here")
    yield tmp_path
    subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


def _fill(disk: Path) -> None:
    with (disk / "filling").open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)


def test_a_full_disk_is_told_and_what_was_there_stays(small: Path) -> None:
    settings = StoreSettings(f"embedded:{small / 'data'}")
    with open_store(settings) as store:
        store.write(lambda transaction: transaction.run("CREATE (:Party {id: 'there'})"))
        _fill(small)
        with pytest.raises(StoreUnavailable, match=FULL):
            store.write(lambda transaction: transaction.run(WRITE, name="x" * 5000))
        (small / "filling").unlink()
        store.write(lambda transaction: transaction.run("CREATE (:Party {id: 'later'})"))
        rows = store.read("MATCH (p:Party) RETURN p.id AS id ORDER BY id LIMIT 9", ("id",))
        assert [row["id"] for row in rows] == ["later", "there"]


def test_a_store_that_cannot_start_for_want_of_room_says_so(small: Path) -> None:
    _fill(small)
    with pytest.raises(StoreUnavailable, match=FULL):
        open_store(StoreSettings(f"embedded:{small / 'data'}"))
