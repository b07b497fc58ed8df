"""Windows hold whole sentences, all of them, and no more than fits."""

from __future__ import annotations

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.text.encoder.windows import led_windows, windows


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


def _read(*sentences: str) -> list[str]:
    """What the windows of a text of these sentences hold, 60 characters at most."""
    plain, ends = "".join(sentences), [0, *accumulate(map(len, sentences))]
    return [plain[start:end] for start, end in led_windows(plain, list(pairwise(ends)), 60)]


def test_a_short_last_sentence_is_seen_again() -> None:
    first, short, next_, long = "甲" * 40 + "。", "乙科技成立。", "丙" * 50 + "。", "丁" * 90 + "。"
    assert _read(first, short, next_) == [first + short, short + next_]
    assert _read(long, next_) == [long, next_]


def test_a_sentence_that_refers_back_is_led_by_whom_it_means() -> None:
    named, back, told = "鹿鸣科技" + "很" * 90 + "。", "公司有五百人。", "其投资方包括乙资本" + "等" * 20 + "。"
    assert _read(named, back, told) == [named, named + back, named + back + told]
    assert _read(named, "行业" + "大" * 50 + "。", told)[1:] == ["行业" + "大" * 50 + "。", "行业" + "大" * 50 + "。" + told]


@given(st.lists(st.tuples(st.sampled_from(["其", "公司", "乙科技"]), st.integers(1, 120)), min_size=1, max_size=40))
def test_every_sentence_is_seen_whole_though_windows_are_led(told: list[tuple[str, int]]) -> None:
    plain = "".join(word.ljust(length, "很") for word, length in told)
    sentences = _sentences([max(len(word), length) for word, length in told])
    found = led_windows(plain, sentences, 150)
    assert all(any(start <= s and e <= end for start, end in found) for s, e in sentences)
    assert all(a < b for (_, a), (_, b) in pairwise(found))


def test_a_sentence_that_is_too_long_is_cut() -> None:
    assert windows([(0, 1000)], 150) == [(0, 300)]
    assert windows([]) == []
