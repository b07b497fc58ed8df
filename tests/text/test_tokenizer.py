from __future__ import annotations

import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ingest.text.tokenizer import Engine, Segmenter

SEGMENTER = Segmenter(Vocab())


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_of_the_document_is_the_text(text: str) -> None:
    doc = SEGMENTER(text)
    assert doc.text == text == "".join(token.text_with_ws for token in doc)


def test_a_document_is_copied_and_pickled() -> None:
    doc = SEGMENTER("英伟达投资 OpenAI。")
    for other in (doc.copy(), pickle.loads(pickle.dumps(doc)), Doc(doc.vocab).from_bytes(doc.to_bytes())):
        assert other.text == doc.text
        assert [token.text for token in other] == [token.text for token in doc]


@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n\n \t", "\x00", "\u2028a\ufeff", "a  b\n\n\nc  ", "\u0301", "👩‍👩‍👧"])
@pytest.mark.parametrize("engine", ["rjieba", "jieba"])
def test_nothing_is_lost_at_the_edges(text: str, engine: Engine) -> None:
    doc = Segmenter(Vocab(), engine)(text)
    assert doc.text == text == "".join(token.text_with_ws for token in doc)


def test_offsets_of_tokens_are_those_of_the_text() -> None:
    doc = SEGMENTER("英伟达向OpenAI投资3.5亿元")
    assert [token.idx for token in doc if token.text == "投资"] == [10]
    assert "".join(token.text for token in doc) == doc.text


def test_traditional_text_is_cut_like_simplified() -> None:
    assert [len(t) for t in SEGMENTER("國泰證券與滙豐銀行簽訂聯貸協議")] == [len(t) for t in SEGMENTER("国泰证券与汇丰银行签订联贷协议")]


def test_both_engines_cut_alike() -> None:
    text = "中国银行和建设银行的新股由财政部包揽，金额分别为1650亿元和1050亿元。"
    assert [t.text for t in Segmenter(Vocab(), "jieba")(text)] == [t.text for t in SEGMENTER(text)]


def test_pipeline_does_not_load_what_it_does_not_need() -> None:
    code = "import sys, ingest.text.pipeline as p; p.build(); print(sorted({'jieba', 'spacy_pkuseg', 'torch'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
