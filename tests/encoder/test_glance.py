"""The glance: what a sentence is seen as, and that the chances of sentences hang on the text alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.schema import deal_table
from ingest.text.encoder.glance import FILE, Glance, Words
from ingest.text.encoder.session import MODEL
from ingest.text.encoder.windows import Stretch
from ingest.text.sentences import split

GLANCE = Glance(MODEL)
TEXT = "公司今天开会。青禾电子拟以3亿元收购白鹭微芯51%的股权。天气很好。"


def _sentences(text: str) -> list[Stretch]:
    return [(s.start, s.end) for s in split(text)]


def test_words_are_the_longest_ones_and_lie_in_their_sentence() -> None:
    seen = Words(["收", "收购", "公司", "天"]).glimpse("公司收购。天收。", [(0, 5), (5, 8)], ["ACQUIRES"])
    assert seen.words.tolist() == [2, 1, 3, 0]
    assert seen.starts.tolist() == [0, 2, 5, 6]
    assert seen.rows.tolist() == [0, 0, 1, 1]
    assert seen.cues.tolist() == [[1], [0]]


def test_a_cue_of_a_type_that_the_network_was_not_taught_is_always_shown() -> None:
    text = "公司收购。天收。"
    assert Words(["收"]).glimpse(text, [(0, 5), (5, 8)], ["INVESTS_IN"]).strange == {0}


def test_the_network_was_taught_every_deal_type() -> None:
    with np.load(MODEL / FILE, allow_pickle=False) as arrays:
        assert arrays["types"].tobytes().decode().split("\n") == list(deal_table())


def test_the_sentence_that_tells_a_deal_is_the_likeliest() -> None:
    chances = GLANCE.chances(TEXT, _sentences(TEXT))
    assert chances.argmax() == 1
    assert chances[1] > 0.9 > 0.2 > chances[2]


def test_no_sentence_and_a_sentence_without_a_known_word_have_an_answer() -> None:
    assert len(GLANCE.chances("", [])) == 0
    assert len(GLANCE.chances("\u3130\u3131", [(0, 2)])) == 1


@settings(deadline=None)  # the first call loads the network
@given(st.text(alphabet="收购了甲乙投资3亿元,。 \n", max_size=400))
def test_chances_lie_between_0_and_1_and_do_not_hang_on_blanks_before(text: str) -> None:
    sentences = _sentences(text)
    chances = GLANCE.chances(text, sentences)
    moved = GLANCE.chances("\n " + text, [(start + 2, end + 2) for start, end in sentences])
    assert len(chances) == len(sentences)
    assert ((chances >= 0) & (chances <= 1)).all()
    assert np.allclose(chances, moved)
