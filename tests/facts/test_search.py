"""Names are found in simplified and traditional characters, whatever the width, case and blanks."""

from __future__ import annotations

import pytest

from graph.facts.search import key, search_text

SAME = [
    ("輝達", "辉达"),
    ("英偉達", "英伟达"),
    ("臺積電", "台积电"),
    ("ＯｐｅｎＡＩ", "openai"),
    ("Blue Owl", "blueowl"),
    ("乾照光電", "乾照光电"),
    ("紅杉·中國", "红杉中国"),
    ("衞星", "卫星"),
]


@pytest.mark.parametrize(("asked", "stored"), SAME)
def test_a_name_is_found_whichever_way_it_is_written(asked: str, stored: str) -> None:
    assert key(asked) == key(stored)
    assert key(asked) in search_text([stored]).split()
    assert key(stored) in search_text([asked]).split()


def test_a_part_of_a_name_is_found_too() -> None:
    assert key("積體") in search_text(["台灣積體電路製造"])


def test_the_name_as_written_is_kept_for_the_console() -> None:
    assert search_text(["輝達", "NVIDIA", " "]).split() == ["nvidia", "輝達", "辉达"]
