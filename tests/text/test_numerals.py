from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.quantities.numerals import NUMBER, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1亿5千万", 150_000_000),
        ("2亿3", 230_000_000),
        ("1亿零五百万", 105_000_000),
        ("一亿五", 150_000_000),
        ("两万八", 28_000),
        ("3万5", 35_000),
        ("一兆", 1e12),
        ("1.2万亿", 1.2e12),
        ("三点五亿", 350_000_000),
        ("百亿", 1e10),
        ("2亿3,764万", 237_640_000),
        ("2亿3,764万4,068", 237_644_068),
        ("112,000万", 1_120_000_000),
        ("1兆2千亿", 1.2e12),
        ("三四亿", 400_000_000),
        ("一百零五", 105),
        ("1亿零五", 100_000_005),
        ("十二", 12),
        ("二〇二五", 2025),
        ("65.73亿", 6_573_000_000),
        ("壹佰万", 1_000_000),
    ],
)
def test_values(text: str, value: float) -> None:
    match = re.match(NUMBER, text)
    assert match
    assert match.group() == text
    assert number(text) == value


@pytest.mark.parametrize("text", ["数千万", "几亿", "十几亿", "好几百万"])
def test_a_vague_numeral_has_no_value(text: str) -> None:
    assert number(text) is None


def test_a_number_of_too_many_digits_is_none() -> None:
    assert re.match(NUMBER, "1" * 16) is None
    assert number("9" * 15 + "万亿") is None


@given(st.integers(1, 99), st.sampled_from(["十", "百", "千", "万", "亿", "万亿", "兆"]))
def test_scales_multiply(count: int, scale: str) -> None:
    weights = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12, "兆": 10**12}
    assert number(f"{count}{scale}") == count * weights[scale]


@given(st.text(st.sampled_from("0123456789,.零一二三十百千万亿兆点数几 \n")))
def test_any_numeral_gives_a_finite_value_or_none(text: str) -> None:
    for match in re.finditer(NUMBER, text):
        value = number(match.group())
        assert value is None or 0 <= value < 1e16
