"""Goods, services and licences: who is the customer and who the supplier."""

from __future__ import annotations

import re

from ingest.text.deals.ends import Ends, Reader
from ingest.text.deals.stakes import STAKE, acquire

TYPE = "PURCHASES_FROM"
BUYING = ("购买", "购买了", "买", "买了", "购置", "购入")
GOODS = re.compile(
    r"算力|云服务|芯片|服务器|设备|电池|产品|技术|服务|零部件|材料|组件|模块|GPU|电力|原料|系统|代工|方案|数据|软件|场地|产能|容量|解决方案"
)
NEW_PAPER = re.compile(r"^[^,]{0,24}?(?:普通股|优先股|新股|增发的?股|定向增发|可转债)|^[^,的]{0,12}股票$")
"""Paper of a company, no goods of it: 以每股23美元的价格购买A普通股."""
RIGHTS = re.compile(r"授予|权利|权证|期权")
HANDED = ("交给", "交给了", "分给", "包给")
JOB = re.compile(r"订单|合同|单子|生意|代工|生产|制造|运营|设计|承建|标段|代理|组装|施工|托管")
WHOLE = re.compile(r"^(?:$|花|用|耗|代价|的?(?:交易|一案|之后))")


def take(r: Reader) -> list[Ends]:
    """agent -> origin or object: A采购B的芯片, A向B采购, B获A采用."""
    if r.cue.frame.type == "ACQUIRES":
        return acquire(r)
    a = r.arguments
    if r.cue.word in BUYING and NEW_PAPER.search(r.right) and not a.origin and not RIGHTS.search(r.clause.text):
        return [r.ends("INVESTS_IN", r.subject(), r.of(a.object, a.to), "buy-paper")]
    if r.cue.word in BUYING and (STAKE.search(r.right[:40]) or (a.object and a.object.owner == () and WHOLE.match(r.after(a.object)))):
        return acquire(r)
    if r.cue.word in HANDED and not JOB.search(r.clause.text):
        return []
    if a.agent:
        return [r.ends(TYPE, r.of(a.agent), r.of(a.origin, a.head, a.to) or r.subject(), "take-by")]
    if a.head and a.subject is None and (a.origin or a.to):
        return [r.ends(TYPE, r.of(a.head), r.of(a.origin, a.to), "take-relative")]
    supplier = r.of(a.origin, a.to, a.object, a.head, a.partner)
    return [r.ends(TYPE, r.subject(), supplier, "take")]


def supply(r: Reader) -> list[Ends]:
    """receiver -> agent: A向B供货, A供货B, B由A供货."""
    a = r.arguments
    if a.agent:
        told = r.of(a.to, a.purpose, a.head, a.subject)
        return [r.ends(TYPE, told or (() if r.clause.topic_inferred else r.subject()), r.of(a.agent), "supply-by")]
    customer = r.of(a.to, a.purpose)
    if r.cue.word in ("提供", "生产"):
        return [r.ends(TYPE, customer, r.subject(), "supply-service")] if GOODS.search(r.right) else []
    if a.head and a.subject is None and customer:
        return [r.ends(TYPE, customer, r.of(a.head), "supply-relative")]
    if r.cue.word == "部署" and not customer and a.object and GOODS.search(r.after(a.object)[:16]):
        return [r.ends(TYPE, r.subject(), r.of(a.object), "supply-deployed")]
    first, rest = r.split_subject()
    if not customer and not a.object and rest:
        return [r.ends(TYPE, rest, first, "supply-between")]
    return [r.ends(TYPE, customer or r.of(a.object), r.subject(), "supply")]


def bid(r: Reader) -> list[Ends]:
    """A中标B项目: customer -> bidder."""
    a = r.arguments
    return [r.ends(TYPE, r.of(a.object, a.origin, a.head), r.subject(), "bid")]
