"""Names are found by what they are made of and by what stands beside them, known or not."""

from __future__ import annotations

import pytest

from tests.names.reading import names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("由深圳市创新投资集团有限公司领投。", "深圳市创新投资集团有限公司"),
        ("国内新药企业砚坪生物宣布完成A轮融资。", "砚坪生物"),
        ("网约车平台蓝鲸出行撤回上市申请。", "蓝鲸出行"),
        ("该行向合肥市国资委出具了保函。", "合肥市国资委"),
        ("贷款由江苏银行常州分行发放。", "江苏银行常州分行"),
        ("被告是青海省能源发展（集团）有限责任公司。", "青海省能源发展（集团）有限责任公司"),
        ("借款人向先声药业采购原料。", "先声药业"),
        ("招标人把标段授予内蒙古电力集团。", "内蒙古电力集团"),
    ],
)
def test_endings_and_their_left_edge(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize("text", ["中信证券收购广州证券。", "松原证券要约收购青禾科技。", "松原动力收购青禾科技50%股权。"])
def test_a_takeover_in_a_word_stands_between_two_names(text: str) -> None:
    found = names(text)
    assert len(found) == 2
    assert not any("收购" in name for name in found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("债权由Blue Owl与S&P Global各持一半。", "S&P Global"),
        ("项目交给Crédit Agricole CIB 承销。", "Crédit Agricole CIB"),
        ("工厂归Tuoqiao Tyre (Thailand) Co., Ltd. 所有。", "Tuoqiao Tyre (Thailand) Co., Ltd."),
        ("船由 Mitsui O.S.K. Lines 承运。", "Mitsui O.S.K. Lines"),
        ("它在挪威从 Ørsted 手里买下风场。", "Ørsted"),
    ],
)
def test_latin_names_of_several_words(text: str, name: str) -> None:
    assert name in names(text)


def test_names_in_capitals_that_mean_nobody() -> None:
    assert names("公司CEO说，AI与GPU推高了CAPEX，IPO的PE倍数由ETF决定。") <= {"CAPEX"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("尚颀资本向恒砾投了2亿元，恒砾的创始人签下承诺。", "恒砾"),
        ("由恒砾领投，红杉中国跟投。", "恒砾"),
        ("投资方包括红杉中国、澜砺、高瓴和腾讯。", "澜砺"),
    ],
)
def test_names_without_an_ending(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    "text", ["国内多家芯片公司和上市银行增持。", "一家汽车集团与三家投资机构谈判。", "上述两家公司均未置评。", "巨头们和供应商签约。"]
)
def test_described_groups_are_nobody(text: str) -> None:
    assert not names(text)


def test_a_state_is_a_party_where_it_pays() -> None:
    assert {"日本", "台积电"} <= names("日本将向台积电补贴1.2万亿日元。")
    assert "德国" in names("德国已同意向英特尔补贴99亿欧元。")
    assert not names("美国补贴政策调整，日本消费回暖。")


def test_an_office_in_a_word_is_no_part_of_a_name() -> None:
    assert names("德国总理默茨周二访问了西门子。") <= {"默茨", "西门子"}


def test_what_a_known_firm_makes_is_no_part_of_its_name() -> None:
    assert names("英伟达芯片由台积电代工。") == {"英伟达", "台积电"}


def test_a_known_name_is_not_found_inside_other_words() -> None:
    found = names("北京东城区提高通胀预期，中国银行业看跌恒生指数。")
    assert not found & {"京东", "高通", "中国银行"}


def test_traditional_text_keeps_its_own_characters() -> None:
    assert {"台積電", "輝達"} <= names("台積電昨日宣布，與輝達簽署供貨協議。")


def test_a_person_counts_where_it_holds() -> None:
    assert "孔令溪" in names("公司实际控制人孔令溪所持股份被冻结。")
    assert "方见微" not in names("首席财务官方见微在电话会上说，需求强劲。")


def test_a_name_is_found_wherever_it_stands() -> None:
    text = "砚坪微电子宣布增资。\n市场观察\n下周关注砚坪微电子的公告。"
    assert text.count("砚坪微电子") == 2
    from tests.names.reading import read

    assert [text[m.start : m.end] for m in read(text)._.mentions] == ["砚坪微电子"] * 2


def test_no_name_begins_with_the_word_that_quotes_it() -> None:
    text = "据彭博社报道，小米降价。据彭博社消息，小米扩产。据彭博社称，小米裁员。"
    assert not {n for n in names(text) if n.startswith("据")}
