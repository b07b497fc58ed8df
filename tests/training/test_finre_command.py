"""The command line of FinRE says in one sentence what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.training.finre.__main__ import main


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "train.jsonl"
    path.write_text('{"text": "青禾与白鹭合作", "head": "青禾", "tail": "白鹭", "labels": ["合作"]}\n', "utf-8")
    return path


def test_a_missing_file_is_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--train", str(file), "--test", "nowhere.jsonl"]) == 2
    assert capsys.readouterr().err == "error: nowhere.jsonl cannot be read: No such file or directory.\n"


def test_a_folder_without_a_model_is_named(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--train", str(file), "--test", str(file), "--start", str(tmp_path)]) == 2
    assert "holds no encoder.onnx" in capsys.readouterr().err
