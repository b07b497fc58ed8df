from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.dates import head_date
from ingest.text.normal import normalize
from tests.text.reading import read


def dates(text: str, published: str | None = "2026-11-27") -> list[str]:
    return [date.iso for date in read(text, published)._.dates]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("10月29日", "2026-10-29"),
        ("12月3日", "2025-12-03"),
        ("11月27日", "2026-11-27"),
        ("二〇二五年十月二十九日", "2025-10-29"),
        ("民國114年10月29日", "2025-10-29"),
        ("114年10月29日", "2025-10-29"),
        ("114/12/17", "2025-12-17"),
        ("2025年Q3", "2025Q3"),
        ("2026年一季度", "2026Q1"),
        ("第三季度", "2026Q3"),
        ("第四季度", "2025Q4"),
        ("上半年", "2026H1"),
        ("2025年下半年", "2025H2"),
        ("2025年10月", "2025-10"),
        ("2025 年 10 月 29 日", "2025-10-29"),
        ("2025-10-29", "2025-10-29"),
        ("2025/10/9", "2025-10-09"),
        ("2025年", "2025"),
        ("今年", "2026"),
        ("去年8月", "2025-08"),
        ("前年", "2024"),
        ("今日", "2026-11-27"),
        ("昨日", "2026-11-26"),
        ("昨（26）日", "2026-11-26"),
        ("昨晚", "2026-11-26"),
        ("前天", "2026-11-25"),
        ("周二", "2026-11-24"),
        ("週五", "2026-11-27"),
        ("上周三", "2026-11-18"),
        ("星期日", "2026-11-22"),
        ("本月", "2026-11"),
        ("本月17日", "2026-11-17"),
        ("上月底", "2026-10"),
        ("上周", "2026-11"),
        ("三个月前", "2026-08"),
        ("五天前", "2026-11-22"),
        ("两年前", "2024"),
        ("2023年底", "2023"),
        ("年初", "2026"),
        ("21日", "2026-11-21"),
        ("28日", "2026-10-28"),
    ],
)
def test_one_date(text: str, iso: str) -> None:
    assert dates(f"{text}，公司宣布") == [iso]


@pytest.mark.parametrize("text", ["12个月", "五年", "90日内", "期限10年", "60年代", "0755-83333333", "比例1:0.5525", "2月30日", "13月5日"])
def test_a_stretch_of_time_or_a_day_that_does_not_exist_is_no_date(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年5月签下，7月追加。", ["2024-05", "2024-07"]),
        ("2024年11月签下，3月追加。", ["2024-11", "2026-03"]),
        ("2024年11月签下。9月追加。", ["2024-11", "2026-09"]),
        ("2024年5月20日签约，同日到账，次日公告。", ["2024-05-20", "2024-05-20", "2024-05-21"]),
        ("9月25日加码。五天之后，轮到Meta。", ["2026-09-25", "2026-09-30"]),
        ("2020年成立，次年融资。", ["2020", "2021"]),
        ("余款将于12月付清。", ["2026-12"]),
        ("2月10日、2月21日和7月3日，先后三次。", ["2026-02-10", "2026-02-21", "2026-07-03"]),
    ],
)
def test_dates_lean_on_those_before(text: str, expected: list[str]) -> None:
    assert dates(text) == expected


def test_without_a_day_of_publication_only_full_dates_are_told() -> None:
    assert dates("昨日公告，去年8月签约，10月29日交割，2025年3月付款。", None) == ["2025-03"]


@given(st.text(st.sampled_from("0123456789年月日-/Q一二三十今去昨本上周季度个前后同 ")))
def test_every_date_exists(text: str) -> None:
    for date in read(text)._.dates:
        assert 1900 <= int(date.iso[:4]) <= 2200
        assert len(date.iso) in (4, 6, 7, 10)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("标题\n发布时间：2025年10月29日 08:30\n正文。", "2025-10-29"),
        ("发布于2025-10-29\n正文。", "2025-10-29"),
        ("台灣大完成聯貸\nMoneyDJ新聞 2023-11-17 15:51:14 記者 報導\n正文。", "2023-11-17"),
        ("并购公告汇编（2025年12月20日）\n正文。", "2025-12-20"),
        ("2026年2月6日\n正文。", "2026-02-06"),
        ("关于质押的公告\n正文。\n特此公告。\n某某公司董事会\n二〇二六年五月八日", None),
        ("关于质押的公告\n正文。\n某某公司董事会\n2026年4月9日", "2026-04-09"),
        ("甲公司2025年3月1日收购了乙公司。", None),
        ("标题\n没有日期。", None),
    ],
)
def test_the_texts_own_day_of_publication(text: str, iso: str | None) -> None:
    assert head_date(normalize(text)) == iso


def test_relative_dates_count_from_the_texts_own_day() -> None:
    assert dates("发布时间：2025-10-29\n昨日，公司宣布融资。", None) == ["2025-10-29", "2025-10-28"]
