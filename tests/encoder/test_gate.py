"""The gate: what the encoder is shown of a text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.text.encoder.gate import parts, telling
from ingest.text.encoder.windows import SIZE
from ingest.text.sentences import split

QUIET = "天气很好。街上人不多。" * 30
TEXT = f"{QUIET}红杉今天来了。它投资了甲公司。孩子们在公园里玩。没有人说话。"


def _sentences(text: str) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in split(text)]


def test_a_sentence_with_a_cue_comes_with_the_one_before() -> None:
    runs = list(telling(TEXT, _sentences(TEXT)))
    assert ["".join(TEXT[a:b] for a, b in run) for run in runs] == ["红杉今天来了。它投资了甲公司。"]


def test_a_text_without_a_cue_is_not_seen() -> None:
    assert list(telling(QUIET, _sentences(QUIET))) == []


def test_a_text_that_fits_into_a_window_is_seen_whole() -> None:
    text = "天气很好。红杉把钱给了甲公司。"
    assert list(telling(text, _sentences(text))) == [_sentences(text)]


@given(st.text(alphabet="投资了甲乙,。 \n", max_size=1200))
def test_runs_are_in_order_and_hold_every_cue(text: str) -> None:
    seen = [stretch for run in telling(text, _sentences(text)) for stretch in run]
    assert all(a[1] <= b[0] for a, b in pairwise(seen))
    assert all(any(a <= at < b for a, b in seen) for at in range(len(text) - 1) if text[at : at + 2] == "投资")


@given(st.text(alphabet="甲乙,，；\n", min_size=1, max_size=1500))
def test_parts_cover_a_sentence_and_fit_into_a_window(text: str) -> None:
    cut = list(parts(text, 0, len(text)))
    assert "".join(text[a:b] for a, b in cut) == text
    assert all(0 < b - a <= SIZE for a, b in cut)
