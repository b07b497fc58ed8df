from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.normal import normalize


@given(st.text())
def test_length_never_changes(text: str) -> None:
    assert len(normalize(text)) == len(text)


@given(st.text())
def test_normal_form_is_stable(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("１．５億元，ＡＢＣ（Ｘ）", "1.5亿元,ABC(X)"),
        ("台積電與鴻海簽訂聯貸", "台积电与鸿海签订联贷"),
        ("妳甦衞滙", "你苏卫汇"),
        ("「拉古納」『內』‘a’", "“拉古纳”“内”'a'"),
        ("𝕏", "X"),
        ("⻓", "⻓"),
        ("⼈", "人"),
        ("a\u00a0b\u3000c\td", "a b c d"),
        ("阿里·巴巴・W‧x", "阿里·巴巴·W·x"),
    ],
)
def test_one_for_one(text: str, plain: str) -> None:
    assert normalize(text) == plain


@pytest.mark.parametrize("text", ["乾照光电", "乾景园林", "昇腾", "①亿", "5²"])
def test_what_means_something_else_stays(text: str) -> None:
    assert normalize(text) == text
