"""The share of parties that is found on the annotated articles does not fall."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.names.measure import measure

SHARED = Path(os.environ.get("ROUNDTRIP_SHARED", Path(__file__).parents[2].parent / "shared"))


@pytest.mark.parametrize(("folder", "recall", "precision"), [("gold", 0.86, 0.75), ("real", 0.82, 0.55)])
def test_recall_and_precision(folder: str, recall: float, precision: float) -> None:
    if not (SHARED / folder).is_dir():
        pytest.skip(f"the annotated articles are not at {SHARED / folder}")
    counts, _ = measure(SHARED / folder)
    assert counts["hit"] >= recall * counts["wanted"]
    assert counts["right"] >= precision * counts["found"]
