"""A later clause or sentence that says that a deal told before came to nothing (两家公司同时终止这项重组)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.model import Status
from ingest.text.begun import begun
from ingest.text.deals.candidates import Candidate

AFFAIR = r"(?:重大资产)?(?P<{0}>重组|合并|收购|并购|交易|协议|合作|投资|增资|转让|借款|贷款|合同|订单|方案|计划|入股|换股)"
THIS = r"(?:这|该|此|本|上述|前述|原定的?|原)(?:[项次笔桩宗起份]|一)?"
END = r"(?:终止|取消|撤回|放弃|叫停|中止|解除|否决)"
CAME_TO_NOTHING = begun(
    "上两中前原双取叫各否撤放本此监终股董解该这重合收并交协投增转借贷订方计入换",
    rf"{END}(?:了|推进|实施|筹划|执行|进行)*(?:{THIS})(?:拟议的?|计划的?|总额[^,;。]{{0,10}}的)?{AFFAIR.format('ended')}"
    rf"|{THIS}{AFFAIR.format('told')}[^,;。]{{0,12}}?(?:终止|取消|告吹|作罢|流产|失效|搁浅|黄了|中止|泡汤|无疾而终|未能完成|未获通过)"
    rf"|(?:{AFFAIR.format('failed')})(?:计划|事宜|案)?(?:已|均|最终|终|也|双双)*(?:宣告|以)?(?:失败|告吹|流产|泡汤|无疾而终)"
    rf"|(?:双方|两家公司|各方)[^,;。]{{0,12}}?{END}(?:了)?{AFFAIR.format('both')}"
    r"|(?:股东|监管|董事会)[^,;。]{0,12}?(?:否决|投票反对|未予批准|不予批准|驳回)",
)
NOT_SO = re.compile(r"(?:不会|没有|并未|未|无意|不|如|若|可|有权|可能|能否|是否|传|传闻|否认)[^,;。]{0,3}$|如果[^,;。]*$")
REACH = 160
"""Characters between a deal and the words that end it."""
KINDS = {
    "重组": ("ACQUIRES", "BUYS_STAKE_FROM"),
    "合并": ("ACQUIRES", "GRANTS_EQUITY_TO"),
    "收购": ("ACQUIRES", "BUYS_STAKE_FROM"),
    "并购": ("ACQUIRES", "BUYS_STAKE_FROM"),
    "转让": ("BUYS_STAKE_FROM", "ACQUIRES"),
    "投资": ("INVESTS_IN",),
    "增资": ("INVESTS_IN",),
    "入股": ("INVESTS_IN",),
    "换股": ("GRANTS_EQUITY_TO", "ACQUIRES"),
    "合作": ("PARTNERS_WITH", "PARTICIPATES_IN"),
    "借款": ("LENDS_TO",),
    "贷款": ("LENDS_TO",),
    "订单": ("PURCHASES_FROM",),
    "合同": ("PURCHASES_FROM",),
}
"""What a word for the affair may mean; the other words mean any deal."""
STANDING = frozenset({"HOLDS_STAKE_IN"})


def end_terminated(plain: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those ended that the text says came to nothing; linear in candidates and endings."""
    if not candidates:
        return []
    ended: set[int] = set()
    order = sorted(range(len(candidates)), key=lambda i: candidates[i].clause[1])
    for match in CAME_TO_NOTHING.finditer(plain):
        if not NOT_SO.search(plain[max(0, match.start() - 12) : match.start()]):
            low, high = (
                bisect_left(order, place, key=lambda i: candidates[i].clause[1]) for place in (match.start() - REACH, match.start() + 1)
            )
            ended.update(_meant(plain, [(i, candidates[i]) for i in order[low:high]], match))
    return [replace(c, terms=replace(c.terms, status=Status.TERMINATED)) if i in ended else c for i, c in enumerate(candidates)]


def _meant(plain: str, near: Sequence[tuple[int, Candidate]], match: re.Match[str]) -> Iterable[int]:
    """The nearest deal that was told before, with the others of its sentence and kind."""
    word = next((w for w in match.groups() if w), None)
    kinds = KINDS.get(word or "")
    before = [(i, c) for i, c in near if c.type not in STANDING and not c.is_aside and (not kinds or c.type in kinds)]
    if not before:
        return
    _, nearest = max(before, key=lambda pair: pair[1].clause)
    between = plain[nearest.clause[1] : match.start()]
    if "\n" in between or (match["failed"] and "。" in between) or nearest.terms.status in (Status.DENIED, Status.COMPLETED):
        return
    yield from (i for i, c in before if c.clause == nearest.clause)
