"""What holds for the pipeline as a whole and for every component in it."""

from __future__ import annotations

import gc
import time

import pytest

from ingest.text.pipeline import COMPONENTS, ENCODER
from tests.text.reading import pipeline, read

ARTICLE = (
    "11月11日，英伟达宣布向OpenAI投资1000亿美元，后者投后估值5000亿美元。\n"
    "“我们会用这笔钱买卡，”OpenAI表示，公司已向甲骨文采购3000亿美元的算力。\n"
)


def test_components_run_in_the_order_in_which_they_need_each_other() -> None:
    assert pipeline().pipe_names == [name for name in COMPONENTS if name != ENCODER]
    analysis = pipeline().analyze_pipes()
    assert analysis
    assert not any(analysis["problems"].values())


def test_annotations_lie_inside_the_text_and_in_order() -> None:
    doc = read(ARTICLE)
    for name in ("sents_", "mentions", "quantities", "dates", "references"):
        spans = [(a.start, a.end) for a in getattr(doc._, name)]
        assert spans == sorted(spans), name
        assert all(0 <= start < end <= len(doc.text) for start, end in spans), name


def test_an_empty_text_and_a_blank_one_are_read() -> None:
    for text in ("", " \n\n ", "。", "\x00"):
        assert read(text).text == text


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "1234567890",
        "1,234,",
        "一二三",
        "亿万",
        "1亿2",
        "3月",
        "百分之",
        "三成",
        "（",
        "“",
        "...",
        "没有句号的一行\n",
        "公司向公司投资一亿元，",
        ARTICLE,
    ],
    ids=lambda piece: piece.strip()[:8],
)
def test_time_grows_with_the_length(piece: str) -> None:
    """Of every component, from 15,000 to 60,000 characters; a quadratic one would take sixteen times as long."""
    short, long = (_seconds((piece * (size // len(piece) + 1))[:size]) for size in (15_000, 60_000))
    for name, seconds in long.items():
        assert seconds < 9 * max(short[name], 0.05), name


def _seconds(text: str) -> dict[str, float]:
    """CPU time of each component on the text. Collecting garbage is left out: it pays for what other tests hold."""
    gc.collect()
    gc.disable()
    try:
        return _timed(text)
    finally:
        gc.enable()


def _timed(text: str) -> dict[str, float]:
    began = time.process_time()
    doc = pipeline().make_doc(text)
    taken = {"tokenizer": time.process_time() - began}
    doc._.published = "2025-11-20"
    for name, component in pipeline().pipeline:
        began = time.process_time()
        component(doc)
        taken[name] = time.process_time() - began
    return taken
