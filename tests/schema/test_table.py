"""The deal table: what it must say, and that every mistake in it is found with file and key."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from graph.errors import BadTable
from graph.schema import deal_table, load_table
from graph.schema.page import deal_types_page
from graph.schema.table import TABLE

ROOT = Path(__file__).parents[2]
TYPES = (
    "INVESTS_IN ACQUIRES HOLDS_STAKE_IN BUYS_STAKE_FROM PURCHASES_FROM LENDS_TO GRANTS_EQUITY_TO GUARANTEES PLEDGES_TO "
    "SUBSIDIZES PARTICIPATES_IN PARTNERS_WITH"
).split()
NOTHING_MOVES = {"HOLDS_STAKE_IN", "PARTICIPATES_IN", "PARTNERS_WITH"}
TARGET_LOSES = {"PURCHASES_FROM", "GRANTS_EQUITY_TO", "PLEDGES_TO"}


def test_holds_the_twelve_types() -> None:
    assert list(deal_table()) == TYPES


def test_value_moves_in_all_types_but_three() -> None:
    assert set(deal_table().value_moving) == set(TYPES) - NOTHING_MOVES


def test_exposure_follows_the_specification() -> None:
    table = deal_table()
    both = {"PARTICIPATES_IN", "PARTNERS_WITH"}
    assert set(table.target_exposed) == TARGET_LOSES | both
    assert set(table.source_exposed) == set(TYPES) - TARGET_LOSES - {"BUYS_STAKE_FROM"}
    assert [t.name for t in table.values() if not t.directed] == ["PARTNERS_WITH"]


def test_colors_are_distinct() -> None:
    for pick in ("color", "color_dark"):
        assert len({getattr(t, pick) for t in deal_table().values()}) == len(TYPES)


def _luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colors_stand_out_from_their_ground() -> None:
    """WCAG asks 3:1 for graphics."""
    for t in deal_table().values():
        assert 1.05 / (_luminance(t.color) + 0.05) >= 3, t.name
        assert (_luminance(t.color_dark) + 0.05) / (_luminance("#14161a") + 0.05) >= 3, t.name


def test_docs_page_is_current() -> None:
    assert (ROOT / "docs/deal-types.md").read_text("utf-8") == deal_types_page(deal_table()), "run `make docs`"


def _spoilt(tmp_path: Path, pattern: str, replacement: str) -> Path:
    text, count = re.subn(pattern, replacement, TABLE.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1
    path = tmp_path / "deal_types.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("pattern", "replacement", "said"),
    [
        (r'^moves = "cash"', 'moves = "money"', "INVESTS_IN.moves"),
        (r'^exposed = "source-to-target"', 'exposed = "sideways"', "INVESTS_IN.exposed"),
        (r'^color = "#1b7f4b"', 'color = "green"', "INVESTS_IN.color"),
        (r'^zh = "投资"', 'zh = ""', "INVESTS_IN.zh"),
        (r'^zh = "投资"', 'zh = "投资"\ncolour = "#000000"', "INVESTS_IN.colour"),
        (r'^rdf = "rt:Investment"', 'rdf = "fibo:Investment"', "INVESTS_IN.rdf"),
        (r'^rdf_super = "fibo-fnd-pas-pas:TransactionEvent"', "", "INVESTS_IN.rdf_super"),
        (r'iri = "rt:Investee"', 'uri = "rt:Investee"', "INVESTS_IN.target"),
        (r"^cues = .*", "cues = []", "INVESTS_IN.cues"),
        (r"^cues = .*", 'cues = ["投资", "投资"]', "INVESTS_IN.cues"),
        (r"^cues = .*", "", "INVESTS_IN.cues"),
        (r"^\[INVESTS_IN\]", "[invests]", "invests"),
        (r"^directed = false", 'directed = "no"', "PARTNERS_WITH.directed"),
    ],
)
def test_a_mistake_is_named_with_file_and_key(tmp_path: Path, pattern: str, replacement: str, said: str) -> None:
    with pytest.raises(BadTable, match=rf"deal_types\.toml, {re.escape(said)}: "):
        load_table(_spoilt(tmp_path, pattern, replacement))


def test_a_table_that_is_no_toml_or_empty_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deal_types.toml"
    for text in ("[INVESTS_IN", ""):
        path.write_text(text, "utf-8")
        with pytest.raises(BadTable):
            load_table(path)
    with pytest.raises(BadTable):
        load_table(tmp_path / "absent.toml")


def test_the_file_declares_what_the_table_says() -> None:
    raw = tomllib.loads(TABLE.read_text("utf-8"))
    assert {name: entry["moves"] for name, entry in raw.items()} == {t.name: t.moves for t in deal_table().values()}
