"""What a deal is about, as text: the goods bought, the paper granted, the thing pledged."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from graph.model import Terms
from ingest.text.annotations import Mention, Quantity
from ingest.text.deals.candidates import Candidate
from ingest.text.deals.sheet import NAME, mask

FIGURE = "\ue002"
"""Stands for every character of a figure."""
BARE = rf"[{NAME}{FIGURE}]"
WORD = r"[\u4e00-\u9fffA-Za-z0-9+\-./ ]"
SKIPPED = (
    rf"(?:{BARE}|来(?!自)|[了过的给自于到着\s“”\"《约近超逾共其首批新]|将近|多达|高达|至少|至多|最多|最高|不少于|不低于|不超过|超过|总计|合计|价值|每[年月周天]|部分|全部"
    r"|所需的?|自研的?|生产的?|旗下的?|提供的?|一[批套份台条]|若干|更多|大量|这些|公司的|未来.年的?)*+"
)
STOP = (
    rf"(?=$|[,;:()!?、”》\"。]|{BARE}|用于|用来|用以|作为|以(?!太)|并|的?(?:订单|合同|大单|协议)|等(?!离)|之?后|和|与|及|给|时|为期|期限"
    r"|则|也|都|将|已|由|向|是|构成|占|来|供|超过?|不少于|则)"
)
AFTER = re.compile(rf"{SKIPPED}(?P<thing>{WORD}{{1,14}}?){STOP}")
"""Behind a verb of buying or supplying: 采购3000亿美元的算力."""
BEFORE = re.compile(
    rf"(?:^|{BARE}|[的了过得下到获向份个笔项张一])(?P<thing>[\u4e00-\u9fffA-Za-z0-9+\-]{{1,10}}?)的?(?:采购|供应|销售|供货|订购)*(?:订单|合同|大单|协议)?$"
)
"""Before a noun cue: 签下5亿元电池订单."""
OWN = re.compile(
    rf"{NAME}的(?P<thing>{WORD}{{1,10}}?)(?:大半|全部?|都|均|主要|仍|则|也|多|一直|独家)*(?:由|向|从|被|交给|外包给|包给|买自|来自|采用)+{NAME}"
)
"""A的电池由B供货."""
TAKEN = re.compile(
    r"(?:把|将)(?P<thing>[^,;]{1,24}?)(?:独家|整体|批量|长期|全部|都|分别)*(?:出租|转租|租|转卖|卖|供|授权|许可|交|外包|包|售|出售)"
)
NOUN_CUE = re.compile(r"(?:单|合同|协议|合约|长约|租约|标段|采购额|定点)$")
NO_GOODS = re.compile(
    r"签|达成|宣布|合作|表示|计划|完成|公司|集团|获得|支付|采购|购买|供应(?!链)|交付|服务商|客户|双方|前者|后者|合同|订单|协议|什么|之前|今年|去年|明年|季度"
    r"|^(?:长期|战略|框架|独家|批量|年度|正式|首次|依旧|大半|.)$|[下了]$|总额|金额|股票|股份|给|卖|租|来自|提供|供货|解除|开始|备忘录|谈判|利好|部署|传出|改用"
    r"|客户|客戶|承运|去年|上[周月]|的说法|一空|不少于|年期|期$|代号|^系列$"
)
PAPER = re.compile(
    r"认股权证|认购权证|新股预约权|认股权|认购权|购股权|认股证|限制性股票|股票期权|期权|权证|可转换优先股|优先股|[A-Z]类普通股|普通股|代价股份|库存股|新股|股票|股份"
)
PLEDGED = (
    re.compile(r"(?:抵押物|质押物|质押标的|抵押品|押品|质物)(?:则?[为是系]|包括|:)(?P<thing>[^,;]{1,20})"),
    re.compile(
        r"(?:以|将|把|用|拿)(?P<thing>[^,;:()以将把用拿]{1,30}?)(?:全部|一并|悉数|再次|也|都|分别)*"
        r"(?:作为?|进行|办理|向|为(?:此|该|上述|其)|质押|抵押|出质|设质|押|提供)"
    ),
    re.compile(r"(?:质押|抵押|出质|押记)了?(?!给|予|于|在)(?P<thing>[^,;:()]{1,24}?)(?=$|[,;:()]|给|予|作为|用于|向|为)"),
)
OWNER = re.compile(rf"^(?:{FIGURE}|[\s其约共的]|所持有?|持有|名下|手中|手里|旗下|自己|公司|合计|价值|全部|一[处批])+")
NO_PLEDGE = re.compile(r"担保|贷款|借款|授信|股东|公告|合同|抵押权人|质权人|登记|手续")
SHARES = re.compile(rf"股|权益|份额|{FIGURE}|^$")


class Subjects:
    """Finds what a candidate is about in its clause. Holds one document, its figures and names masked."""

    def __init__(self, plain: str, text: str, mentions: Sequence[Mention], quantities: Sequence[Quantity]) -> None:
        self._plain, self._text = plain, text
        self._mentions, self._quantities = mentions, quantities

    @cached_property
    def _named(self) -> str:
        return mask(self._plain, ((m.start, m.end) for m in self._mentions), NAME)

    @cached_property
    def _masked(self) -> str:
        figures = ((q.start, q.end) for q in self._quantities if NAME not in self._named[q.start : q.end])
        return mask(self._named, figures, FIGURE)

    def complete(self, candidate: Candidate, terms: Terms) -> Terms:
        """`terms` with a subject where the clause names one."""
        if candidate.party_subject is not None:
            return terms
        match candidate.type:
            case "PURCHASES_FROM":
                found = self._goods(candidate)
            case "GRANTS_EQUITY_TO":
                found = self._paper(candidate)
            case "PLEDGES_TO":
                found = next(self._pledged(candidate), None)
            case _:
                return terms
        return replace(terms, subject=found)

    def _goods(self, candidate: Candidate) -> str | None:
        start, end = candidate.clause
        after = AFTER.match(self._masked, candidate.position_end, end)
        noun = NOUN_CUE.search(self._masked, candidate.position, candidate.position_end)
        before = BEFORE.search(self._masked[start : candidate.position]) if noun else None
        shifted = [(start + before.start("thing"), start + before.end("thing"))] if before else []
        handed = [m.span("thing") for p in (OWN, TAKEN) for m in p.finditer(self._masked, start, end)]
        spans = [*handed, *([after.span("thing")] if after else []), *shifted]
        things = (self._noun(s, e) for s, e in spans)
        return next((t for t in things if t and not NO_GOODS.search(t)), None)

    def _noun(self, start: int, end: int) -> str:
        """What the words before 的 describe, without figures and names."""
        text = self._masked[start:end].rstrip().removesuffix("的")
        start += max(text.rfind(mark) + 1 for mark in ("的", NAME, FIGURE))
        return self._text[start:end].strip().removesuffix("的").removeprefix("系列")

    def _paper(self, candidate: Candidate) -> str | None:
        found = PAPER.search(self._named, *candidate.clause)
        return self._text[found.start() : found.end()] if found else None

    def _pledged(self, candidate: Candidate) -> Iterator[str]:
        """A company where its shares are pledged, else the thing by its last words."""
        for stretch in (candidate.clause, candidate.window):
            for pattern in PLEDGED:
                for match in pattern.finditer(self._masked, *stretch):
                    start, end = match.span("thing")
                    if not NO_PLEDGE.search(self._masked, start, end) and (thing := self._thing(start, end, candidate.target)):
                        yield thing.removesuffix("设定").removesuffix("設定")

    def _thing(self, start: int, end: int, pledgee: int) -> str:
        if owned := OWNER.match(self._masked[start:end]):
            start += owned.end()
        low, high = (bisect_left(self._mentions, place, key=lambda m: m.start) for place in (start, end))
        names = [m for m in self._mentions[low:high] if m.end <= end]
        if any(m.party == pledgee for m in names):
            return ""
        if names and SHARES.search(self._masked[names[-1].end : end]):
            return self._text[names[-1].start : names[-1].end]
        return self._noun(max((m.end for m in names), default=start), end)
