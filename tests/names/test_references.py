"""Pronouns and role words stand for the party that grammar points to, or for nobody."""

from __future__ import annotations

import pytest

from tests.names.reading import references


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("英伟达持有CoreWeave约7%的股份。后者上市时，前者认购了新股。", [("后者", ("CoreWeave",)), ("前者", ("英伟达",))]),
        ("软银与ABB签约，双方各出一半。", [("双方", ("软银", "ABB"))]),
        ("黑石和Magnetar牵头放贷，GPU质押给上述两家机构。", [("上述两家机构", ("黑石", "Magnetar"))]),
        ("黑石、凯雷和KKR竞购，三家均未置评。", [("三家", ("黑石", "凯雷", "KKR"))]),
        ("微软宣布投资Anthropic，该公司股价上涨。", [("该公司", ("微软",))]),
        ("甲骨文将其数据中心租给OpenAI。", [("其", ("甲骨文",))]),
        ("寒武纪已成为微软子公司，此前微软已持有其60%股权。", [("其", ("寒武纪",))]),
        ("OpenAI签下合同。CoreWeave还向其发行了股票。", [("其", ("OpenAI",))]),
        ("OpenAI与CoreWeave签约。OpenAI将为后者供电。", [("后者", ("CoreWeave",))]),
        ("OpenAI联手CoreWeave，在其机房部署后者的系统。", [("其", ("OpenAI",)), ("后者", ("CoreWeave",))]),
        ("微软补贴了OpenAI。丰田、索尼此前已向该公司出资。", [("该公司", ("微软",))]),
        ("OpenAI入股CoreWeave，以2亿元认购其新股。", [("其", ("CoreWeave",))]),
    ],
)
def test_antecedents(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert references(text) == expected


def test_the_issuer_of_a_notice() -> None:
    text = "鸿跃轮胎股份有限公司（以下简称“公司”）董事会通过议案。中国银行为公司提供贷款，公司以厂房抵押。"
    assert [parties for word, parties in references(text)] == [("鸿跃轮胎股份有限公司",)] * 3


def test_the_issuer_under_several_terms_and_behind_verbs() -> None:
    text = "江海船舶重工股份有限公司（简称“江海重工”“公司”）公告，招商轮船持有公司 6.2%股份，系公司关联法人。"
    assert [parties for word, parties in references(text)] == [("江海重工",)] * 3


def test_each_item_of_a_digest_has_its_own_issuer() -> None:
    text = "晚间公告\n寒武纪：公司拟增资。\n\n比亚迪：公司与宁德时代签约。\n"
    assert references(text) == [("公司", ("寒武纪",)), ("公司", ("比亚迪",))]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("寒武纪（688256）拟收购砚坪微电子。砚坪微电子是设计公司。公司大股东没有置评。", "寒武纪"),
        ("寒武纪晚间公告，拟收购砚坪微电子。砚坪微电子主营设计。公司大股东没有置评。", "寒武纪"),
        ("寒武纪（688256）昨日复牌。\n公司拟增资。", "寒武纪"),
        ("寒武纪（688256）昨日复牌。小米表示，公司没有参与。", "小米"),
        ("寒武纪（688256）昨日复牌。\n小米昨日开会。公司拟增资。", "小米"),
        ("英伟达（NVDA）收跌。小米昨日开会。公司拟增资。", "小米"),
    ],
)
def test_the_listed_company_that_a_passage_is_about(text: str, party: str) -> None:
    assert references(text)[-1] == ("公司", (party,))


def test_a_defined_role_stands_for_its_party() -> None:
    text = "微软拟收购砚坪微电子有限公司（以下简称“标的公司”）。标的公司估值5亿元。"
    assert references(text)[-1] == ("标的公司", ("砚坪微电子有限公司",))


@pytest.mark.parametrize("text", ["其中三家公司没有回应。", "双方都很满意。", "公司法规定，前者优先。", "尤其如此。", "交易对方尚未确定。"])
def test_nobody(text: str) -> None:
    assert references(text) == []
