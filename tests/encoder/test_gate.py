"""The gate: what the encoder is shown of a text."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.text.encoder.gate import parts, telling
from ingest.text.encoder.glance import Glance
from ingest.text.encoder.session import MODEL
from ingest.text.encoder.windows import SIZE
from ingest.text.sentences import split

QUIET = "天气很好。街上人不多。孩子们在公园里玩。没有人说话。" * 12
TEXT = f"{QUIET}红杉今天来了。它向甲公司投资了3亿元。孩子们在公园里玩。没有人说话。"


@cache
def _glance() -> Glance:
    return Glance(MODEL)


def _sentences(text: str) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in split(text)]


def _shown(text: str) -> list[str]:
    return ["".join(text[a:b] for a, b in run) for run in telling(text, _sentences(text), _glance())]


def test_a_sentence_that_tells_a_deal_comes_with_the_one_before() -> None:
    (shown,) = _shown(TEXT)
    assert "红杉今天来了。它向甲公司投资了3亿元。" in shown
    assert len(shown) < SIZE / 4


def test_a_text_without_a_deal_is_not_seen() -> None:
    assert _shown(QUIET) == []
    assert _shown("") == _shown(" \n" * 200) == []


def test_a_cue_word_in_a_sentence_that_tells_no_deal_does_not_show_it() -> None:
    assert _shown(QUIET + "投资有风险,入市需谨慎。") == []


def test_a_text_that_fits_into_a_window_is_seen_whole() -> None:
    text = "天气很好。红杉把钱给了甲公司。"
    assert _shown(text) == [text]


def test_a_deal_that_no_cue_word_tells_is_shown() -> None:
    assert _shown(QUIET + "乙集团是丙科技的第一大股东,也是它最大的客户。")


@settings(deadline=None)  # the first call loads the network
@given(st.text(alphabet="投资了甲乙,。 \n", max_size=1200))
def test_runs_are_in_order_and_of_whole_sentences(text: str) -> None:
    sentences = _sentences(text)
    seen = [stretch for run in telling(text, sentences, _glance()) for stretch in run]
    assert all(a[1] <= b[0] for a, b in pairwise(seen))
    assert {a for a, _ in seen} <= {a for s in sentences for a, _ in parts(text, *s)}


@given(st.text(alphabet="甲乙,，；\n", min_size=1, max_size=1500))
def test_parts_cover_a_sentence_and_fit_into_a_window(text: str) -> None:
    cut = list(parts(text, 0, len(text)))
    assert "".join(text[a:b] for a, b in cut) == text
    assert all(0 < b - a <= SIZE for a, b in cut)
