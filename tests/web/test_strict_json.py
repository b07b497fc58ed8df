"""JSON that strangers send."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadInput
from web.strict_json import depth, parse

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(VALUES, st.booleans())
def test_what_is_json_is_read_as_json(value: Any, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)
    assert parse(text.encode()) == value


@given(VALUES)
def test_depth_is_the_deepest_nesting(value: Any) -> None:
    assert depth(json.dumps(value), 100) == _depth(value)


def _depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[1,]", b"{'a':1}", b"\xff\xfe", b"nul", b'"\x01"', b"1 2", "﻿{}".encode()],
)
def test_what_is_no_json_is_refused(body: bytes) -> None:
    with pytest.raises(BadInput, match=r"\.$"):
        parse(body)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"a":1,"a":2}', "twice"),
        (b'[{"b":{"a":1,"a":1}}]', "twice"),
        (b'{"a":NaN}', "NaN"),
        (b"[-Infinity]", "Infinity"),
        (b"[1e999]", "too large"),
        (b'["\\ud800"]', "surrogate"),
        (b'{"\\udfff":1}', "surrogate"),
        (b"[" * 33 + b"]" * 33, "deeper than 32"),
    ],
)
def test_json_that_breaks_things_later_is_refused(body: bytes, reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        parse(body)


def test_nesting_up_to_the_limit_is_read() -> None:
    assert parse(b"[" * 32 + b"]" * 32) is not None
    assert parse(json.dumps(["[[[" * 50]).encode(), max_depth=1) == ["[[[" * 50]
