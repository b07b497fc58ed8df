"""Windows hold whole sentences, all of them, and no more than fits."""

from __future__ import annotations

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.text.encoder.windows import windows


def _sentences(lengths: list[int]) -> list[tuple[int, int]]:
    ends = [0, *accumulate(lengths)]
    return list(pairwise(ends))


@given(st.lists(st.integers(1, 120), min_size=1, max_size=40), st.booleans())
def test_every_sentence_is_seen_whole(lengths: list[int], overlap: bool) -> None:
    sentences = _sentences(lengths)
    found = windows(sentences, 150, overlap)
    assert all(any(start <= s and e <= end for start, end in found) for s, e in sentences)
    assert all(end - start <= 150 for start, end in found)
    assert len(set(found)) == len(found)


@given(st.lists(st.integers(1, 120), min_size=1, max_size=40))
def test_without_overlap_they_follow_each_other(lengths: list[int]) -> None:
    found = windows(_sentences(lengths), 150, overlap=False)
    assert all(end == start for (_, end), (start, _) in pairwise(found))


@given(st.lists(st.integers(10, 70), min_size=2, max_size=30))
def test_with_overlap_neighbours_are_seen_together(lengths: list[int]) -> None:
    sentences = _sentences(lengths)
    found = windows(sentences, 150, overlap=True)
    assert all(any(start <= s and e <= end for start, end in found) for (s, _), (_, e) in pairwise(sentences))


def test_a_short_last_sentence_is_seen_again() -> None:
    assert windows([(0, 100), (100, 140), (140, 240)], 150, overlap=False, repeated=50) == [(0, 140), (100, 240)]
    assert windows([(0, 50), (50, 140), (140, 240)], 150, overlap=False, repeated=50) == [(0, 140), (140, 240)]


@given(st.lists(st.integers(1, 120), min_size=1, max_size=40))
def test_a_repeated_sentence_never_stops_the_walk(lengths: list[int]) -> None:
    sentences = _sentences(lengths)
    found = windows(sentences, 150, overlap=False, repeated=60)
    assert all(any(start <= s and e <= end for start, end in found) for s, e in sentences)
    assert all(a < b for a, b in pairwise(found))


def test_a_sentence_that_is_too_long_is_cut() -> None:
    assert windows([(0, 1000)], 150) == [(0, 300)]
    assert windows([]) == []
