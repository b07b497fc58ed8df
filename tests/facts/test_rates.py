"""Reference rates: right within a percent, complete, and refused when the file is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadTable
from graph.facts.rates import RATES, load_rates, reference_rates, usd
from graph.model import CURRENCIES


def test_every_currency_has_every_year() -> None:
    rates = reference_rates()
    assert set(rates.per_dollar) == set(CURRENCIES)
    assert {tuple(sorted(years)) for years in rates.per_dollar.values()} == {tuple(range(2015, 2027))}
    assert rates.provisional == (2026,)
    assert "European Central Bank" in rates.source


@pytest.mark.parametrize(
    ("currency", "year", "rate"),
    [("CNY", 2019, 6.91), ("JPY", 2022, 131.5), ("EUR", 2022, 0.95), ("HKD", 2020, 7.757), ("TWD", 2024, 32.1), ("KRW", 2018, 1100.0)],
)
def test_known_averages(currency: str, year: int, rate: float) -> None:
    assert reference_rates().rate(currency, year) == pytest.approx(rate, rel=0.01)


def test_the_year_of_the_date_decides() -> None:
    assert usd(6.9114e9, "CNY", "2019-03") == 1e9
    assert usd(5.0, "USD", "2019") == 5.0
    assert usd(1e9, "EUR", "1999") == usd(1e9, "EUR", "2015")
    assert usd(1e9, "EUR") == usd(1e9, "EUR", "2026-11-27") == usd(1e9, "EUR", "2031")


def test_an_unknown_sum_or_currency_has_no_dollars() -> None:
    assert usd(1e9, "XAU", "2025") is None
    assert usd(1e9, None) is None
    assert usd(None, "CNY") is None


BROKEN = [
    ('source = "', 'source = " ', "source"),
    ("[AED]", "[XAU]", "AED"),
    ("[AED]", "[AED2]", "AED"),
    ("2015 = 6.2854", "15 = 6.2854", "CNY.15"),
    ("2015 = 6.2854", '2015 = "6"', "CNY.2015"),
    ("2015 = 6.2854", "2015 = 0", "CNY.2015"),
    ("2015 = 6.2854\n", "", "CNY.2015"),
    ("provisional = [2026]", "provisional = [2030]", "provisional"),
    ("[CNY]", "[CNY", "cannot be read"),
]


@pytest.mark.parametrize(("old", "new", "where"), BROKEN)
def test_a_broken_file_is_refused_with_its_key(old: str, new: str, where: str, tmp_path: Path) -> None:
    text = RATES.read_text("utf-8")
    if where == "source":
        text = text.replace(text[text.index('source = """') : text.index('"""', text.index('"""') + 3) + 3], 'source = " "')
    assert old in text or where == "source"
    path = tmp_path / "rates.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BadTable, match=where.replace(".", r"\.")):
        load_rates(path)
