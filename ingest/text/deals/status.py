"""The last state that the text tells of a deal."""

from __future__ import annotations

import re

from graph.model import Status
from ingest.text.deals.candidates import Candidate

DENIED = re.compile(r"否认|不属实|辟谣|澄清|子虚乌有|纯属|杜撰|谣言|不实|从没|从未|没有的事|没有这回事|并无此事|假的")
EARLIER_RUMOUR = re.compile(r"(?:传闻|传言|报道|说法|消息)[^,;。]{0,6}(?:不属实|不实|子虚乌有|纯属[^,;。]{0,4}|是假的)[,;]")
"""A rumour told before that is denied; what the sentence then tells is not the rumour."""
TERMINATED = re.compile(
    r"终止|取消|告吹|解除|撤回|撤销|叫停|作罢|搁浅|无果|未能达成|失效|中止|中断|抽回|退出|谈崩|注销|撤案|流产|黄了|无疾而终|没有下文"
    r"|未续|没有续|退租|解约|落空|拒绝|谢绝|放弃"
)
RUMORED = re.compile(
    r"据传(?!总额|金额|价)|知情人士|消息人士|据悉|传闻|传言|风传|盛传|网传(?!的)|坊间|市场传|消息称|有消息|传出|爆料|曝|据说|业界流传|内部人士"
    r"|传(?<![相流宣]传)(?=[将其在已有要，,]|[\ue000])|据报道|消息指|市场消息"
)
PLANNED = re.compile(
    r"拟(?!合)|计划(?![\"”的])|有意|洽谈|意向书|筹划|打算|考虑|商谈|磋商|申请|欲(?!望)|寻求|谋求|有望|正就|备忘录|预计|待(?=批|审|股东)|即将|准备|接触|尚待"
)
WILL = re.compile(
    r"将(?<!即将)(?=向|以|与|于|在|由|对|为|从|会|投|收购|认购|出资|获|持有|采购|参与|成为|提供|支付|继续|通过|分别|共同|按|再|被|斥|供|交付|发行|领投|取得|进行|加入|为|增)"
    r"|要(?=[收买投])|会(?=[向给投收])"
)
SAID = re.compile(r"宣布|签署|达成|披露|公告|承诺|同意|签下|签约|签订|敲定|官宣")
COMPLETED = re.compile(
    r"完成(?!后|之后|前)|交割(?!后|前)|落地|过户|到账|付清|已收到|收官|已经?发放|办结|办完|办妥|全部到位|发放(?!的)|偿还(?<!用[于以来]偿还)(?<![未以]偿还)(?<![未不]能偿还)(?<!无[力法]偿还)(?<![期时数]偿还)|缴足|实缴|结清|收讫|交付完|已入账|还清|履行完毕"
)


def status_of(plain: str, candidate: Candidate) -> Status:
    """The state of the deal that its clause, its territory or the sentence before it tells."""
    clause = plain[candidate.clause[0] : candidate.clause[1]]
    if candidate.is_aside:
        return Status.ANNOUNCED
    if candidate.type == "HOLDS_STAKE_IN":
        return _of_holding(clause)
    territory = plain[candidate.territory[0] : candidate.territory[1]]
    lead = plain[candidate.window[0] : candidate.clause[1]]
    for status, pattern, text in (
        (
            Status.DENIED,
            DENIED,
            EARLIER_RUMOUR.sub("", lead[: candidate.clause[0] - candidate.window[0]]) + plain[candidate.clause[0] : candidate.window[1]],
        ),
        (Status.TERMINATED, TERMINATED, clause),
        (Status.RUMORED, RUMORED, lead),
    ):
        if pattern.search(text):
            return status
    return _of_progress(plain, candidate, clause, territory)


def _of_holding(clause: str) -> Status:
    for status, pattern in ((Status.DENIED, DENIED), (Status.TERMINATED, re.compile("不再"))):
        if pattern.search(clause):
            return status
    return Status.PLANNED if re.search(r"完成后|将(?:持有|成为|直接)", clause) else Status.ANNOUNCED


def _of_progress(plain: str, candidate: Candidate, clause: str, territory: str) -> Status:
    if PLANNED.search(clause) or (WILL.search(clause) and not SAID.search(plain[candidate.window[0] : candidate.clause[1]])):
        return Status.PLANNED
    also = plain[candidate.also[0] : candidate.also[1]] if candidate.also else ""
    told = clause if candidate.type in ("PLEDGES_TO", "GUARANTEES") else territory + also
    if COMPLETED.search(told) and not re.search(r"完成后|尚待|预计|尚需|有待", told):
        return Status.COMPLETED
    later = plain[candidate.clause[1] : candidate.territory[1]]
    return Status.TERMINATED if TERMINATED.search(later) else Status.ANNOUNCED
