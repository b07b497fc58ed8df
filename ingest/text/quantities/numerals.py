"""Numbers as Chinese writes them: digits, characters, and both together (2亿3,764万).

The patterns are bounded in digits, so reading is linear, and a number of more than 15 digits is none.
All of it is for the normal form of the text (half width, simplified).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from math import prod
from typing import NamedTuple

DIGITS = {c: n for n, pair in enumerate(["零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"]) for c in pair}
SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
LARGEST = Decimal(10) ** 16

GAP = r"[ \n]?"
"""A blank between figure and unit, or the newline of a wrapped line."""
ARABIC = r"(?<![0-9.])(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,6})?(?![0-9])"
CHINESE = r"[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]{1,12}(?:点[零〇一二三四五六七八九]{1,6})?"
SCALE = r"(?:[十百万亿]|千(?![瓦克米赫伏])|兆(?![瓦赫丰易字比帕欧]))"
AFTER_TAIL = r"(?=[ \n]?(?:[百千万亿兆元美港欧日韩英新人股吨台颗片块多余的左,。、;)”!?]|$))"
"""What may stand behind a last digit that belongs to the sum (2亿3, 但 3亿一举拿下)."""
NUMBER = rf"(?:{ARABIC}|{CHINESE})(?:{GAP}{SCALE}{{1,3}}(?:{GAP}(?:{ARABIC}|{CHINESE}){AFTER_TAIL})?){{0,5}}"
VAGUE = r"(?<![参指函系倍基级人户点总股次])(?:[十百千]?[数几]|好几)[十百千万亿兆]{1,4}"
"""数千万, 几百亿, 十几亿: a sum that the text keeps to itself."""
ROUND = r"(?<=[近过逾超上破])(?:万亿|亿|兆(?!瓦)|万(?=[元美台颗]))"
"""A scale alone stands for one of it: 近亿元, 过万亿."""

_SIMPLE = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)([十百千万亿兆]*)")
"""Most numerals: digits and a scale."""
_TOKEN = re.compile(rf"(?P<arabic>{ARABIC})|(?P<point>点)|(?P<digit>[{''.join(DIGITS)}])|(?P<scale>[{''.join(SCALES)}])")


@lru_cache(maxsize=4096)
def number(text: str) -> float | None:
    """The value of a numeral that `NUMBER`, `ROUND` or `VAGUE` found; None where it is vague or too large.

    `2亿3` is 230,000,000 (a last digit counts in tenths of the unit before it), `1亿零五` is 100,000,005,
    `三四亿` is its upper end.
    """
    if "数" in text or "几" in text:
        return None
    if simple := _SIMPLE.fullmatch(text):
        total = prod((SCALES[c] for c in simple[2]), start=Decimal(simple[1].replace(",", "")))
        return float(total) if total < LARGEST else None
    return _composed(text)


def _composed(text: str) -> float | None:
    parts: list[_Part] = []
    zero = False
    for match in _TOKEN.finditer(_spelled(text)):
        kind, token = match.lastgroup, match.group()
        scale = parts[-1].scale if parts else 0
        if kind == "scale":
            parts = _scaled(parts, SCALES[token])
            zero = False
        elif kind == "digit" and DIGITS[token] == 0:
            zero = True
        elif kind in ("arabic", "digit"):
            value = Decimal(token.replace(",", "")) if kind == "arabic" else Decimal(DIGITS[token])
            tenths = scale >= 100 and not zero and len(token) == 1 and match.end() == len(match.string)
            parts.append(_Part(value * scale / 10 if tenths else value, 0))
    total = sum((part.value for part in parts), Decimal(0))
    return float(total) if total < LARGEST else None


class _Part(NamedTuple):
    """A piece of a numeral and the scale that it has been multiplied by, 0 for none yet."""

    value: Decimal
    scale: int


def _scaled(parts: list[_Part], scale: int) -> list[_Part]:
    """The parts with those of smaller scale multiplied: 1万2千 is 12000 before 亿."""
    larger = [part for part in parts if part.scale >= scale]
    smaller = parts[len(larger) :]
    value = sum((part.value for part in smaller), Decimal(0)) if smaller else Decimal(1)
    return [*larger, _Part(value * scale, scale)]


def _spelled(text: str) -> str:
    """Runs of Chinese digits as Arabic ones (三点五, 二〇二五); of two neighbours (三四亿) the upper one."""
    text = re.sub(r"[ \n]", "", text)
    text = re.sub(rf"([一二三四五六七八])([二两三四五六七八九])(?=[{''.join(SCALES)}成])", _upper, text)
    return re.sub(rf"[{''.join(DIGITS)}]+点[{''.join(DIGITS)}]+|[{''.join(DIGITS)}]{{2,}}", _digits, text)


def _upper(match: re.Match[str]) -> str:
    low, high = match.groups()
    return high if DIGITS[high] == DIGITS[low] + 1 else match.group()


def _digits(match: re.Match[str]) -> str:
    text = match.group()
    if text[0] in "零〇" and "点" not in text:
        return text  # 零五: the zero says that a place is empty
    return "".join("." if c == "点" else str(DIGITS[c]) for c in text)
