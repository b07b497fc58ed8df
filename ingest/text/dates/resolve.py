"""From what is written to an ISO date: what is missing comes from the day of publication or the date before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.text.dates import calendar
from ingest.text.dates.calendar import iso
from ingest.text.quantities.numerals import number

_CHARACTERS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
YEARS = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "后年": 2}
MONTHS = {"本月": 0, "这个月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1}
DAYS = {"今": 0, "即日": 0, "昨": -1, "前天": -2, "前日": -2, "前晚": -2, "大前天": -3, "明": 1, "后天": 2}
WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
AHEAD = re.compile(r"(?:将于|将在|拟于|定于|预计|预定|计划|有望|最快|最迟|不晚于|截止|期限为?)[^,。;、0-9]{0,4}$")
QUARTER_LAST_MONTH = 3


@dataclass(slots=True)
class Context:
    """What a date may lean on. `last` is the date told before, `year` the year told before in this sentence."""

    published: date | None
    last: str | None = None
    year: int | None = None


def resolve(kind: str, match: re.Match[str], before: str, context: Context) -> str | None:
    """The ISO date, None where the text does not say enough. `before` is the text in front of the date."""
    resolver = _RESOLVERS[kind]
    return resolver(match, before, context)


def _iso(match: re.Match[str], _before: str, _context: Context) -> str | None:
    return iso(int(match["year"]), int(match["month"]), int(match["day"]))


def _rocslash(match: re.Match[str], _before: str, _context: Context) -> str | None:
    return iso(1911 + int(match["roc"]), int(match["month"]), int(match["day"]))


def _isomonth(match: re.Match[str], _before: str, _context: Context) -> str | None:
    return iso(int(match["year"]), int(match["month"]))


def _year(match: re.Match[str], _before: str, context: Context) -> str | None:
    year = _year_number(match, context)
    if year is None or not 1900 <= year <= 2199:
        return None
    if quarter := match["quarter"] or match["q"]:
        return f"{year}Q{_small(quarter)}"
    if half := match["half"] or match["h"]:
        return f"{year}H{1 if half in '上1' else 2}"
    return iso(year, _small(match["month"]), _small(match["day"]))


def _year_number(match: re.Match[str], context: Context) -> int | None:
    if match["year"]:
        return _digits(match["year"])
    if match["roc"]:
        return 1911 + (_digits(match["roc"]) or 0)
    word = match["yearword"]
    if word in YEARS:
        return context.published.year + YEARS[word] if context.published else None
    if context.last is None:
        return None
    return int(context.last[:4]) + (1 if word in ("次年", "翌年") else 0)


def _shortyear(match: re.Match[str], _before: str, _context: Context) -> str | None:
    short = int(match["short"])
    return iso(short + (1911 if short > 99 else 2000), _small(match["month"]), _small(match["day"]))


def _yearquarter(match: re.Match[str], _before: str, _context: Context) -> str | None:
    return f"{match['year']}Q{match['q']}" if match["q"] else f"{match['year']}H{match['h']}"


def _month(match: re.Match[str], before: str, context: Context) -> str | None:
    """A month without year: that of the sentence's last year, else the last one before publication."""
    month, day = _small(match["month"]), _small(match["day"])
    if month is None:
        return None
    published = context.published
    if context.year is not None and _follows(month, context):
        return iso(context.year, month, day)
    if published is None:
        return None
    return calendar.next_one(published, month, day) if AHEAD.search(before) else calendar.latest(published, month, day)


def _follows(month: int, context: Context) -> bool:
    """Whether the month goes on from the sentence's last date: 2024年5月签下，7月追加, but not …，3月追加."""
    if context.last and context.last[4:5] == "-" and month < int(context.last[5:7]):
        return False
    published = context.published
    return published is None or (context.year or 0, month) <= (published.year, published.month)


def _monthword(match: re.Match[str], _before: str, context: Context) -> str | None:
    word = match["word"]
    if word in MONTHS:
        if context.published is None:
            return None
        year, month = calendar.shift_months(context.published.year, context.published.month, MONTHS[word])
    else:
        if context.last is None or not re.match(r"\d{4}-\d\d", context.last):
            return None
        year, month = calendar.shift_months(int(context.last[:4]), int(context.last[5:7]), 1 if word in ("次月", "翌月") else 0)
    return iso(year, month, _small(match["day"]))


def _partofmonth(_match: re.Match[str], _before: str, context: Context) -> str | None:
    return calendar.month_of(context.published)


def _partofyear(_match: re.Match[str], _before: str, context: Context) -> str | None:
    return iso(context.published.year) if context.published else None


def _day(match: re.Match[str], _before: str, context: Context) -> str | None:
    """A day without month: in the month before it in the sentence, else the last such day before publication."""
    day = _small(match["day"])
    if day is None:
        return None
    if context.year is not None and context.last and re.fullmatch(r"\d{4}-\d\d(-\d\d)?", context.last):
        return iso(int(context.last[:4]), int(context.last[5:7]), day)
    if context.published is None:
        return None
    back = 0 if day <= context.published.day else -1
    return iso(*calendar.shift_months(context.published.year, context.published.month, back), day)


def _dayword(match: re.Match[str], _before: str, context: Context) -> str | None:
    word = match["word"]
    by = DAYS[word] if word in DAYS else DAYS[word[0]]
    return _text(calendar.shift_days(context.published, by)) if context.published else None


def _relative(match: re.Match[str], _before: str, context: Context) -> str | None:
    last = calendar.parse(context.last)
    return _text(calendar.shift_days(last, 0 if match["word"][0] in "同当" else 1)) if last else None


def _weekday(match: re.Match[str], _before: str, context: Context) -> str | None:
    if context.published is None:
        return None
    return _text(calendar.weekday(context.published, WEEKDAYS[match["weekday"]], match["week"]))


def _week(match: re.Match[str], _before: str, context: Context) -> str | None:
    if context.published is None:
        return None
    by = {"上上": -14, "上": -7, "下": 7}.get(match["week"].rstrip("个"), 0)
    return calendar.month_of(calendar.shift_days(context.published, by))


def _ago(match: re.Match[str], _before: str, context: Context) -> str | None:
    if context.published is None:
        return None
    count, unit = _small(match["number"]) or 0, match["unit"]
    if unit == "年":
        return iso(context.published.year - count) if count < 200 else None
    if unit.endswith("月"):
        return iso(*calendar.shift_months(context.published.year, context.published.month, -count))
    if unit in ("天", "日"):
        return _text(calendar.shift_days(context.published, -count))
    return calendar.month_of(calendar.shift_days(context.published, -7 * count))


def _later(match: re.Match[str], _before: str, context: Context) -> str | None:
    """Days count from a day; weeks and months give no more than a month."""
    count, unit = _small(match["number"]) or 0, match["unit"]
    last = calendar.parse(context.last)
    if unit == "个月":
        if context.last is None or context.last[4:5] != "-":
            return None
        return iso(*calendar.shift_months(int(context.last[:4]), int(context.last[5:7]), count))
    if unit in ("天", "日"):
        return _text(calendar.shift_days(last, count)) if last else None
    return calendar.month_of(calendar.shift_days(last, 7 * count)) if last else None


def _quarter(match: re.Match[str], before: str, context: Context) -> str | None:
    """A quarter without year: that of the sentence's last year, else the last one that has ended."""
    quarter = _small(match["quarter"] or match["q"])
    if quarter is None:
        return None
    if context.year is not None:
        return f"{context.year}Q{quarter}"
    if context.published is None:
        return None
    ended = quarter * QUARTER_LAST_MONTH < context.published.month
    return f"{context.published.year - (0 if ended or AHEAD.search(before) else 1)}Q{quarter}"


def _quarterword(match: re.Match[str], _before: str, context: Context) -> str | None:
    if context.published is None:
        return None
    index = context.published.year * 4 + (context.published.month - 1) // 3 + {"上": -1, "本": 0, "下": 1}[match["word"]]
    return f"{index // 4}Q{index % 4 + 1}"


def _half(match: re.Match[str], before: str, context: Context) -> str | None:
    first = match["half"] == "上"
    if context.year is not None:
        return f"{context.year}H{1 if first else 2}"
    if context.published is None:
        return None
    begun = first or context.published.month > 6 or AHEAD.search(before)
    return f"{context.published.year - (0 if begun else 1)}H{1 if first else 2}"


def _small(text: str | None) -> int | None:
    """A number below 1000 in digits or characters."""
    if not text:
        return None
    value = number(text)
    return int(value) if value is not None else None


def _digits(text: str) -> int | None:
    """A year, digit by digit (二〇二五) or as a number (一百一十四)."""
    if re.search("[十百]", text):
        return _small(text)
    return int(text.translate(_CHARACTERS))


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


_RESOLVERS = {
    "iso": _iso,
    "rocslash": _rocslash,
    "isomonth": _isomonth,
    "year": _year,
    "shortyear": _shortyear,
    "yearquarter": _yearquarter,
    "month": _month,
    "monthword": _monthword,
    "partofmonth": _partofmonth,
    "partofyear": _partofyear,
    "day": _day,
    "dayword": _dayword,
    "relative": _relative,
    "weekday": _weekday,
    "week": _week,
    "ago": _ago,
    "later": _later,
    "quarter": _quarter,
    "quarterword": _quarterword,
    "half": _half,
}
