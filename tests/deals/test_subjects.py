"""What a deal is about: goods, paper, what is pledged, the company whose shares change hands."""

from __future__ import annotations

import pytest

from tests.deals.reading import read


@pytest.mark.parametrize(
    ("text", "type_", "subject"),
    [
        ("松原动力向青禾科技采购3000亿美元的算力。", "PURCHASES_FROM", "算力"),
        ("松原动力向青禾科技采购约40万颗加速芯片，明年装机。", "PURCHASES_FROM", "加速芯片"),
        ("松原动力采购多达40万颗青禾科技芯片。", "PURCHASES_FROM", "芯片"),
        ("松原动力的机床独家由青禾科技供应。", "PURCHASES_FROM", "机床"),
        ("青禾科技为松原动力供应电池，合同期三年。", "PURCHASES_FROM", "电池"),
        ("青禾科技获得松原动力的5亿元储能订单。", "PURCHASES_FROM", "储能"),
        ("松原动力的机床由青禾科技供应。", "PURCHASES_FROM", "机床"),
        ("青禾科技是松原动力的客户。", "PURCHASES_FROM", None),
        ("松原动力授予青禾科技500万份认股权证。", "GRANTS_EQUITY_TO", "认股权证"),
        ("松原动力将厂房抵押给青禾科技。", "PLEDGES_TO", "厂房"),
        ("松原动力把所持红柳医药1200万股质押给青禾科技。", "PLEDGES_TO", "红柳医药"),
        ("松原动力将1200万股质押给青禾科技。", "PLEDGES_TO", None),
        ("松原动力把所持红柳医药12%股权转让给青禾科技。", "BUYS_STAKE_FROM", "红柳医药"),
    ],
)
def test_subject(text: str, type_: str, subject: str | None) -> None:
    found = read(text, ["松原动力", "青禾科技", "红柳医药"])._.claims
    assert [c.terms.subject for c in found if c.type == type_] == [subject]


def test_what_is_taken_over_is_the_target_and_no_subject() -> None:
    found = read("松原动力从白鹭集团手中收购青禾科技100%股权。", ["松原动力", "白鹭集团", "青禾科技"])._.claims
    assert {c.type: c.terms.subject for c in found} == {"ACQUIRES": None, "BUYS_STAKE_FROM": "青禾科技"}
