"""Where a name that a model found begins and ends: at whole words, brackets and the marks between two names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ingest.text.names.marks import Found
from ingest.text.names.organisations import GOODS

_DASH = re.compile(r"(?<=[\u4e00-\u9fff])[-—–](?=[\u4e00-\u9fff])")
_BEFORE_FIGURES = frozenset("近约超逾达仅至共")
_ADVERB = re.compile(r"分(?=[一二两三四五六七八九十几\d]+(?:笔|次|期|批|步|轮|阶段|年)|批|期|别)|[便亦均遂](?=[与和向将对为由已在从以把])")
"""A character behind a name that says how or when what follows is done (宁海投资|分三笔, 南江基金|便与)."""
_BEHIND = re.compile(r"(?:(?<=[\u4e00-\u9fff]{2})(?:CEO|CFO|COO|CTO|CIO)|(?<=银行)(?:贷款|借款|授信))$")
"""A title or a loan that is no part of the name before it (度小满CEO, 浙商银行贷款)."""
_BEGUN = re.compile(
    r"资本(?:开支|支出|市场|公积|结构|运作)|投资(?:额|收益|者|人|总额|规模|协议|组合|回报)|控股(?:股东|权)|股份(?:数|总数|回购|转让)|基金(?:经理|份额)|科技(?:股|巨头)|证券(?:业|交易)"
)
"""Words of money that begin like the end of a name."""
FAR = 16
"""Characters within which a bracket opens that a name begins in."""


def mended(plain: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of a learned name, moved to the ends of Latin words, and off a bracket that closes what is not opened inside and
    a word that belongs to what stands behind (英特尔|近10%), or to an office or a loan."""
    while 0 < start < end and _in_word(plain, start):
        start -= 1
    while start < end < len(plain) and _in_word(plain, end):
        end += 1
    while end - start > 1 and plain[end - 1] == ")" and plain.count(")", start, end) > plain.count("(", start, end):
        end -= 1
    if end - start > 2 and plain[end - 1] in _BEFORE_FIGURES and plain[end : end + 1].isdigit():
        end -= 1
    if end - start > 2 and _ADVERB.match(plain, end - 1):
        end -= 1
    if behind := _BEHIND.search(plain, start, end):
        end = behind.start()
    return start, end


def opened(plain: str, start: int, end: int, begun: Mapping[int, int]) -> int:
    """Where a name begins: one that begins within a bracket goes on from the name before the bracket (广汽(HK2238)资本). `begun` says of
    each place where a name ends where that name begins."""
    closes = plain.find(")", start, end - 1)
    opens = plain.rfind("(", max(0, start - FAR), start)
    inside = 0 <= opens < closes and plain.find("(", start, closes) < 0
    return begun.get(opens, start) if inside else start


def without_goods(plain: str, finds: Iterable[Found], known: Iterable[Found]) -> Iterator[Found]:
    """What the model found, a known firm without what it makes (英伟达|芯片)."""
    ends = {mark.start: mark.end for mark in known}
    for find in finds:
        end = ends.get(find.start, find.end)
        made = end < find.end and plain[end : find.end].strip() in GOODS
        yield Found(find.start, end, find.rule, find.kind) if made else find


def between_dashes(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A name, or both of a headline that sets two side by side (江山化工-衢州国资)."""
    for dash in _DASH.finditer(plain, start, end):
        yield start, dash.start()
        start = dash.end()
    yield start, end


def _in_word(plain: str, at: int) -> bool:
    """Whether the characters on both sides of `at` are of one Latin word."""
    sides = plain[at - 1 : at + 1]
    return sides.isascii() and sides.isalpha()


def money_word(plain: str, end: int) -> int:
    """How many characters before `end` begin a word that goes on behind it: 2 in 微软资本|开支."""
    word = _BEGUN.match(plain, max(0, end - 2))
    return 2 if word else 0
