from __future__ import annotations

import pytest

from graph.model import Metric
from ingest.text.metrics.component import distinct, year_before
from ingest.text.metrics.ratings import ratings
from tests.text.reading import read

KNOWN = {"小米", "英伟达", "万科", "甲骨文", "OpenAI", "微软", "亚马逊", "美团"}


def told(text: str, published: str = "2025-11-20") -> list[tuple[object, ...]]:
    doc = read(text, published)
    names = [set(party.aliases) for party in doc._.parties]
    return [(min(names[int(m.entity)] & KNOWN), m.name, m.value, m.unit, m.period, m.change_pct) for m in doc._.metrics]


def test_results_of_a_company_with_changes_and_periods() -> None:
    text = "小米公告，第三季度营收为775.6亿元，同比增长9.51%；净利润为53.4亿元，同比下降12.69%。前三季度营收为2340.54亿元。"
    assert told(text) == [
        ("小米", "revenue", 77_560_000_000, "CNY", "2025Q3", 9.51),
        ("小米", "net_income", 5_340_000_000, "CNY", "2025Q3", -12.69),
        ("小米", "revenue", 234_054_000_000, "CNY", "2025Q1/2025Q3", None),
    ]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("英伟达市值首次突破5万亿美元。", ("英伟达", "market_cap", 5e12, "USD", None, None)),
        ("英伟达的自由现金流为220亿美元。", ("英伟达", "free_cash_flow", 2.2e10, "USD", None, None)),
        ("小米上半年净亏损1.1亿元。", ("小米", "net_loss", 1.1e8, "CNY", "2025H1", None)),
        ("截至6月末，万科有息负债3642.6亿元。", ("万科", "debt", 3.6426e11, "CNY", "2025-06", None)),
        ("截至9月30日，甲骨文未履行合同余额升至556亿美元。", ("甲骨文", "order_backlog", 5.56e10, "USD", "2025-09-30", None)),
        ("OpenAI的ARR已经突破10亿美金。", ("OpenAI", "revenue", 1e9, "USD", None, None)),
        ("OpenAI按5000亿美元的估值出售老股。", ("OpenAI", "valuation", 5e11, "USD", None, None)),
        ("微软资本开支由300亿美元增至400亿美元。", ("微软", "capex", 4e10, "USD", None, None)),
        ("小米目标价由42元上调至58元。", ("小米", "other", 58, "CNY", None, None)),
        ("小米目标价由42上调至58元。", ("小米", "other", 58, "CNY", None, None)),
        ("微软净利润同比增长38%。", ("微软", "net_income", None, "pct", None, 38)),
    ],
)
def test_one_figure(text: str, metric: tuple[object, ...]) -> None:
    assert metric in told(text)


def test_a_range_is_told_as_text() -> None:
    (metric,) = read("小米预计2025年净亏损1.2亿元至1.6亿元。")._.metrics
    assert (metric.value, metric.text, metric.unit) == (None, "1.2亿元至1.6亿元", "CNY")


def test_the_same_time_a_year_ago_is_a_figure_of_its_own() -> None:
    found = told("亚马逊第三季度净销售额为1801.69亿美元，与去年同期的1588.77亿美元相比增长13%。")
    assert ("亚马逊", "revenue", 180_169_000_000, "USD", "2025Q3", 13) in found
    assert ("亚马逊", "revenue", 158_877_000_000, "USD", "2024Q3", None) in found


def test_moves_of_share_prices_in_a_list() -> None:
    found = told("周二，微软跌2.7%，英伟达（NASDAQ：NVDA）重挫逾16%，小米、美团分别涨3%和4%，甲骨文和亚马逊均涨1%。")
    assert [(name, change) for name, _, _, _, _, change in found] == [
        ("微软", -2.7),
        ("英伟达", -16),
        ("小米", 3),
        ("美团", 4),
        ("甲骨文", 1),
        ("亚马逊", 1),
    ]


def test_a_level_of_the_share_price_carries_its_change() -> None:
    assert ("微软", "share_price", 512.5, "USD", "2025-11-20", -2.7) in told("微软股价跌2.7%，收报512.5美元。")


@pytest.mark.parametrize(
    "text",
    [
        "据路透社报道，净利润5亿元。",
        "行业收入达到5亿元。",
        "恒生指数升0.65%。",
        "将其收入囊中，花了5亿元。",
        "英伟达以每股40美元认购2.5亿美元新股。",
    ],
)
def test_what_is_no_figure_of_a_party(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "grade"),
    [("外币发行人评级由B-下调至CCC+", "CCC+"), ("获A+评级", "A+"), ("主体信用等级为AAA", "AAA"), ("评级维持“BBB”", "BBB")],
)
def test_ratings(text: str, grade: str) -> None:
    assert [found for _, _, found in ratings(text, 0, len(text))] == [grade]


def test_who_rates_is_not_rated() -> None:
    (metric,) = read("惠誉今年已把万科的长期外币发行人评级由B-下调至CCC+。", "2025-09-18")._.metrics
    assert (metric.name, metric.text) == ("rating", "CCC+")


def test_a_repetition_fills_in_and_a_bare_change_gives_way() -> None:
    heading = Metric("0", "net_income", None, None, "pct", None, 38.0)
    first = Metric("0", "net_income", 5.0, None, "USD", None, None)
    second = Metric("0", "net_income", 5.0, None, "USD", "2025Q3", 38.0)
    (kept,) = distinct([heading, first, second])
    assert (kept.value, kept.period, kept.change_pct) == (5.0, "2025Q3", 38.0)


def test_year_before() -> None:
    assert year_before("2025Q1/2025Q3") == "2024Q1/2024Q3"
    assert year_before(None) is None
