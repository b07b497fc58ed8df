"""The words that announce a figure of a company, and what kind of figure each of them wants. In normal form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.text.annotations import Measure
from ingest.text.record import record

OF_OWNERS = r"(?:归属?于?(?:上市公司|母公司|公司)?(?:股东|所有者|普通股股东|拥有人)?的?|归母|经调整|调整后|税后|合并|年度|全年|单季|本期)?"
WORDS: dict[str, str] = {
    "skip": r"扣非(?:后?归母)?净(?:利润?|亏损)|净利润?率|利润率|收入(?:指引|占比|来源|分成|结构|囊中|口袋)|市值管理|"
    r"债务(?:发行|交易|投资|融资|重组|人|违约|工具|危机|问题|提供)|持股市值|盈利(?:能力|模式|预|水平|质量|承诺|空间)|亏损(?:面|企业)|"
    r"(?:利息|广告|海外|其他|服务|业务|授权|租金|票房|手续费|投资|财政|云)收入|估值(?:溢价|水平|体系|方法|倍数)|用户(?:体验|增长|画像|协议)",
    "revenue": r"营业总?收入|总?营收|营业额|(?:净|总)?销售(?:收入|额)|ARR|(?:年化|经常性)+收入|(?:年度?|总|全年|月|季度)?收入(?!法)",
    "net_loss": OF_OWNERS + r"(?:净亏损额?|净损失?|净亏|亏损额?|蚀)",
    "net_income": OF_OWNERS + r"(?:净利润?|纯利|净收益|净盈利|纯益|溢利|盈利)",
    "market_cap": r"(?:总|流通)?市值",
    "valuation": r"(?:投[前后]|最新|整体)?估值|企业价值|评估值",
    "capex": r"资本性?(?:开支|支出)",
    "free_cash_flow": r"自由现金流量?",
    "debt": r"(?:有息|总|净|流动|全部)?负债总?额?(?!率)|(?:有息|净|总)债务|债务(?:余额|总额|规模|本金|总计|合计)|借款余额|"
    r"债务(?=(?:高?达|为|约|超过?|逾)?[0-9])|(?<=[亿元])债务",
    "cash": r"货币资金|现金(?:储备|及(?:现金)?等价物|余额)|(?:在手|账上|账面|手头|手上|手持)(?:的)?(?:现金|资金)",
    "users": r"(?:注册|月活跃?|日活跃?|周活跃?|活跃|付费|全球)+用户(?:总?数量?|规模)?|用户(?:总?数量?|规模)|月活|日活|周活|MAU|DAU",
    "order_backlog": r"(?:未履行合同|(?:未交付|在手|积压|未完成|手持|待交付|手上)订单|在手合同|剩余履约义务|订单储备)(?:余额|总?额|金额)?",
    "yield": r"(?:到期)?收益率|票息|票面利率|殖利率|息票率",
    "count": r"员工(?:总数|人数)?|(?:门店|店铺|门市)(?:总?数量?)?",
    "sum": r"注册资本|总资产|资产总[额计]|净资产|(?:对外|累计)?担保(?:总额|余额)|营业利[润益]|税前利润|总规模|管理(?:资产)?规模|"
    r"(?:美股|A股|港股)?持仓(?:总)?市值|(?:累计|总)融资额?|EBITDA",
    "piece": r"(?:稀释后?|摊薄后?|调整后)?每股(?:摊薄|基本)?(?:收益|盈余|盈利|亏损)|目标价",
    "rate": r"毛利率|资产负债率|不良(?:贷款)?率|市(?:占率|场份额)|占[^,。;0-9]{0,16}净资产的?(?:比例|比重)?",
}
BEGINS = {
    "skip": "业亏云估债其净利市广手扣投持授收服海用盈票租财",
    "revenue": "A全净季年总收月经营销",
    "net_loss": "亏全净单合年归本税经蚀调",
    "net_income": "全净单合年归本溢盈税纯经调",
    "market_cap": "市总流",
    "valuation": "企估投整最评",
    "capex": "资",
    "free_cash_flow": "自",
    "debt": "借债全净总有流负",
    "cash": "在手现账货",
    "users": "DM付全周日月注活用",
    "order_backlog": "剩在待手未积订",
    "yield": "到息收殖票",
    "count": "员店门",
    "sum": "AE净对总担持注港税管累美营资",
    "piece": "摊每目稀调",
    "rate": "不占市毛资",
}
"""With which characters the words of each kind can begin."""
GOES_ON = (
    "。上业于亏交产仓他估体余保债值入公册净利前务动化单占压后告售场外头季完属履工币市常年并店度息户房所手拥持损收政整新普期本权标款母活润溢"
    "球理由的盈益票纯续股良营薄蚀融规计调负费资跃通部释金铺销非面ABR"
)
"""The characters that stand behind the first one of a word; anything may behind 占, and 蚀 may stand alone."""
_PATTERNS = {kind: re.compile(words) for kind, words in WORDS.items()}
_BY_BEGIN = {c: [kind for kind in WORDS if c in BEGINS[kind]] for c in sorted(set("".join(BEGINS.values())))}
_BEGIN = re.compile(f"[{''.join(_BY_BEGIN)}](?:(?=[{GOES_ON}])|(?<=[占蚀]))")
MEASURES = {
    "users": (Measure.COUNT,),
    "count": (Measure.COUNT,),
    "yield": (Measure.PERCENT,),
    "rate": (Measure.PERCENT,),
    "piece": (Measure.PRICE, Measure.MONEY),
}
OTHERS = ("count", "sum", "piece", "rate")
"""Kinds of figure that have no name of their own among the metrics: their text says what they are."""


@record
class Cue:
    """A word that announces a figure."""

    start: int
    end: int
    kind: str
    word: str

    @property
    def name(self) -> str:
        return "other" if self.kind in OTHERS else self.kind

    @property
    def measures(self) -> tuple[Measure, ...]:
        return MEASURES.get(self.kind, (Measure.MONEY,))


def cues(plain: str, start: int, end: int) -> list[Cue]:
    """The announcing words of a sentence; those that only look like one are left out."""
    return [Cue(*match.span(), kind, match.group()) for kind, match in _words(plain, start, end) if kind != "skip"]


def _words(plain: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
    """The first kind that fits wherever one can begin, none over another."""
    for begin in _BEGIN.finditer(plain, start, end):
        if (at := begin.start()) < start:
            continue
        for kind in _BY_BEGIN[begin.group()]:
            if match := _PATTERNS[kind].match(plain, at, end):
                yield kind, match
                start = match.end()
                break
