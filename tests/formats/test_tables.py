"""The CSV tables: what a spreadsheet reads is what the graph holds, and no cell runs."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.formats.tables import cell, write_tables
from tests.formats.test_rdf import content


def test_every_table_reads_back(tmp_path: Path) -> None:
    paths = write_tables(content(), tmp_path)
    assert [p.name for p in paths] == ["parties.csv", "deals.csv", "claims.csv", "metrics.csv", "articles.csv"]
    with (tmp_path / "deals.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["source"], r["type"], r["target"], r["amount"], r["usd"]) for r in rows] == [
        ("英伟达", "INVESTS_IN", "OpenAI", "100000000000", "100000000000"),
        ("OpenAI", "PURCHASES_FROM", "英伟达", "", ""),
        ("英伟达", "PLEDGES_TO", "<script>'\"\\", "6.58", "0.2"),
    ]
    assert rows[0]["subject"] == 'GPU "x"\\ \n<b>'


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@x", "\tx", "\rx"])
def test_a_cell_that_would_run_is_prefixed(text: str) -> None:
    assert cell(text) == "'" + text


@given(st.text())
def test_no_text_cell_starts_a_formula(text: str) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell(text).removeprefix("'") == text or cell(text) == text


def test_numbers_stay_numbers() -> None:
    assert [cell(v) for v in (-62.45, 1e11, 7, True, None, 0.5)] == ["-62.45", "100000000000", "7", "true", "", "0.5"]
