"""The last state that the text tells of a deal."""

from __future__ import annotations

import re

from graph.model import Status

DENIED = re.compile(r"否认|不属实|辟谣|澄清|子虚乌有|纯属|杜撰|谣言|不实|从没|从未|没有的事|并无此事")
TERMINATED = re.compile(r"终止|取消|告吹|解除|撤回|撤销|叫停|作罢|搁浅|无果|未能达成|失效|中止|不再|中断|抽回|放弃|退出|谈崩|注销")
RUMORED = re.compile(
    r"据传|知情人士|消息人士|据悉|传闻|传言|风传|市场传|消息称|有消息|传出|爆料|曝|据说|业界流传|内部人士透露|传(?=[^统媒输承奇播感达真])"
)
PLANNED = re.compile(
    r"拟(?!合)|计划(?![\"”])|有意|洽谈|意向书|筹划|打算|考虑|商谈|磋商|申请|欲|寻求|谋求|有望|正就|备忘录|预计|待|即将|准备"
)
WILL = re.compile(r"(?<!即)将(?!其|所持|持有|旗下|手中|于|军)|要(?=[收买投])|(?<![社国议年董])会(?=[向给投收])")
SAID = re.compile(r"宣布|签署|达成|披露|公告|承诺|同意|签下|签约|签订")
COMPLETED = re.compile(
    r"完成(?!后)|交割|落地|过户|到账|付清|已收到|收官|已经?发放|办结|办完|全部到位|完成后|发放了?|收到(?=.{0,30}(?:补助|补贴|资金|贷款|款))|偿还|缴足|实缴"
)


def status_of(type_: str, sentence: str, clause: str) -> Status:
    """The state of a deal told in `clause` of `sentence`."""
    if DENIED.search(sentence):
        return Status.DENIED
    if TERMINATED.search(clause):
        return Status.TERMINATED
    if RUMORED.search(sentence):
        return Status.RUMORED
    if type_ == "HOLDS_STAKE_IN":
        return Status.ANNOUNCED
    if PLANNED.search(clause) or (WILL.search(clause) and not SAID.search(sentence)):
        return Status.PLANNED
    if COMPLETED.search(clause) and not re.search(r"完成后|尚待|预计", clause):
        return Status.COMPLETED
    return Status.ANNOUNCED
