from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.normal import normalize
from ingest.text.sentences import LONGEST, split


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split(normalize(text))]


@given(st.text(st.sampled_from("公司投资。！？；，、：“”（）【】.!?1 \n\r\tA一亿元—…")))
def test_sentences_tile_what_is_not_blank(text: str) -> None:
    sentences = split(normalize(text))
    covered = [i for s in sentences for i in range(s.start, s.end)]
    assert covered == sorted(set(covered))
    assert all(c.isspace() for i, c in enumerate(text) if i not in set(covered))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] for s in sentences)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("软银不卖。英伟达买了！真的？是的", ["软银不卖。", "英伟达买了！", "真的？", "是的"]),
        ("“一股都不想卖。”孙正义说。次日大跌。", ["“一股都不想卖。”", "孙正义说。", "次日大跌。"]),
        ("关于“谁来付钱？”的问题，没有答案。", ["关于“谁来付钱？”的问题，没有答案。"]),
        ("营收3.5亿元，增长1.2%。净利0.3亿元。", ["营收3.5亿元，增长1.2%。", "净利0.3亿元。"]),
        ("1.甲投资乙。2.丙收购丁。", ["1.甲投资乙。", "2.丙收购丁。"]),
        ("一. 公司概况", ["一. 公司概况"]),
        ("甲投资了乙. 丙没有.", ["甲投资了乙.", "丙没有."]),
        ("由Exafunction Inc.在2021年成立，与Foo Co., Ltd.合作。", ["由Exafunction Inc.在2021年成立，与Foo Co., Ltd.合作。"]),
        ("Yahoo!收购案告吹。见http://a.example/?b=c。", ["Yahoo!收购案告吹。", "见http://a.example/?b=c。"]),
        ("甲投资乙;丙投资丁,合计2亿元。", ["甲投资乙;丙投资丁,合计2亿元。"]),
        ("【光年完成B轮融资】光年宣布完成1亿元融资。", ["【光年完成B轮融资】", "光年宣布完成1亿元融资。"]),
    ],
)
def test_cuts(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


def test_headings_and_items_without_a_full_stop_stand_alone() -> None:
    text = "甲公司：第三季度净利润5亿元\n甲公司公告，第三季度净利润5亿元。\n投融资\n乙公司完成A轮融资\n本轮由丙领投。"
    sentences = split(normalize(text))
    assert [text[s.start : s.end] for s in sentences] == text.split("\n")
    assert [s.heading for s in sentences] == [True, False, True, True, False]
    assert [s.paragraph for s in sentences] == [0, 1, 2, 3, 4]


WRAPPED = """\
  数据中心运营商甲公司昨日表示，已经同乙银行和丙银行签
署总额为12
亿元的银团贷款协议，期限五年，用于建设位于内蒙古的第
二座数据中心。公司同时把机房里的全部服务器抵押给了上
述两家银行，预计明年二季度投产。

二、股东

  丁基金持有甲公司三成股份，去年底又通过子公司追加投资
两亿元，成为仅次于创始人的第二大股东。
"""


def test_wrapped_lines_are_joined_and_headings_are_not() -> None:
    sentences = cut(WRAPPED)
    assert len(sentences) == 4
    assert "12\n亿元" in sentences[0]
    assert sentences[0].endswith("第\n二座数据中心。")
    assert sentences[2] == "二、股东"


def test_a_line_that_ends_between_figure_and_unit_goes_on() -> None:
    assert len(cut("Anthropic 新一轮融资最高投资 40\n亿美金。")) == 1


def test_a_list_of_lines_is_not_taken_for_wrapped_text() -> None:
    lines = [f"第{i}家公司宣布完成新一轮的战略融资并扩大生产规模的计划" for i in "一二三四五六七八"]
    assert cut("\n".join(lines)) == lines


def test_a_stretch_without_full_stop_is_cut_all_the_same() -> None:
    text = "质押股数 股东名称 质权人 " * 400
    assert max(len(s) for s in cut(text)) <= LONGEST
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
