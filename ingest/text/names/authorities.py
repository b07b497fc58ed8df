"""Places that pay as public bodies do: 余杭区去年发放了算力补贴."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import PartyKind
from ingest.text.names import words
from ingest.text.names.evidence import Candidate
from ingest.text.names.tokens import Tokens

_PLACE = re.compile(r"P{1,3}(?=[VvD_q])")
_GRANT = re.compile(r"[^,。;!?\n:、]{0,18}(?:补贴|补助|奖励|奖补|拨付|拨款|资助|专项资金|优惠贷款|引导资金)")
_PAYS = re.compile(
    r"(?:政府)?(?:已经?|将|拟|再|还|也|计划|宣布|同意|决定|承诺|批准|打算|正|最多|今年|去年|明年|此前|近日|日前|周[一二三四五六日]|[0-9]{1,2}月(?:[0-9]{1,2}日)?)*"
    r"(?:(?:向|给|对)(?![,。;])[^,。;!?\n:、]{1,18}?(?:补贴|补助|资助|拨款|拨付|拨给|拨出|出资|注资|入股|专项资金|贷款|资金支持)|(?:补贴|资助|拨款|注资|出资)(?!政策|计划|法案|方案|退坡|标准|机制|制度|对象|额|金|了?[,。])[^,。;!?\n:、的]{2,})"
)
"""Behind a state that itself pays (日本将向台积电补贴); a mere 美国补贴政策 is no deal of a party."""
_NOT_PAYING = frozenset("的 在 有 是 为 和 与 等 及 上市 当地 境内".split())


def authorities(tokens: Tokens) -> Iterator[Candidate]:
    """A place before a word for a grant in the same clause, unless it only tells where something is; a state where it gives something."""
    for match in _PLACE.finditer(tokens.shape):
        first, last = match.span()
        before = tokens.words[first - 1] if first else ""
        if tokens.words[last] in _NOT_PAYING or before in ("在", "位于", "于"):
            continue
        pays = _PAYS if tokens.words[first] in words.COUNTRIES else _GRANT
        if pays.match(tokens.plain, tokens.starts[last]):
            yield Candidate(first, last, "authority", 0.7, PartyKind.GOVERNMENT)
