"""Dates of three precisions as the days that they may mean."""

from __future__ import annotations

import pytest

from graph.facts.dates import days, is_day


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-10", "2025-10-01", "2025-10-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("2025-10-29", "2025-10-29", "2025-10-29"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_a_date_means_from_its_first_to_its_last_day(iso: str, first: str, last: str) -> None:
    assert [day.isoformat() for day in days(iso)] == [first, last]


@pytest.mark.parametrize("text", ["", "25", "2025-13", "2025-02-30", "2025Q3", "2025-1", "２０２５", "2025-10-29T08:30", "0000", " 2025"])
def test_what_is_no_such_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        days(text)


def test_only_a_whole_date_is_a_day() -> None:
    assert is_day("2025-10-29")
    assert not is_day("2025-10")
    assert not is_day(None)
