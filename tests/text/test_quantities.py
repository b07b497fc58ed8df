from __future__ import annotations

import pytest

from graph.model import AmountKind
from ingest.text.annotations import Measure, Quantity
from ingest.text.normal import normalize
from ingest.text.quantities import figures
from tests.text.reading import read

MONEY, PRICE, PERCENT, SHARES, PHYSICAL, COUNT = (
    Measure.MONEY,
    Measure.PRICE,
    Measure.PERCENT,
    Measure.SHARES,
    Measure.PHYSICAL,
    Measure.COUNT,
)
EXACT, ABOUT, UP_TO, AT_LEAST = AmountKind.EXACT, AmountKind.ABOUT, AmountKind.UP_TO, AmountKind.AT_LEAST


def only(text: str) -> Quantity:
    quantities: tuple[Quantity, ...] = read(text)._.quantities
    assert len(quantities) == 1
    return quantities[0]


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("投资1亿5千万元", 150_000_000, "CNY"),
        ("注资2億3,764萬元", 237_640_000, "TWD"),
        ("合計一兆元", 1e12, "TWD"),
        ("投资百亿元", 1e10, "CNY"),
        ("出资500亿美金", 5e10, "USD"),
        ("出资US$300 million", 3e8, "USD"),
        ("出资$6.6B", 6.6e9, "USD"),
        ("出资HK$ 1,061亿", 1.061e11, "HKD"),
        ("出资人民币2,000万元", 2e7, "CNY"),
        ("出资13 亿欧元", 1.3e9, "EUR"),
        ("贷款20亿\n日元", 2e9, "JPY"),
        ("贷款9.6万亿韩元", 9.6e12, "KRW"),
        ("贷款45亿新元", 4.5e9, "SGD"),
        ("貸款新台幣8兆元", 8e12, "TWD"),
        ("贷款5亿英镑", 5e8, "GBP"),
        ("融资2亿3", 230_000_000, "CNY"),
        ("融资500万", 5_000_000, "CNY"),
        ("以OpenAI30亿美元拿下", 3e9, "USD"),
    ],
)
def test_sums(text: str, value: float, currency: str) -> None:
    quantity = only(text)
    assert (quantity.measure, quantity.value, quantity.unit) == (MONEY, value, currency)


@pytest.mark.parametrize("text", ["融资数千万元", "融资数亿元", "融资十几亿元"])
def test_a_vague_sum_has_no_value(text: str) -> None:
    assert only(text).value is None


@pytest.mark.parametrize(
    ("text", "bound", "value"),
    [
        ("金额高达5亿元", EXACT, 5e8),
        ("金额约5亿元", ABOUT, 5e8),
        ("金额近5亿元", ABOUT, 5e8),
        ("金额将近5亿元", ABOUT, 5e8),
        ("金额5亿元左右", ABOUT, 5e8),
        ("最近5亿元到账", EXACT, 5e8),
        ("金额超5亿元", AT_LEAST, 5e8),
        ("金额逾5亿元", AT_LEAST, 5e8),
        ("金额超过5亿元", AT_LEAST, 5e8),
        ("金额不低于5亿元", AT_LEAST, 5e8),
        ("金额至少5亿元", AT_LEAST, 5e8),
        ("金额5亿元以上", AT_LEAST, 5e8),
        ("金额5亿多元", AT_LEAST, 5e8),
        ("金额200余亿元", AT_LEAST, 2e10),
        ("至多5亿元", UP_TO, 5e8),
        ("最多5亿元", UP_TO, 5e8),
        ("最高5亿元", UP_TO, 5e8),
        ("不超过5亿元", UP_TO, 5e8),
        ("最多不超过人民币5亿元", UP_TO, 5e8),
        ("担保5,000万元最高额", UP_TO, 5e7),
        ("金额1.5-2亿元", UP_TO, 2e8),
        ("金额1.2亿元至1.6亿元", UP_TO, 1.6e8),
        ("金额近亿元", ABOUT, 1e8),
        ("单笔过亿元", AT_LEAST, 1e8),
        ("提供过5亿元", EXACT, 5e8),
    ],
)
def test_bounds(text: str, bound: AmountKind, value: float) -> None:
    quantity = only(text)
    assert (quantity.bound, quantity.value) == (bound, value)


def test_the_bound_of_a_list_holds_for_all_of_it() -> None:
    bounds = [q.bound for q in read("它们分别投资至多50亿美元和100亿美元，另付3亿美元。")._.quantities]
    assert bounds == [UP_TO, UP_TO, EXACT]


def test_a_dash_of_the_sentence_is_no_range() -> None:
    assert [q.value for q in read("作价330亿美元——450亿减去120亿债务")._.quantities] == [3.3e10, 4.5e10, 1.2e10]


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("持股10%", 10, EXACT),
        ("持股近10%", 10, ABOUT),
        ("持股百分之十", 10, EXACT),
        ("持股三成", 30, EXACT),
        ("持股約七成五", 75, ABOUT),
        ("占10%-15%", 15, UP_TO),
        ("占两成至三成", 30, UP_TO),
        ("双方各占一半", 50, EXACT),
        ("买下一半的股权", 50, EXACT),
        ("持股０.519％", 0.519, EXACT),
    ],
)
def test_percentages(text: str, value: float, bound: AmountKind) -> None:
    quantity = only(text)
    assert (quantity.measure, quantity.value, quantity.unit, quantity.bound) == (PERCENT, value, "pct", bound)


@pytest.mark.parametrize("text", ["一半的员工", "公司三成立", "一成不变", "这次完成收购", "第三成员国"])
def test_words_that_hold_a_tenth_are_no_percentage(text: str) -> None:
    assert not read(text)._.quantities


@pytest.mark.parametrize("text", ["提高3个百分点", "高出66个基点"])
def test_points_are_no_percentage(text: str) -> None:
    assert only(text).measure is COUNT


@pytest.mark.parametrize(
    ("text", "measure", "value", "unit"),
    [
        ("授予1.6亿股", SHARES, 160_000_000, "股"),
        ("增發2億3,764萬4,068股", SHARES, 237_644_068, "股"),
        ("授予800万份认股权证", SHARES, 8_000_000, "份认股权证"),
        ("订单10GW", PHYSICAL, 10, "GW"),
        ("租用590兆瓦", PHYSICAL, 590, "兆瓦"),
        ("采购25万块GPU", PHYSICAL, 250_000, "块"),
        ("采购60万颗芯片", PHYSICAL, 600_000, "颗"),
        ("供应15.75万吨磷酸铁锂", PHYSICAL, 157_500, "吨"),
        ("每年12亿千瓦时", PHYSICAL, 1.2e9, "千瓦时"),
        ("两艘船", PHYSICAL, 2, "艘"),
        ("上述三家", COUNT, 3, "家"),
        ("模型有1000亿参数", COUNT, 1e11, "参数"),
        ("月活2.5亿", COUNT, 2.5e8, None),
    ],
)
def test_other_amounts(text: str, measure: Measure, value: float, unit: str | None) -> None:
    (quantity,) = figures(normalize(text))
    assert (quantity.measure, quantity.value, quantity.unit) == (measure, value, unit)


@pytest.mark.parametrize("text", ["以每股40美元认购", "发行价格为29.40元/股", "每股注销价2.35元", "收购价每股7,130日圆", "每张100元"])
def test_a_price_for_one_piece_is_told_apart(text: str) -> None:
    assert only(text).measure is PRICE


def test_a_symbolic_price_of_one_yuan_is_a_sum() -> None:
    assert only("转让价为1元").measure is MONEY


@pytest.mark.parametrize(
    "text",
    [
        "三一重工发布公告",
        "三六零发布公告",
        "六福发布公告",
        "采购H100和GPT-4",
        "2025年第三季度",
        "百度发布公告",
        "（600028）",
        "第三家",
        "十月二十九日",
    ],
)
def test_digits_that_are_no_quantity(text: str) -> None:
    assert not read(text)._.quantities


class TestCurrency:
    def test_a_bare_sum_takes_the_currency_of_its_sentence(self) -> None:
        assert [q.unit for q in read("追加40亿，总额224亿美元。")._.quantities] == ["USD", "USD"]

    def test_else_that_of_the_sum_before(self) -> None:
        assert [q.unit for q in read("投资3亿欧元。后来又投资了2亿。")._.quantities] == ["EUR", "EUR"]

    def test_else_that_of_the_text(self) -> None:
        assert [q.unit for q in read("投资3亿。")._.quantities] == ["CNY"]

    def test_yuan_in_a_text_from_taiwan(self) -> None:
        text = "台積電宣布投資臺灣新廠，董事會通過資本預算200億元，並由兆豐銀行聯貸。"
        assert [q.unit for q in read(text)._.quantities] == ["TWD"]

    def test_yuan_in_a_text_from_hong_kong(self) -> None:
        text = "港交所公告，恒生銀行宣布將以現金收購旗下業務，涉資8.7億元。"
        assert [q.unit for q in read(text)._.quantities] == ["HKD"]

    def test_a_foreign_sum_does_not_change_what_yuan_means(self) -> None:
        assert [q.unit for q in read("借入3亿美元，又借入2亿元。")._.quantities] == ["USD", "CNY"]
