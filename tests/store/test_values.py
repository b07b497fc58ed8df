"""What may go into a store, checked before anything is sent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from neo4j.time import DateTime, Duration, Time

from graph.errors import BadInput
from graph.store.values import check_parameters, plain


def deep(levels: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (2**63, "64 bits"),
        (-(2**63) - 1, "64 bits"),
        ("\ud800", "surrogate"),
        (["a", {"b": "\udfff"}], "surrogate"),
        ({"\ud800": 1}, "surrogate"),
        ({1: "a"}, "not text"),
        (datetime(2025, 1, 1, tzinfo=UTC), "ISO text"),
        ({1, 2}, "set cannot"),
        (object(), "object cannot"),
        (deep(60), "too deeply"),
    ],
    ids=repr,
)
def test_what_a_server_would_break_on_is_refused(value: object, reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        check_parameters({"name": value})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (DateTime(2025, 1, 2, 3, 4, 5, 0), "2025-01-02T03:04:05"),
        (DateTime(2025, 1, 2, 3, 4, 5, 500_000_000), "2025-01-02T03:04:05.5"),
        (DateTime(2025, 1, 2, 3, 4, 5, 1, tzinfo=UTC), "2025-01-02T03:04:05.000000001+00:00"),
        (Time(10, 0, 0, 0), "10:00:00"),
        (Duration(months=1), "P1M"),
        (Duration(seconds=1, nanoseconds=500_000_000), "PT1.5S"),
        (b"\x00\xff", "00ff"),
        (float("-inf"), "-Infinity"),
    ],
    ids=str,
)
def test_values_without_json_become_text(value: object, text: str) -> None:
    assert plain(value) == text
