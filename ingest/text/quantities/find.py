"""Finds figures with their units in a text in normal form. Which currency a bare 亿 has is decided later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.model import AmountKind
from ingest.text.annotations import Measure, Quantity
from ingest.text.begun import begun
from ingest.text.quantities.bounds import bound
from ingest.text.quantities.numerals import ARABIC, CHINESE, GAP, NUMBER, ROUND, SCALE, VAGUE, number
from ingest.text.quantities.units import HOME, LARGEST_PRICE, MONEY, PER_PIECE, PRICE_BEFORE, SIGN, SIGNS, UNIT, UNITS

TO = r"[ \n]?(?:[-~]{1,2}|—(?!—)|至|到)[ \n]?"
STARTS = "".join(sorted({sign[0] for sign in SIGNS}))
GOES_ON = re.escape("".join(sorted({word[0] for word in UNITS} | set("零〇一二两三四五六七八九十百千万亿兆数几点多余-~—至到 \ntbmTBMK"))))
FIGURE = re.compile(
    rf"(?=[0-9零〇一二两三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟数几好{re.escape(STARTS)}])"  # most characters end here
    rf"(?![一二两三四五六七八九](?![{GOES_ON}]))"  # and a numeral alone: 一直, 第三方
    rf"(?P<sign>{SIGN}{GAP})?"
    rf"(?:(?P<low>(?>{NUMBER}))(?:{GAP}{UNIT})?{TO}(?:{SIGN}{GAP})?)?"
    rf"(?P<number>{VAGUE}|{NUMBER}|{ROUND})(?:(?P<more>[多余])(?P<scale>{SCALE}{{1,3}})?)?"
    rf"(?P<word>{GAP}(?:trillion|billion|million|bn|mn|[TBMKm](?![A-Za-z])))?"
    rf"(?P<unit>{GAP}(?P<odd>[多余])?{UNIT})?"
)
PERCENT = begun(
    "123456789一七三两九二五八六四百",
    rf"百分之(?P<words>{ARABIC}|{CHINESE})(?:{TO}(?:百分之)?(?P<upper>{ARABIC}|{CHINESE}))?"
    r"|(?<![第不组构完达促赞现变当集])(?:(?P<lowtenth>[一二三四五六七八九两1-9])成?[至到-]?)?"
    r"(?P<tenth>[一二三四五六七八九两1-9])成(?P<half>[一二三四五六七八九半])?"
    r"(?![不立为员交本功长果都份品人年绩分熟就套语型像片形效千百万])"
    r"|(?:(?<=各占)|(?<=各持)|(?<=各持有)|(?<=各占股)|(?<=持股))一半|一半(?=的?(?:股[权份]|权益))",
)
ENGLISH = {"trillion": 1e12, "T": 1e12, "billion": 1e9, "bn": 1e9, "B": 1e9, "million": 1e6, "mn": 1e6, "M": 1e6, "m": 1e6, "K": 1e3}
LINKS = ("、", "和", "及", "与", "以及", ",")
RANGE = re.compile(r"[-~—至到]")
Counted = tuple[Measure, float | None, str | None]
"""What a figure counts, its value, and the unit."""
LATIN_BEFORE = re.compile(r"[A-Za-z]$")
WORD_BEFORE = re.compile(r"[A-Za-z]{3}$")
COUNTED_BEFORE = re.compile(r"(?:用户|月活|日活|人口|参数|销量|产量|下载量?|播放量?|点击|阅读|粉丝|会员|活跃)[^,。;、0-9]{0,6}$")
MONEY_BEFORE = re.compile(
    r"(?:融资|投资|出资|注资|增资|投入|斥资|耗资|资金|金额|总额|作价|对价|价格|估值|市值|营收|收入|利润|亏损|贷款|借款|授信|担保|负债|债务|预算|"
    r"支付|投了|花了?|砸了?|募资|募集|收购|补贴|拨款|成本|净利|营业额|赔偿|罚款|奖金|资产|资本|订单|合同|认购|套现|拿出|掏出?|砸下)[^,。;、0-9]{0,8}$"
)


def figures(plain: str) -> list[Quantity]:
    """All quantities by start. A sum whose currency is not told has unit None, or `元` for the home currency."""
    found = [*_figures(plain), *_percentages(plain)]
    found.sort(key=lambda q: (q.start, -q.end))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(_like_the_one_before(plain, kept[-1], quantity) if kept else quantity)
    return kept


def _like_the_one_before(plain: str, before: Quantity, quantity: Quantity) -> Quantity:
    """In a list the bound of the first holds for the others: 至多50亿美元和100亿美元, 分别约5亿元、3亿元."""
    if quantity.bound is not AmountKind.EXACT or before.bound is AmountKind.EXACT or before.measure is not quantity.measure:
        return quantity
    listed = plain[before.end : quantity.start].strip() in LINKS and not RANGE.search(plain[before.start : before.end])
    shared = before.bound is AmountKind.UP_TO or "分别" in plain[max(0, before.start - 16) : before.start]
    return replace(quantity, bound=before.bound) if listed and shared else quantity


def _figures(plain: str) -> Iterator[Quantity]:
    for match in FIGURE.finditer(plain):
        sign, unit = match.group("sign", "unit")
        counted = _with_unit(plain, match, (sign or "").strip(), unit or "") if sign or unit else _bare(plain, match)
        if counted and _stands_alone(plain, match, counted[0]):
            measure, value, written = counted
            yield Quantity(*match.span(), measure, value, written, _bound(plain, match))


def _with_unit(plain: str, match: re.Match[str], sign: str, unit: str) -> Counted | None:
    unit = unit.strip().lstrip("多余")
    measure = UNITS[unit] if unit else Measure.MONEY
    if measure is Measure.PERCENT:
        return measure, _value(match), "pct"
    if measure is Measure.MONEY:
        value = _value(match)
        price = _is_price(plain, match, value)
        return Measure.PRICE if price else measure, value, MONEY.get(sign) or MONEY.get(unit) or unit
    if _is_counting_word(plain, match) or (unit == "度" and not re.search("[万亿]", match["number"])):
        return None
    return measure, _value(match), unit


def _bare(plain: str, match: re.Match[str]) -> Counted | None:
    """A figure without unit is a sum if it has a large scale, or stands behind a word for money."""
    digits, scale = match.group("number", "scale")
    text = digits + scale if scale else digits
    if "亿" in text or "兆" in text:
        measure = Measure.COUNT if COUNTED_BEFORE.search(_before(plain, match)) else Measure.MONEY
    elif "万" in text and MONEY_BEFORE.search(_before(plain, match)):
        measure = Measure.MONEY
    else:
        return None
    return measure, _value(match), None


def _before(plain: str, match: re.Match[str]) -> str:
    return plain[max(0, match.start() - 14) : match.start()]


def _value(match: re.Match[str]) -> float | None:
    digits, scale, word = match.group("number", "scale", "word")
    value = number(digits + scale if scale else digits)
    return value * ENGLISH[word.strip()] if value is not None and word else value


def _is_counting_word(plain: str, match: re.Match[str]) -> bool:
    """一家 is an article, 第三家 an ordinal, 每10股 a rate."""
    return match["number"] == "一" or plain[match.start() - 1 : match.start()] in ("第", "每", "某", "这", "那", "任")


def _is_price(plain: str, match: re.Match[str], value: float | None) -> bool:
    if PER_PIECE.match(plain[match.end() : match.end() + 8]):
        return True
    small = value is not None and 1 < value < LARGEST_PRICE and not re.search("[万亿兆]", match["number"])
    return small and bool(PRICE_BEFORE.search(plain[max(0, match.start() - 26) : match.start()]))


def _stands_alone(plain: str, match: re.Match[str], measure: Measure) -> bool:
    """Digits that go on a Latin word (H100, Q3) are a name; OpenAI30亿美元 is not."""
    before = plain[max(0, match.start() - 3) : match.start()]
    if not before[-1:].isascii() or not LATIN_BEFORE.search(before):
        return True
    return bool(WORD_BEFORE.search(before)) and measure is not Measure.COUNT


def _bound(plain: str, match: re.Match[str]) -> AmountKind:
    low, digits, more, odd = match.group("low", "number", "more", "odd")
    if low:
        return AmountKind.UP_TO
    if digits[0] in "万亿兆":  # 近亿元, 过亿
        return AmountKind.ABOUT if plain[match.start("number") - 1] == "近" else AmountKind.AT_LEAST
    return AmountKind.AT_LEAST if more or odd else bound(plain, *match.span())


def _percentages(plain: str) -> Iterator[Quantity]:
    for match in PERCENT.finditer(plain):
        if match["words"]:
            value = number(match["upper"] or match["words"])
        elif not match["tenth"]:
            value = 50.0
        else:
            half = match["half"]
            value = (number(match["tenth"]) or 0) * 10 + (5 if half == "半" else (number(half) or 0) if half else 0)
        ranged = match["upper"] or match["lowtenth"]
        kind = AmountKind.UP_TO if ranged else bound(plain, match.start(), match.end())
        yield Quantity(match.start(), match.end(), Measure.PERCENT, value, "pct", kind)


__all__ = ["HOME", "figures"]
