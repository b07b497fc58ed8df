"""What is no deal, and that its reason is kept."""

from __future__ import annotations

import pytest

from tests.deals.reading import read, told

PAIR = ("松原动力", "青禾科技")

NO_DEALS = [
    "如果松原动力收购青禾科技，行业格局将改写。",
    "松原动力会收购青禾科技吗？",
    "松原动力应该收购青禾科技。",
    "松原动力没有投资青禾科技。",
    "松原动力起诉青禾科技侵权。",
    "松原动力的市占率超过青禾科技。",
    "巨头们互相投资、互相下单。",
    "松原动力和青禾科技的股价同日上涨2%。",
]


@pytest.mark.parametrize("text", NO_DEALS)
def test_nothing_is_read(text: str) -> None:
    assert told(text, *PAIR) == set()


def test_a_dropped_candidate_keeps_its_reason() -> None:
    dropped = read("如果松原动力收购青禾科技，行业格局将改写。", PAIR)._.dropped
    assert any("hypothesis" in d.reason and "松原动力" in d.reason for d in dropped)


def test_a_name_with_a_cue_in_it_says_nothing() -> None:
    assert told("松原投资集团与青禾担保公司参加了论坛。", "松原投资集团", "青禾担保公司") == set()


def test_cooperation_gives_way_to_the_more_exact_deal() -> None:
    text = "松原动力与青禾科技合作，并向青禾科技投资3亿元。"
    assert told(text, *PAIR) == {("松原动力", "INVESTS_IN", "青禾科技")}


def test_a_party_named_by_its_part_is_no_deal_of_its_own() -> None:
    text = "松原动力拟收购青禾科技，转让方为红柳资本。供应商北岭电子和白鹭集团没有回应，战略投资者蓝泉基金也没有。"
    names = ("松原动力", "青禾科技", "红柳资本", "北岭电子", "白鹭集团", "蓝泉基金")
    assert told(text, *names) == {("松原动力", "ACQUIRES", "青禾科技"), ("松原动力", "BUYS_STAKE_FROM", "红柳资本")}
