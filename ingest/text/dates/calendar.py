"""Small arithmetic on days, months and years; a date is ISO text as exact as it is known."""

from __future__ import annotations

from datetime import date, timedelta


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """`2025`, `2025-10` or `2025-10-29`; None for a date that does not exist."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")


def parse(text: str | None) -> date | None:
    """The day of a full ISO date, None for anything else."""
    try:
        return date.fromisoformat(text) if text and len(text) == 10 else None
    except ValueError:
        return None


def shift_months(year: int, month: int, by: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def shift_days(day: date, by: int) -> date | None:
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return None


def month_of(day: date | None) -> str | None:
    return iso(day.year, day.month) if day else None


def latest(published: date, month: int, day: int | None) -> str | None:
    """The last such month and day that is not after publication."""
    year = published.year
    if (month, day or 1) > (published.month, published.day if day else 1):
        year -= 1
    return iso(year, month, day)


def next_one(published: date, month: int, day: int | None) -> str | None:
    """The first such month and day that is not before publication."""
    year = published.year
    if (month, day or 31) < (published.month, published.day):
        year += 1
    return iso(year, month, day)


def weekday(published: date, number: int, week: str | None) -> date | None:
    """The day with this number (Monday 0) of the week that `week` names; without one, the last such day."""
    if not week:
        return shift_days(published, -((published.weekday() - number) % 7))
    offset = {"上上": -14, "上": -7, "下": 7}.get(week.rstrip("个"), 0)
    return shift_days(published, number - published.weekday() + offset)
