"""Sums and days of hops, in machine code and in plain Python."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.flows import hop_usd
from graph.analysis.kernels.hops import hop_sums, starts_in_time

pytestmark = pytest.mark.usefixtures("form")
untimed = settings(deadline=None)
Span = tuple[int, int]

amounts = st.lists(st.tuples(st.sampled_from([None, 0.1, 0.2, 0.7, 1e11, 3.3e9]), st.booleans()), min_size=1, max_size=6)
spans = st.lists(
    st.tuples(st.integers(1, 6), st.integers(0, 3)).map(lambda span: (span[0], span[0] + span[1])) | st.just((-1, -1)),
    min_size=1,
    max_size=2,
)


def _first(groups: Sequence[Sequence[object]]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.cumsum([0, *map(len, groups)]).astype(np.int32)


@untimed
@given(st.lists(amounts, max_size=5))
def test_sums(hops: list[list[tuple[float | None, bool]]]) -> None:
    every = [amount for hop in hops for amount in hop]
    usd = np.array([math.nan if value is None else value for value, _ in every], np.float64)
    joint = np.array([joint for _, joint in every], np.bool_)
    found = hop_sums(_first(hops), usd, joint)
    assert [None if math.isnan(value) else value for value in found.tolist()] == [hop_usd(hop) for hop in hops]


@untimed
@given(st.lists(spans, min_size=2, max_size=4), st.integers(0, 2))
def test_the_first_hop_in_time(hops: list[list[Span]], room: int) -> None:
    every = np.array([span for hop in hops for span in hop], np.int32)
    rows = np.array([[*range(len(hops)), *[-1] * room]], np.int32)
    (found,) = starts_in_time(rows, _first(hops), every[:, 0].copy(), every[:, 1].copy())
    possible = [start for start in range(len(hops)) if any(map(_in_order, product(*hops[start:], *hops[:start])))]
    assert found == min(possible, default=-1)


def _in_order(choice: Sequence[Span]) -> bool:
    """Tries every day for every hop."""
    if any(first < 0 for first, _ in choice):
        return False
    return any(list(days) == sorted(days) for days in product(*(range(first, last + 1) for first, last in choice)))


def test_no_loops_at_all() -> None:
    assert len(starts_in_time(np.empty((0, 4), np.int32), np.zeros(1, np.int32), np.empty(0, np.int32), np.empty(0, np.int32))) == 0
