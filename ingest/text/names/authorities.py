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
_NOT_PAYING = frozenset("的 在 有 是 为 和 与 等 及 上市 当地 境内".split())


def authorities(tokens: Tokens) -> Iterator[Candidate]:
    """A place before a word for a grant in the same clause, unless it only tells where something is."""
    for match in _PLACE.finditer(tokens.shape):
        first, last = match.span()
        before = tokens.words[first - 1] if first else ""
        if tokens.words[last] in _NOT_PAYING or before in ("在", "位于", "于") or tokens.words[first] in words.COUNTRIES:
            continue
        if _GRANT.match(tokens.plain, tokens.starts[last]):
            yield Candidate(first, last, "authority", 0.7, PartyKind.GOVERNMENT)
