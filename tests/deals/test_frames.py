"""The table of cue words."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadTable
from graph.schema.table import TABLE as DEAL_TYPES
from graph.schema.table import deal_table, load_table
from ingest.text.deals.frames import TABLE, Family, cue_finder, load_finder


def test_every_deal_type_has_cues() -> None:
    text = "投资 收购 持有 转让 采购 贷款 期权 担保 质押 补贴 加入 合作"
    assert {c.frame.type for c in cue_finder().find(text)} == set(deal_table())


def test_a_longer_word_hides_its_cue() -> None:
    assert [c.word for c in cue_finder().find("投资者支持轮胎厂")] == []


def test_the_longest_cue_wins() -> None:
    (cue,) = cue_finder().find("换股吸收合并")
    assert (cue.word, cue.frame.family) == ("换股吸收合并", Family.TAKE)


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ('[[frame]]\ntype = "INVESTS"\nfamily = "give"', "INVESTS"),
        ('[[frame]]\ntype = "INVESTS_IN"\nfamily = "gives"', "gives"),
        ("[[frame", "cannot be read"),
    ],
)
def test_a_wrong_table_is_refused(tmp_path: Path, table: str, complaint: str) -> None:
    path = tmp_path / "frames.toml"
    path.write_text(table, "utf-8")
    with pytest.raises(BadTable, match=complaint):
        load_finder(path)


def test_a_new_deal_type_is_read_by_its_cues(tmp_path: Path) -> None:
    block = DEAL_TYPES.read_text("utf-8").split("[SUBSIDIZES]")[1].split("\n\n")[0]
    types = tmp_path / "types.toml"
    types.write_text(DEAL_TYPES.read_text("utf-8") + "\n[INSURES]" + block.replace("补贴", "承保"), "utf-8")
    (cue,) = load_finder(TABLE, load_table(types)).find("承保")
    assert (cue.frame.type, cue.frame.family) == ("INSURES", Family.GIVE)
