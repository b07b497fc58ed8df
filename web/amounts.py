"""Sums, shares and dates as people write them in Chinese and in English.

A sum is always shown in its own currency; where that is not the dollar, its value in dollars at the reference
rate of its year stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from web.language import Language, say

_ZH_UNITS = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"))
_EN_UNITS = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))
_EN_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "HKD": "HK$", "TWD": "NT$", "SGD": "S$", "CAD": "C$", "AUD": "A$"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def number(value: float, language: Language, digits: int = 4) -> str:
    """`1.5万亿` or `1.5tn`: in the language's own steps, at most `digits` decimals, no zeros at the end."""
    sign, size = ("-", -value) if value < 0 else ("", value)
    for step, unit in _ZH_UNITS if language == "zh" else _EN_UNITS:
        if size >= step:
            return f"{sign}{_plain(size / step, digits)}{unit}"
    return sign + _plain(size, 2)


def money(value: float, currency: str | None, language: Language, digits: int = 4) -> str:
    """`1,000亿美元` or `$100bn`."""
    figure = number(value, language, digits)
    if currency is None:
        return say(language, "amount.unknown_currency", figure=figure)
    if language == "zh":
        return figure + say(language, f"currency.{currency}")
    sign = _EN_SIGNS.get(currency)
    return f"{sign}{figure}" if sign else f"{currency} {figure}"


def dollars(value: float | None, language: Language) -> str:
    """A value in dollars to three digits; nothing for an unknown one."""
    return "" if value is None else money(_rounded(value), "USD", language, 2)


def stated(terms: Mapping[str, Any], usd: float | None, language: Language) -> str:
    """The sum of a deal as its article states it (`约35亿元`), with dollars beside it; empty without a sum."""
    if terms.get("amount") is None:
        return ""
    currency = terms.get("currency")
    text = say(language, f"amount.{terms.get('amount_kind') or 'exact'}", sum=money(terms["amount"], currency, language))
    if currency != "USD" and usd is not None:
        text += say(language, "amount.beside", sum=dollars(usd, language))
    return text


def short(terms: Mapping[str, Any], language: Language) -> str:
    """The one figure that says most of a deal, for labels: sum, else share, else quantity; empty without any."""
    if terms.get("amount") is not None:
        return money(terms["amount"], terms.get("currency"), language, 2)
    if terms.get("stake_pct") is not None:
        return percent(terms["stake_pct"])
    if terms.get("shares") is not None:
        return shares(terms["shares"], language)
    return str(terms.get("quantity") or "")


def percent(value: float) -> str:
    return f"{_plain(value, 4)}%"


def shares(value: float, language: Language) -> str:
    return say(language, "amount.shares", figure=number(value, language))


def day(date: str | None, language: Language) -> str:
    """`2025年10月29日` or `29 Oct 2025`, as exact as the date is; other texts (`2025H1`) as they are."""
    parts = _DATE.fullmatch(date or "")
    if not parts:
        return date or ""
    year, month, of_month = parts[1], parts[2], parts[3]
    if language == "zh":
        return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(of_month)}日" if of_month else "")
    if not month or not 1 <= int(month) <= 12:
        return year
    name = _MONTHS[int(month) - 1]
    return f"{int(of_month)} {name} {year}" if of_month else f"{name} {year}"


def _plain(value: float, digits: int) -> str:
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(value: float) -> float:
    """To three digits: a reference rate is no more exact than that."""
    return float(f"{value:.3g}")
