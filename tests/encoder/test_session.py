"""Model files are loaded only when they are the ones that the manifest names."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from graph.errors import BadTable
from ingest.text.encoder.session import MANIFEST, check_files


def _folder(tmp_path: Path) -> Path:
    (tmp_path / "heads.npz").write_bytes(b"weights")
    (tmp_path / MANIFEST).write_text(f'"heads.npz" = "{hashlib.sha256(b"weights").hexdigest()}"\n', "utf-8")
    return tmp_path


def test_the_right_files_pass(tmp_path: Path) -> None:
    check_files(_folder(tmp_path))


def test_a_file_that_differs_or_is_missing_is_refused(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "heads.npz").write_bytes(b"other weights")
    with pytest.raises(BadTable, match=r"heads\.npz"):
        check_files(folder)
    (folder / "heads.npz").unlink()
    with pytest.raises(BadTable):
        check_files(folder)
    (folder / MANIFEST).unlink()
    with pytest.raises(BadTable):
        check_files(folder)
