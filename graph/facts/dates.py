"""ISO dates of three precisions, as the days that they may mean."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@lru_cache(maxsize=4096)
def days(iso: str) -> tuple[date, date]:
    """First and last day that `2025`, `2025-10` or `2025-10-29` may mean; ValueError for anything else."""
    match = _FORM.fullmatch(iso)
    if match is None:
        raise ValueError(f"{iso!r} is no date of the form 2025, 2025-10 or 2025-10-29")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    if month is None:
        return first, date(year, 12, 31)
    following = date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)
    return first, following


def is_day(iso: str | None) -> bool:
    """Whether a date names one day."""
    return iso is not None and len(iso) == 10
