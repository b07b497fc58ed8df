"""Which currency a sum has that does not name one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from ingest.text.annotations import Measure, Quantity, Sentence
from ingest.text.normal import traditional
from ingest.text.quantities.units import HOME

HONG_KONG = re.compile(r"港元|港币|港交所|联交所|恒生|香港|港股|恒指|港府|涉资|纯利|派息|地产|中环|按揭")
TAIWAN = re.compile(r"新台币|台股|台湾|证交所|柜买|台北|金管会|工商时报|经济日报|法人|营收|台积电|竹科|柜台买卖|股票代号")
TRADITIONAL_SHARE = 0.05
"""Of the characters; running traditional text has more than a quarter, a simplified text with a few names less than this."""


def home_currency(text: str, plain: str) -> str:
    """The currency that 元 means in this text: CNY, or HKD or TWD in traditional characters."""
    changed = len(_traditional().findall(text))
    if changed < TRADITIONAL_SHARE * len(text):
        return "CNY"
    return "HKD" if len(HONG_KONG.findall(plain)) > len(TAIWAN.findall(plain)) else "TWD"


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(traditional()))}]")


def resolve(quantities: Sequence[Quantity], sentences: Sequence[Sentence], home: str) -> list[Quantity]:
    """Every sum with its currency: its own, else that of the nearest sum of the sentence, else of the sum before."""
    starts = [sentence.start for sentence in sentences]
    resolved: list[Quantity] = []
    last = home
    for group in _by_sentence(quantities, starts):
        known = [q for q in group if q.unit is not None and _is_sum(q)]
        for quantity in group:
            if not _is_sum(quantity):
                resolved.append(quantity)
                continue
            unit = quantity.unit
            if unit is None:
                near = min(known, key=lambda q: abs(q.start - quantity.start), default=None)
                unit = near.unit if near else last
            last = home if unit == HOME else unit or home
            resolved.append(quantity if quantity.unit == last else _in_currency(quantity, last))
    return resolved


def _in_currency(quantity: Quantity, unit: str) -> Quantity:
    return Quantity(quantity.start, quantity.end, quantity.measure, quantity.value, unit, quantity.bound)


def _is_sum(quantity: Quantity) -> bool:
    return quantity.measure in (Measure.MONEY, Measure.PRICE)


def _by_sentence(quantities: Sequence[Quantity], starts: Sequence[int]) -> list[list[Quantity]]:
    groups: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        groups.setdefault(bisect_right(starts, quantity.start), []).append(quantity)
    return list(groups.values())
