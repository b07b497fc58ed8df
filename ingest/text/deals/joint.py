"""What parties do together: ventures, programmes, cooperation."""

from __future__ import annotations

import re

from ingest.text.deals.ends import Ends, Reader

A_ROUND = re.compile(r"^(?:的)?.{0,8}(?:轮|融资|投资|定增|增资|认购|募资|配售|基石)")
OF_DEBT = re.compile(r"^的?(?:[^,的]{0,6}(?:债务|债权|过桥))(?:融资|部分|贷款)")
LEADING = ("牵头", "组建", "参与", "参加")
SYNDICATE = re.compile(r"银团|贷款|授信|财团|要约|联贷")
NO_VENTURE = re.compile(r"^[^,]{0,24}?(?:要约|收购|诉讼|挑战|攻击|反击|人$|的?S-?P-?A-?C|IPO)")
"""What is launched and no alliance (发起要约)."""
STAFF = re.compile(r"创始人|创办人|CEO|首席|团队|高管|员工|董事|总裁|经理|工程师|科学家|教授|研究员|负责人")
"""Whose people join, not the firm (A的创始人加入B)."""
TOGETHER = ("共建", "共同建设", "联合开发", "共同研发")
FOUNDING = ("成立", "设立", "组建")


def join(r: Reader) -> list[Ends]:
    """agents -> venture: A参与B, A与B共同成立C; 参与B的C轮 is an investment."""
    a = r.arguments
    if r.cue.word == "发起" and NO_VENTURE.match(r.right):
        return []
    if a.subject and STAFF.search(r.before_cue(a.subject)):
        return []
    if r.cue.word in LEADING and SYNDICATE.search(r.clause.context):
        return []
    found = a.object or a.to or a.head
    target = r.of(found)
    if found and r.cue.word.startswith("参与") and OF_DEBT.match(r.after(found)):
        return [r.ends("LENDS_TO", r.subject(), target, "join-debt")]
    type_ = "INVESTS_IN" if found and r.cue.word.startswith("参与") and A_ROUND.match(r.after(found)) else "PARTICIPATES_IN"
    if a.agent:
        return [r.ends(type_, r.of(a.agent), target or r.subject(), "join-by")]
    agents = tuple(dict.fromkeys((*r.subject(), *r.of(a.partner))))
    if not target and len(agents) > 1 and r.cue.word in TOGETHER:
        return [r.ends("PARTNERS_WITH", agents[:1], agents[1:], "join-pair")]
    if r.cue.word in FOUNDING and len(agents) < 2:
        return [r.ends(type_, (), target, "found")]
    return [r.ends(type_, agents, target, "join")]


def pair(r: Reader) -> list[Ends]:
    """A与B合作, A联手B: the first with each of the others."""
    a = r.arguments
    own = a.subject
    if own and len(own.parties) > 1 and not a.partner and not a.object:
        return [r.ends("PARTNERS_WITH", own.parties[:1], own.parties[1:], "pair-list")]
    return [r.ends("PARTNERS_WITH", r.subject(), r.of(a.partner), "pair")]
