"""What stands in brackets behind a name: its other name, its short form, its exchange code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.text.names import words
from ingest.text.record import record

_BRACKET = re.compile(r" ?\(([^()\n]{1,60})\)")
_SHORT = re.compile(
    r"(?:以下|下称|下文|简称|统称|合称|又名|又称|别名|曾用名|原名|前身为|原|即|英文名?|中文名|全称|本名|品牌名?|后更名为|现名|代号|化名)[^“”\"',;]{0,8}?[“\"']([^“”\"']{1,24})[”\"']"
)
_BARE_SHORT = re.compile(r"^(?:以下|下文)?(?:简称|下称|又名|又称|原名|原|英文名|全称|曾用名)(?:为|是|作)?:? ?([^“”\"',;:]{2,24})$")
_QUOTES = re.compile(r"(?:或|、|,|[”\"'])[“\"']([^“”\"']{2,24})[”\"']")
_TICKER = re.compile(
    r"(?:股票|证券|港股|A股|H股|美股)?(?:代码|代号|简称|编号)?[:： ]*"
    r"(?:(?:NASDAQ|Nasdaq|NYSE|纳斯达克|纽交所|港交所|HKEX?|SEHK|TSE|TYO|KRX|上交所|深交所|SH|SZ|SSE|SZSE|LSE)[:： ]+)?"
    r"(?P<code>[0-9]{4,6}(?:[.-](?:SH|SZ|HK|TW|TWO|T|KS|KQ|BJ|US))?"
    r"|[A-Z]{1,5}(?:[.-](?:US|N|O|OQ|PA|DE|L|AS))?|(?:SH|SZ|HK)[0-9]{4,6})(?:[,/; ].{0,30})?$"
)
_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9&.,'’·/ -]*[A-Za-z.)]")


@record
class Bracket:
    """Another name of the party before the bracket; `start` and `end` are those of this name."""

    start: int
    end: int
    what: str
    """`latin`, `short` (以下简称), `role` (“公司”) or `ticker`."""


def brackets(plain: str, at: int) -> Iterator[Bracket]:
    """The names in the bracket that opens at `at`, if one does."""
    match = _BRACKET.match(plain, at)
    if match is None:
        return
    base, inner = match.start(1), match.group(1)
    told = False
    for found in [*_SHORT.finditer(inner), *_QUOTES.finditer(inner)]:
        told = True
        what = "role" if _is_role(found.group(1)) else "short"
        yield Bracket(base + found.start(1), base + found.end(1), what)
    if not told and (bare := _BARE_SHORT.match(inner)):
        what = "role" if _is_role(bare.group(1)) else "short"
        yield Bracket(base + bare.start(1), base + bare.end(1), what)
        return
    if not told and (code := _TICKER.match(inner)):
        yield Bracket(base + code.start("code"), base + code.end("code"), "ticker")
    elif not told and _LATIN.fullmatch(inner):
        yield Bracket(base, base + len(inner), "latin")


def _is_role(term: str) -> bool:
    return term in words.DEFINED or term in words.ROLES or term in words.TITLES
