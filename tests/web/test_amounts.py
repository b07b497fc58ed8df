"""Sums and dates as people write them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import CURRENCIES, AmountKind
from web import amounts
from web.language import LANGUAGES, Language


@pytest.mark.parametrize(
    ("value", "currency", "zh", "en"),
    [
        (1e11, "USD", "1,000亿美元", "$100bn"),
        (1.5e12, "JPY", "1.5万亿日元", "JPY 1.5tn"),
        (2.3764e8, "CNY", "2.3764亿元", "CNY 237.64m"),
        (28000, "HKD", "2.8万港元", "HK$28,000"),
        (6.5e9, "EUR", "65亿欧元", "€6.5bn"),
        (0.01, "USD", "0.01美元", "$0.01"),
        (40, "USD", "40美元", "$40"),
        (0, "USD", "0美元", "$0"),
        (-1.1e8, "USD", "-1.1亿美元", "$-110m"),
        (1e8, None, "1亿（货币不明）", "100m (currency unknown)"),
    ],
)
def test_money(value: float, currency: str | None, zh: str, en: str) -> None:
    assert (amounts.money(value, currency, "zh"), amounts.money(value, currency, "en")) == (zh, en)


@pytest.mark.parametrize("currency", CURRENCIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_currency_has_a_name(currency: str, language: Language) -> None:
    assert re.search(r"\d", amounts.money(5e8, currency, language))


def test_the_dollars_stand_beside_another_currency() -> None:
    terms = {"amount": 3.5e9, "currency": "CNY", "amount_kind": "about"}
    assert amounts.stated(terms, 4.87e8, "zh") == "约35亿元（≈4.87亿美元）"
    assert amounts.stated(terms, 4.87e8, "en") == "about CNY 3.5bn (≈ $487m)"
    assert amounts.stated(terms, None, "zh") == "约35亿元"
    assert amounts.stated({"amount": 1e11, "currency": "USD", "amount_kind": None}, 1e11, "zh") == "1,000亿美元"
    assert amounts.stated({"amount": None}, None, "zh") == ""


@pytest.mark.parametrize("kind", AmountKind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_sum_can_be_told(kind: AmountKind, language: Language) -> None:
    assert amounts.money(1e9, "USD", language) in amounts.stated({"amount": 1e9, "currency": "USD", "amount_kind": kind}, 1e9, language)


@pytest.mark.parametrize(
    ("terms", "text"),
    [
        ({"amount": 1e11, "currency": "USD", "stake_pct": 10}, "1,000亿美元"),
        ({"stake_pct": 9.87654, "shares": 5}, "9.8765%"),
        ({"shares": 160000000}, "1.6亿股"),
        ({"quantity": "10GW"}, "10GW"),
        ({}, ""),
    ],
)
def test_one_figure_stands_for_a_deal(terms: dict[str, object], text: str) -> None:
    assert amounts.short(terms, "zh") == text


@pytest.mark.parametrize(
    ("date", "zh", "en"),
    [
        ("2025-10-09", "2025年10月9日", "9 Oct 2025"),
        ("2025-10", "2025年10月", "Oct 2025"),
        ("2025", "2025年", "2025"),
        ("2025H1", "2025H1", "2025H1"),
        (None, "", ""),
        ("2025-13", "2025年13月", "2025"),
        ("<b>", "<b>", "<b>"),
    ],
)
def test_day(date: str | None, zh: str, en: str) -> None:
    assert (amounts.day(date, "zh"), amounts.day(date, "en")) == (zh, en)


@given(st.integers(1, 10**14), st.sampled_from(LANGUAGES))
def test_a_written_number_is_close_to_the_number(value: int, language: Language) -> None:
    steps = {"万亿": 1e12, "亿": 1e8, "万": 1e4, "tn": 1e12, "bn": 1e9, "m": 1e6, "": 1}
    figure, unit = re.fullmatch(r"([\d,.]+)(\D*)", amounts.number(value, language)).groups()  # type: ignore[union-attr]
    assert float(figure.replace(",", "")) * steps[unit] == pytest.approx(value, rel=1e-4)
