"""The scores of the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadTable
from ingest.text.deals.scores import load_scores, scores
from tests.deals.reading import claims


def test_a_claim_is_as_sure_as_its_rule() -> None:
    (claim,) = claims("松原动力收购青禾科技。", "松原动力", "青禾科技")
    assert claim.score == scores().of("ACQUIRES", claim.rule) != scores().default


def test_a_rule_without_a_score_has_the_default() -> None:
    assert scores().of("ACQUIRES", "no such rule") == scores().default


@pytest.mark.parametrize(
    ("table", "complaint"),
    [("[ACQUIRE]\nacquire = 0.8", "ACQUIRE"), ("[ACQUIRES]\nacquire = 1.5", "between 0 and 1"), ("[ACQ", "cannot be read")],
)
def test_a_wrong_table_is_refused(tmp_path: Path, table: str, complaint: str) -> None:
    path = tmp_path / "scores.toml"
    path.write_text(table, "utf-8")
    with pytest.raises(BadTable, match=complaint):
        load_scores(path)
