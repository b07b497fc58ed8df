"""Companies and shares of companies: taken over, sold, bought out of another hand, held."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.text.deals.cases import Case
from ingest.text.deals.ends import AGREED, Ends, Parties, Reader
from ingest.text.deals.phrases import Phrase
from ingest.text.deals.sheet import clean

STAKE = re.compile(r"股权|股份|老股|份额|股票|优先股|普通股|权益|[成%半]的?股|万股|亿股|新股|持股")
CONTROL = re.compile(
    r"控股权|控制权|100%|全部股权|全部股份|多数股权|控股股权|[5-9]\d(?:\.\d+)?%|[五六七八九]成(?!熟)|一半的?(?:股|权益)|过半|全资|全部老股|控股股东"
)
CLAIMS = re.compile(r"债权|债务|不良|贷款|频谱|机票|使用权|经营权")
"""What belongs to a company and is sold without it."""
ALLOTTED = ("划", "无偿划")
"""A transfer between public owners (无偿划转) changes hands without a takeover."""
LEASED_BACK = re.compile(r"回租|租回")
UNIT = re.compile(
    r"业务|部门|资产|工厂|厂|公司|品牌|物业|大楼|酒店|债权|债务|园区|基地|矿|油田|气田|项目|旗下|电站|股|平台|地块|牌照|不良|权益|门店|商场|股票|生产线|酒庄|份额|控制权|控股权"
)
LEFT_OVER = re.compile(r"^(?:剩余|剩下|多余|闲置|未售|没有?卖|没有?用|卖不|用不|滞销|积压)[^,]{0,12}$")
"""What of a firm's goods is taken off its hands (买下A没有卖出去的算力)."""
HELD_BY = re.compile(r"^(?:所?持有?的?|手中的?|手里的?|旗下的?|所拥有|名下的?|的)")
IN_HANDS = re.compile(r"^(?:所持|持有|手中|手里|名下)")


HELPED = re.compile(r"提供|出具|发放|给予|安排|担任|筹措|筹集|作担保")
"""What others do for a takeover (A为B收购C提供贷款)."""


def _thing_of(r: Reader, owner: Phrase | None, second: Phrase | None) -> tuple[Parties, Parties]:
    """B持有的C: seller and thing; nothing if the text does not go so."""
    if owner and second and HELD_BY.match(r.between(owner, second)):
        return r.of(owner), r.of(second)
    if owner and IN_HANDS.match(r.after(owner)):
        return r.of(owner), ()
    return (), ()


def acquire(r: Reader) -> list[Ends]:
    """A takeover; with a named seller also the sale."""
    a = r.arguments
    if a.purpose and a.object and a.purpose.end <= r.cue.start and HELPED.search(r.after(a.object)):
        return _takeover(r, r.of(a.purpose), (), r.of(a.object))
    buyer = r.of(a.agent) or r.subject()
    first, rest = r.split_subject()
    seller, thing = _thing_of(r, a.object, a.second)
    if a.object and a.object.reference and (a.to or a.origin) and thing:
        seller = r.of(a.origin, a.to)
    elif a.object and a.object.reference and rest and not seller:
        return _takeover(r, first, (), rest)
    if not seller:
        seller, thing = r.of(a.origin), r.of(a.object, a.ba, a.purpose, a.head)
        if a.to and not seller and a.object:
            seller = r.of(a.to)
        thing = thing or r.of(a.to)
    if a.agent:
        thing = r.of(a.object, a.head, a.ba) or r.subject()
    elif a.head and a.object is None and a.subject is None and a.to:
        buyer, thing = r.of(a.head), r.of(a.to)
    if not thing and not seller and rest:
        buyer, thing = first, rest
    return _takeover(r, buyer, seller, thing)


def without(parties: Parties, *others: Parties) -> Parties:
    """`parties` less those that play another role (A与B达成协议，从后者手中买下C)."""
    return tuple(p for p in parties if not any(p in o for o in others))


def _takeover(r: Reader, buyer: Parties, seller: Parties, thing: Parties) -> list[Ends]:
    buyer = without(buyer, seller, thing)
    if seller and not thing:
        goods = not UNIT.search(r.right)
        return [r.ends("PURCHASES_FROM" if goods else "BUYS_STAKE_FROM", buyer, seller, "buy-from")]
    object_ = r.arguments.object
    if (
        object_
        and r.arguments.second is None
        and r.cue.word.startswith("买")
        and (r.after(object_).startswith("的") or LEFT_OVER.search(r.after(object_)))
        and not UNIT.search(r.after(object_))
    ):
        return [r.ends("PURCHASES_FROM", buyer, thing, "buy-goods")]
    found = [r.ends("ACQUIRES", buyer, thing, "acquire")]
    if seller:
        found.append(r.ends("BUYS_STAKE_FROM", buyer, seller, "acquire-seller", thing))
    if seller and STAKE.search(r.clause.text) and not CONTROL.search(r.clause.text) and "收购" not in r.cue.word:
        del found[0]
    return found


def sale(r: Reader, buyer: Parties, seller: Parties, thing: Parties, rule: str) -> list[Ends]:
    """A sale, and a takeover where a whole unit or the control changes hands."""
    found = []
    buyer = without(buyer, seller, thing)
    seller = without(seller, thing)
    minority = (STAKE.search(r.clause.text) or "%" in r.clause.text or CLAIMS.search(r.clause.text)) and not CONTROL.search(r.clause.text)
    if seller and LEASED_BACK.search(r.clause.context):
        return [r.ends("LENDS_TO", buyer, seller, "leaseback")]
    if seller:
        found.append(replace(r.ends("BUYS_STAKE_FROM", buyer, seller, rule, thing), whole=not minority))
    if buyer and thing and not minority and not r.cue.word.startswith(ALLOTTED):
        found.append(r.ends("ACQUIRES", buyer, thing, rule + "-whole"))
    return found


def _sides(r: Reader) -> tuple[Parties, Parties, Parties]:
    """Buyer, seller and thing by their case: 将A持有的B股份转让给C; the buyer may be whom the clause before names (A与C洽谈，拟出售B)."""
    a = r.arguments
    buyer, seller, thing = r.of(a.to), r.subject(), r.of(a.ba, a.object)
    if a.ba and (holder := next((p for p in r.clause.phrases if p.case is Case.BA and p.end <= a.ba.start and not p.reference), None)):
        seller = holder.parties
    if not buyer and r.cue.word.endswith(("给", "予", "给了")):
        return r.of(a.object), seller, r.of(a.ba)
    if not buyer and a.subject is None and not a.agent and not a.partner:
        buyer = r.clause.partner
    return buyer, seller, thing


def _between(r: Reader, seller: Parties) -> tuple[Parties, Parties] | None:
    """Buyer and seller of A与B签署协议出售C, A正与B洽谈出售C."""
    first, rest = r.split_subject()
    if rest:
        return rest, first
    partner = r.arguments.partner
    if partner and AGREED.search(told := r.before_cue(partner)) and not JOINTLY.search(told):
        return r.of(partner), seller
    return None


def _of_goods(r: Reader) -> bool:
    """Whether what is sold is no unit and no share."""
    return not UNIT.search(r.clause.text) and "%" not in r.clause.text and r.cue.word.startswith(("卖", "售", "出售", "转售"))


def sell(r: Reader) -> list[Ends]:
    """receiver -> agent: A把C卖给B, A向B转让C的股份, C的股份转让给B."""
    a = r.arguments
    buyer, seller, thing = _sides(r)
    if a.agent:
        return sale(r, buyer or r.subject(), r.of(a.agent), thing, "sell-by")
    if buyer and a.ba and OF_GOODS.search(r.before_cue(a.ba)) and not UNIT.search(r.before_cue(a.ba)):
        return [r.ends("PURCHASES_FROM", buyer, seller, "sell-goods")]
    if a.possessor and not thing and STAKE.search(clean(r.clause.text[a.possessor.end - r.clause.start : r.cue.start - r.clause.start])):
        return sale(r, buyer, (), r.of(a.possessor), "sell-passive")
    if not buyer and (between := _between(r, seller)):
        return sale(r, *between, thing, "sell-between")
    if LEASED_BACK.search(r.clause.context) and buyer and seller:
        return [r.ends("LENDS_TO", buyer, seller, "leaseback")]
    if buyer and not thing and _of_goods(r):
        return [r.ends("PURCHASES_FROM", buyer, seller, "sell-goods")]
    if buyer and seller == thing and (a.ba or a.object):
        return [replace(r.ends("BUYS_STAKE_FROM", buyer, seller, "sell-unit"), whole=True), *sale(r, buyer, (), thing, "sell")]
    return sale(r, buyer, seller, thing, "sell")


def buy(r: Reader) -> list[Ends]:
    """agent -> origin: A受让B所持C股份, A从B手里买走C."""
    a = r.arguments
    buyer = r.of(a.agent) or r.subject()
    seller, thing = _thing_of(r, a.object, a.second)
    if not seller:
        seller, thing = r.of(a.origin), r.of(a.object)
    if a.agent:
        seller = seller or r.of(a.subject)
    seller = seller or r.of(a.to)
    if not seller:
        return gain(r, buyer, thing)
    if r.cue.word == "取得" and LOANED.search(r.clause.context):
        return [r.ends("LENDS_TO", seller, buyer, "borrow-got")]
    if not thing and not UNIT.search(r.clause.text) and r.cue.word in BOUGHT_GOODS:
        return [r.ends("PURCHASES_FROM", buyer, seller, "buy-from-goods")]
    return sale(r, buyer, seller, thing, "buy")


def gain(r: Reader, buyer: Parties, thing: Parties) -> list[Ends]:
    """A stake without a seller: control is a takeover, a minority new capital (rule 12); a whole firm won in an auction a takeover."""
    object_ = r.arguments.object
    if r.cue.word in WON and object_ and not r.after(object_):
        return [r.ends("ACQUIRES", buyer, thing, "acquire")]
    if not STAKE.search(r.right[:40]) or OTHER_PAPER.search(r.right[:40]) or r.cue.word in SECOND_HAND:
        return []
    if IN_RETURN.search(r.clause.context):
        return [r.ends("GRANTS_EQUITY_TO", thing, buyer, "gain-in-return")]
    type_ = "ACQUIRES" if CONTROL.search(r.clause.text) else "INVESTS_IN"
    return [r.ends(type_, buyer, thing, "gain")]


JOINTLY = re.compile(r"共同|联合|一起|一同|一道|合作")
WON = ("竞得", "拍得", "购得")
OF_GOODS = re.compile(r"的[^,]{0,8}(?:设备|产品|服务器|芯片|电池|组件|算力|机器人|软件|系统|材料|原料|零部件|车辆|货物|库存|电力|数据)")
"""把名为A的储能设备卖给B: goods, not a unit of the firm."""
OWNED_FIRM = re.compile(r"^.{0,8}的(?:子公司|公司|企业|品牌|机构|平台|基金)")
COPULA_END = re.compile(r"(?:是|为|系|属于|作为)$")
REST = re.compile(r"^(?:其余|另外|余下|剩下|另|剩余|还有|其他)")
LOANED = re.compile(r"贷款|资金|借款|授信|融资")
BOUGHT_GOODS = ("购入", "买入", "买进", "接下", "购得")
REST_AFTER = re.compile(r"^(?:着|了)?(?:剩余|其余|余下|另外)")
LISTED = re.compile(r"股东(?:名单|名册|里|中|方面)|股权(?:结构|方面|上)|招股")
SHARE_AFTER = re.compile(r"^(?:比例)?(?:约|近|达|为|逾|超过?|合计|了)*[\d一二三四五六七八九十五两]")
IN_RETURN = re.compile(r"作为(?:回报|交换|对价|补偿|答谢)|许可|授权|作价入股|以.{0,12}换取|抵债|首付款")
OTHER_PAPER = re.compile(r"认股|权证|期权|债")
SECOND_HAND = ("受让", "受让了", "接手", "接手了", "接过", "接走", "承接", "接盘", "拿走", "收走", "买走", "扫走", "接下")
SHARES_TALKED_OF = re.compile(r"股东|持股|股权|股份|持有|穿透|控股")
CONTACT = re.compile(r"^(?:分别|各|合计|目前|仍|还|则|也|将|共)*$")
BARE = ("占", "持")


def hold(r: Reader) -> list[Ends]:
    """agent -> object: A持有B 10%股份, B由A控股, 持有B的A."""
    a, type_ = r.arguments, "HOLDS_STAKE_IN"
    if a.agent:
        rest = r.clause.company if REST.match(r.left) else ()
        return [r.ends(type_, r.of(a.agent), r.of(a.head, a.object) or rest or r.subject(), "hold-by")]
    if a.head and r.left.endswith("、"):
        return [r.ends(type_, r.of(a.head), r.clause.company, "hold-listed")]
    touching = next((p for p in r.clause.phrases if p.end == r.cue.start or (p.end == r.cue.start - 1 and r.left.endswith("所"))), None)
    owner = r.of(touching) or r.subject()
    before = [p for p in r.clause.phrases if a.subject and p.end <= a.subject.start]
    if before and a.subject and OWNED_FIRM.match(r.right) and COPULA_END.search(r.between(before[-1], a.subject)):
        return [r.ends(type_, owner, r.of(before[-1]), "hold-copula")]
    if r.cue.word in BARE and not (a.object and r.cue.word == "持" and a.object.start - r.cue.end <= 1):
        return _hold_open(r)
    if REST_AFTER.match(r.right):
        return [r.ends(type_, owner, r.clause.company, "hold-rest")]
    if a.object:
        return [r.ends(type_, owner, r.of(a.object), "hold")]
    if a.head and a.subject:
        return [r.ends(type_, owner, r.of(a.head), "hold-head")]
    return [] if a.head else _hold_open(r)


def _hold_open(r: Reader) -> list[Ends]:
    """持股14%: the company is the topic before, the holder the subject of the clause."""
    subject = r.arguments.subject
    own, topic = r.of(subject), (subject.owner if subject else ()) or r.clause.anchor or r.clause.company
    if not topic and LISTED.search(r.clause.context):
        topic = r.clause.topic
    if r.cue.word in BARE:
        between = clean(r.clause.text[subject.end - r.clause.start : r.cue.start - r.clause.start]) if subject else "?"
        if not SHARES_TALKED_OF.search(r.clause.context) or not CONTACT.match(between):
            return []
    if not SHARE_AFTER.match(r.right) or not own or own == topic:
        return []
    return [Ends("HOLDS_STAKE_IN", own, topic, "hold-topic", inferred=r.clause.topic_inferred)]
