"""Any text is read, in time that grows with its length alone."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.deals.reading import read

NAMES = ("松原动力", "青禾科技", "白鹭银行")
PIECES = st.sampled_from(
    [
        *NAMES,
        *"，。；：！？（）“”、的与和将把被由向从对为在\n ",
        "投资",
        "收购",
        "获得",
        "持有",
        "3亿元",
        "12%",
        "担保",
        "贷款",
        "后者",
        "其",
        "融资",
        "领投",
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_claims_are_sound(text: str) -> None:
    doc = read(text, NAMES)
    for claim in doc._.claims:
        assert text[claim.start : claim.end] == claim.evidence
        assert claim.source != claim.target
        assert {claim.source, claim.target} <= {"0", "1", "2"}


@pytest.mark.parametrize(
    "unit",
    [
        "松原动力向青禾科技投资3亿元。",
        "松原动力向青禾科技投资3亿元，",
        "松原动力向青禾科技投资",
        "松原动力、青禾科技",
        "（松原动力",
        "3亿元12%",
        "其后者该公司",
        "松原动力收购青禾科技。双方终止这项交易。",
        "青禾科技采购超过超过",
        "松原动力以所持青禾科技股票作质押，",
    ],
)
def test_time_is_linear(unit: str) -> None:
    """Twice the text takes about twice the time, also without a full stop."""
    from ingest.text.deals import read_deals

    docs = [read(unit * (size // len(unit)), NAMES) for size in (20_000, 80_000)]
    times = []
    for doc in docs:
        best = min(_timed(read_deals, doc) for _ in range(3))
        times.append(best)
    assert times[1] < 4 * 2.5 * times[0] + 0.05


def _timed(component: object, doc: object) -> float:
    start = process_time()
    component(doc)  # type: ignore[operator]
    return process_time() - start
