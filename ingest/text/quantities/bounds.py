"""Whether a figure is exact, about, at most or at least: the words right before and behind it."""

from __future__ import annotations

import re

from graph.model import AmountKind
from ingest.text.begun import begun

REACH = 12
BEFORE = begun(
    "不至最起多高大超逾突冲过保上低少约将接差近估几封",
    r"(?:"
    r"(?P<at_least>不低于|不少于|不小于|不下于?|至少|最少|最低|起码|多于|高于|大于|超过|超逾|超出|超|逾|突破|冲破|(?<=[已均额值模量资])过|(?<=单笔)过|保底|最低(?:采购额|价|限额|额)?)"
    r"|(?P<up_to>至多|最多|上看|最大|不超过?|不多于|不高于|不大于|不足|不到|低于|少于|上限|封顶|最高(?:不超过|可达|可|达|额度?|限额|本金额?|余额|价|将)?)"
    r"|(?P<about>大约|约合|约|将近|接近|差不多|大概|(?<![最附邻靠])近|估计|几近)"
    r")(?:分别|为|达到|达|有|出|合计|合|可达|人民币|[“\"(]|[ \n])*$",
)
"""The leftmost match counts, so that 不低于 is not read as 低于."""
AFTER = re.compile(
    r"[ \n]?(?:(?P<about>左右|上下|附近)"
    r"|(?P<at_least>以上|及以上|或以上|起步|有余|开外|出头|\+)"
    r"|(?P<up_to>以内|以下|之内|封顶|(?:的?连带责任)?的?最高额))"
)


def bound(plain: str, start: int, end: int) -> AmountKind:
    """How the text limits the figure from `start` to `end`."""
    match = BEFORE.search(plain[max(0, start - REACH) : start]) or AFTER.match(plain, end)
    return AmountKind(match.lastgroup or AmountKind.EXACT) if match else AmountKind.EXACT
