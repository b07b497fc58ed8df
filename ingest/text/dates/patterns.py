"""How dates are written, in normal form. One pattern a manner of writing; `find` gives them by position."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CN = "〇零○一二三四五六七八九十"
_ABSOLUTE = rf"(?P<year>(?<![0-9])(?:19|20)[0-9]{{2}}|(?<![{_CN}])[一二][{_CN}]{{3}})"
_ROC = rf"民国(?P<roc>[0-9]{{2,3}}|[{_CN}百]{{1,5}})"
_YEAR_WORD = r"(?P<yearword>今年|本年度?|去年|当年(?=[0-9]{1,2}月)|(?<!加)上年|前年|明年|后年|同年|次年|翌年)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_QUARTER = r"(?:第?(?P<quarter>[一二三四1-4])季度?|(?:Q(?P<q>[1-4]))(?![0-9A-Za-z]))"
_HALF = r"(?:(?P<half>[上下])半(?:年度?|财年)?|H(?P<h>[12])(?![0-9A-Za-z]))"
_GAP = r"[ \n]?"
_SMALL = r"(?P<number>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"

_WRITTEN = {
    # 2025-10-29, 2025/10/29, 2025.10.29, 20251029 is left to file names
    "iso": r"(?<![0-9./-])(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-/.])"
    r"(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9])",
    "rocslash": r"(?<![0-9./-])(?P<roc>1[01][0-9])/(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9])",
    "isomonth": r"(?<![0-9./-])(?P<year>(?:19|20)[0-9]{2})-(?P<month>1[0-2]|0[1-9])(?![0-9%.-]|[ \n]?[亿万元至])",
    # 2025年, 去年, 民国114年, each alone or with month, day, quarter, half
    "year": rf"(?:{_ABSOLUTE}{_GAP}(?:财年|年度?)|{_ROC}{_GAP}年|{_YEAR_WORD})的?{_GAP}"
    rf"(?:{_MONTH}{_GAP}月份?{_GAP}(?:{_DAY}{_GAP}[日号])?|{_QUARTER}|{_HALF})?",
    # 25年10月, and in Taiwan 114年10月
    "shortyear": rf"(?<![0-9.])(?P<short>1[01][0-9]|[12][0-9])年{_MONTH}月(?:{_GAP}{_DAY}{_GAP}[日号])?",
    "yearquarter": rf"(?<![0-9])(?P<year>20[0-9]{{2}}){_GAP}(?:Q(?P<q>[1-4])|H(?P<h>[12]))(?![0-9A-Za-z])",
    "month": rf"(?<![0-9.个{_CN}]){_MONTH}{_GAP}月(?![亮饼报薪供租费活息饷球嫂子])份?{_GAP}(?:{_DAY}{_GAP}[日号])?",
    "monthword": rf"(?P<word>本月|这个月|上个?月|下个?月|当月|同一?个?月|次月|翌月)份?{_GAP}(?:{_DAY}{_GAP}[日号](?!内|前))?",
    "partofmonth": r"(?<![0-9一二三四五六七八九十本上下当同个])月[初中底末](?!余额|净值)",
    "partofyear": r"(?<![0-9今去前明后同次当上下度])年[初中底末](?!余额|净值)",
    "day": rf"(?<![0-9一二三四五六七八九十月年至第.近每前]){_DAY}日(?![内后前之均线元圆本子志利用经币產产均报记止起以系韩美])",
    "dayword": r"(?P<word>今(?:\([0-9]{1,2}\))?[日天晚早晨]|昨(?:\([0-9]{1,2}\))?[日天晚早晨夜]|昨(?=\()|"
    r"前天|前日|前晚|大前天|明[日天早晚](?!星)|后天|即日)",
    "relative": r"(?P<word>同一?[日天晚]|当[日天晚](?!起)|次日|翌日|隔日|第二天|隔天)",
    "weekday": r"(?P<week>上上|上个?|本|这|今|下个?)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?![年期个岁家位])",
    "week": r"(?P<week>上上|上个?|本|这|下个?)(?:周|星期|礼拜)末?(?![一二三四五六日天期])",
    "ago": rf"{_SMALL}(?P<unit>个?月|周|个?星期|天|日|年)(?:之前|以前|前)(?!夕|后|置|列)",
    "later": rf"{_SMALL}(?P<unit>天|日|个?星期|周|个月)(?:之后|后|以后)(?!内)",
    "quarter": rf"(?<!前)(?<![一二三四0-9]){_QUARTER}",
    "quarterword": r"(?P<word>上|本|下)(?:一|个)?季度?(?!报)",
    "half": r"(?P<half>[上下])半年度?",
}
PATTERNS = {kind: re.compile(pattern) for kind, pattern in _WRITTEN.items()}

_NUMERALS = f"0123456789{_CN}两"
_BEGINS = {
    "iso": "12",
    "rocslash": "1",
    "isomonth": "12",
    "year": "12一二民今本去当上前明后同次翌",
    "shortyear": "12",
    "yearquarter": "2",
    "month": _NUMERALS,
    "monthword": "本这上下当同次翌",
    "partofmonth": "月",
    "partofyear": "年",
    "day": _NUMERALS,
    "dayword": "今昨前大明后即",
    "relative": "同当次翌隔第",
    "weekday": "上本这今下周星礼",
    "week": "上本这下",
    "ago": _NUMERALS,
    "later": _NUMERALS,
    "quarter": "第Q一二三四1234",
    "quarterword": "上本下",
    "half": "上下",
}
"""With which characters each manner of writing can begin."""
_UNITS = {
    "iso": "-/.",
    "rocslash": "/",
    "isomonth": "-",
    "year": "年财",
    "shortyear": "年",
    "yearquarter": "QH",
    "month": "月",
    "day": "日",
    "ago": "个月周星天日年",
    "later": "个周星天日",
    "quarter": "季",
}
"""With what goes on behind its numerals each manner of writing that may begin with some."""
_WORDS = "".join(sorted(set("".join(_BEGINS.values())) - set(_NUMERALS)))
_BEHIND = "".join(sorted(set("".join(_UNITS.values()))))
_SECOND = "年月日天晚早晨夜(周星礼拜期个上一二三四五六季半末国前初中底1234"
"""The characters that follow the first one of a word."""
_BEGIN = re.compile(
    rf"[{_WORDS}{_NUMERALS}](?:(?<=[{_WORDS}])(?=[{_SECOND}])|(?<=[{_NUMERALS}])(?=[{_NUMERALS}]{{0,3}}{_GAP}([{_BEHIND}])))"
)
"""Where a date may begin: at one of its words, or at a number that one of its units follows."""
_BY_BEGIN = {(c, None): [kind for kind in PATTERNS if c in _BEGINS[kind]] for c in _WORDS} | {
    (c, unit): [kind for kind in _UNITS if c in _BEGINS[kind] and unit in _UNITS[kind]] for c in _NUMERALS for unit in _BEHIND
}
"""By its first character, and by the unit where that is a numeral, what a date may be."""


def find(plain: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Non-overlapping places that look like a date, by position; of two that overlap the longer."""
    end = 0
    for start, _, kind, match in sorted(matches(plain), key=lambda entry: entry[:3]):
        if start >= end:
            yield kind, match
            end = match.end()


def matches(plain: str) -> Iterator[tuple[int, int, str, re.Match[str]]]:
    """What `finditer` of every pattern finds, in one pass that looks only where one of them can begin."""
    free = dict.fromkeys(PATTERNS, 0)
    for begin in _BEGIN.finditer(plain):
        at = begin.start()
        for kind in _BY_BEGIN[plain[at], begin[1]]:
            if at >= free[kind] and (match := PATTERNS[kind].match(plain, at)):
                free[kind] = match.end()
                yield at, at - match.end(), kind, match
