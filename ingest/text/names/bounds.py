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
_COUNTED = re.compile(r"(?<=[\u4e00-\u9fff]{2})\d+(?:\.\d+)?$")
_COUNT = re.compile(r"[.,]?\d*(?:[%万亿千百余多元股月日倍]|个)")
"""A number behind a name that counts what follows (减持京东|30%的持仓)."""
_CLASS = re.compile(r"(?<=[\u4e00-\u9fff]{2})[A-H]$")
_OF_SHARES = re.compile(r"类?(?:普通)?股(?![份权东])")
"""The class of a firm's shares (哈撒韦|B类股)."""
_SHARES = frozenset(("股份", "股票", "股权"))
_TRADED = re.compile(r"(?:[增减加]持|持有|[加减清]仓|抛售|[卖售]出|出售|[买购]入|买进|认购|转让|质押)[^。;\d]{0,24}$")
_NAMED_SO = re.compile(r"\s*(?:[\d(]|的?股[份权]|控股|有限|公司|集团)")
"""Where 股份 belongs to the name: 持有红豆股份12%股权."""
_BEGUN = re.compile(
    r"资本(?:开支|支出|市场|公积|结构|运作)|投资(?:额|收益|者|人|总额|规模|协议|组合|回报)|控股(?:股东|权)|股份(?:数|总数|回购|转让)|基金(?:经理|份额)|科技(?:股|巨头)|证券(?:业|交易)"
)
"""Words of money that begin like the end of a name."""
FAR = 16
"""Characters within which a bracket opens that a name begins in."""


def mended(plain: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of a learned name, moved to the ends of Latin words, and off a bracket that closes what is not opened inside and
    a word that belongs to what stands behind (英特尔|近10%), or to an office, a loan or shares."""
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
    for behind, before in ((_BEHIND, None), (_COUNTED, _COUNT), (_CLASS, _OF_SHARES)):
        if (tail := behind.search(plain, start, end)) and (before is None or before.match(plain, end)):
            end = tail.start()
    return start, end


def opened(plain: str, start: int, end: int, begun: Mapping[int, int]) -> int:
    """Where a name begins: one that begins within a bracket goes on from the name before the bracket (广汽(HK2238)资本). `begun` says of
    each place where a name ends where that name begins."""
    closes = plain.find(")", start, end - 1)
    opens = plain.rfind("(", max(0, start - FAR), start)
    inside = 0 <= opens < closes and plain.find("(", start, closes) < 0
    return begun.get(opens, start) if inside else start


def bare(plain: str, finds: Iterable[Found], known: Iterable[Found]) -> Iterator[Found]:
    """The names found, a known firm without what it makes (英伟达|芯片) and without its shares (增持阿斯麦|股份)."""
    ends = {mark.start: mark.end for mark in known}
    for find in finds:
        end = ends.get(find.start, find.end)
        behind = plain[end : find.end].strip()
        apart = behind in GOODS or (behind in _SHARES and _are_shares(plain, find))
        yield Found(find.start, end, find.rule, find.kind) if apart else find


def _are_shares(plain: str, find: Found) -> bool:
    return bool(_TRADED.search(plain, max(0, find.start - 30), find.start)) and not _NAMED_SO.match(plain, find.end)


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
