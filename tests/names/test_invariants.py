"""What holds for any text, however odd."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.names.reading import pipeline, read

_PIECES = st.sampled_from(
    "英伟达 OpenAI 由 向 投资 恒砾 科技 有限公司 （ ） 、 和 。 \n “ ” 公司 其 双方 S&P 银行 北京 2亿元 台積電 的 : · \ue000 𝕏 É".split(" ")
)
_TEXTS = st.lists(_PIECES, max_size=30).map("".join)


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_mentions_are_in_order_and_forms_of_their_party(text: str) -> None:
    doc = read(text)
    at = 0
    for mention in doc._.mentions:
        assert at <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] in doc._.parties[mention.party].aliases
        at = mention.end


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_references_touch_no_mention_and_point_at_parties(text: str) -> None:
    doc = read(text)
    taken = {i for m in doc._.mentions for i in range(m.start, m.end)}
    for reference in doc._.references:
        assert not taken.intersection(range(reference.start, reference.end))
        assert reference.parties
        assert all(0 <= party < len(doc._.parties) for party in reference.parties)


@settings(max_examples=50, deadline=None)
@given(_TEXTS)
def test_the_same_text_is_read_the_same(text: str) -> None:
    assert read(text)._.parties == read(text)._.parties


def test_the_pipeline_declares_what_it_needs() -> None:
    analysis = pipeline().analyze_pipes()
    assert analysis is not None
    assert not any(analysis["problems"].values())
