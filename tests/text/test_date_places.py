"""The one pass that looks for dates where one can begin finds what each manner of writing finds by itself."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from ingest.text.dates.patterns import PATTERNS, matches

PIECES = (
    "2025 2024 114 25 12 10 1 3 二〇二五 二零 十一 三十一 十 两 三 年 月 日 号 周 天 季 季度 半年 上 下 本 这 今 昨 前 后 明 去 当 同 次 "
    "翌 隔 第 大前天 即日 星期 礼拜 个 个月 年度 财年 年底 月初 份 末 之前 之后 以后 内 的 Q H1 Q3 - / . ( ) 民国 晚 早 一 报道 亿元"
).split(" ")


def _by_each(text: str) -> set[tuple[int, int, str]]:
    return {(m.start(), m.end(), kind) for kind, pattern in PATTERNS.items() for m in pattern.finditer(text)}


def _in_one_pass(text: str) -> set[tuple[int, int, str]]:
    return {(match.start(), match.end(), kind) for _, _, kind, match in matches(text)}


@given(st.lists(st.sampled_from([*PIECES, " ", "\n"]), max_size=12))
def test_one_pass_finds_what_every_pattern_finds(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert _in_one_pass(text) == _by_each(text)


def test_one_pass_finds_every_short_date() -> None:
    text = ",".join("".join(three) for three in product(PIECES, repeat=3))
    assert _in_one_pass(text) == _by_each(text)
