"""An export is whole or not there, and never takes the place of a pipe or a link."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from graph.formats.files import whole_file


def test_a_file_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.nt"
    path.write_bytes(b"old")
    with whole_file(path) as out:
        out.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def _fail_midway(path: Path) -> None:
    with whole_file(path) as out:
        out.write(b"ne")
        raise ValueError("midway")


def test_what_fails_leaves_the_old_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "out.nt"
    path.write_bytes(b"old")
    with pytest.raises(ValueError, match="midway"):
        _fail_midway(path)
    assert [p.read_bytes() for p in tmp_path.iterdir()] == [b"old"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "target.nt", tmp_path / "link.nt"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with whole_file(link) as out:
        out.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    with whole_file(pipe) as out:
        out.write(b"new")
    reader.join(5)
    assert read == [b"new"]
    assert pipe.is_fifo()
