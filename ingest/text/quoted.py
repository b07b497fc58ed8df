"""Who is only quoted: 据A报道, A援引B的消息, 《A》称, A研报指出. They tell of deals and have no part in them."""

from __future__ import annotations

import re

REACH = 14
"""Characters on either side of a name that may say that it is quoted."""
QUOTING = re.compile(r"(?:据|援引|引述|引用|引|综合)(?:[^,;。:\n\ue000]{0,8}(?:媒体|通讯社|网站|杂志|机构|报纸))?[\s“\"《]*$")
QUOTED = re.compile(
    r"^[\s”\"》]*(?:网站?|等媒体|中文网)?(?:[^,;。:\n\ue000]{0,10}[日月年周])?(?:的|独家|当天|当地时间|早间|晚间|率先|最新)*"
    r"(?:报道|报导|消息|援引|讯|电讯|专访|爆料|数据|统计|测算|估算|梳理|获悉)"
)
REPORTED = re.compile(
    r"^[\s”\"》]*(?:网站?|中文网)?(?:[^,;。:\n\ue000]{0,10}[日月年周])?(?:独家|当天|当地时间|早间|晚间|率先|最先|最新)*"
    r"(?:报道|报导|援引|爆料)(?:了|称|说|指|,|:|[\ue000])"
)
ANALYST = re.compile(
    r"^的?(?:研报|分析师|研究员|研究报告|报告|首席[^,;。\n]{0,6}学家|策略师)[^,;。\n]{0,10}?(?:认为|指出|表示|称|预计|写道|显示|估计|预测|判断|提到|:)"
)
HINT = re.compile(r"报道|报导|消息|援引|讯|专访|爆料|数据|统计|测算|估算|梳理|获悉|研报|分析师|研究员|报告|学家|策略师")
"""One of these stands behind whoever is quoted."""


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether the name at these characters is one that the text only quotes."""
    if not HINT.search(text, end, end + REACH + 8):
        return False
    after = text[end : end + REACH + 8]
    if REPORTED.match(after) or ANALYST.match(after):
        return True
    return bool(QUOTING.search(text[max(0, start - REACH) : start]) and QUOTED.match(after))
