"""The forms of one party are one, those of different parties are not, and the key depends on the party alone."""

from __future__ import annotations

from graph.model import PartyKind
from tests.names.reading import parties


def test_brackets_give_other_names() -> None:
    found = parties("千壽製藥（Senju Pharmaceutical）與安曜生技（6931-TW）簽約。")
    assert found["千壽製藥"] is found["Senju Pharmaceutical"]
    assert found["安曜生技"].name == "安曜生技"


def test_a_short_form_told_by_the_text() -> None:
    found = parties("福建闽涛投资集团有限公司（以下简称“闽涛投资”）质押股份。闽涛投资表示没有风险。")
    assert found["闽涛投资"] is found["福建闽涛投资集团有限公司"]
    assert found["闽涛投资"].name == "闽涛投资"


def test_full_name_and_short_form_without_a_word_of_it() -> None:
    found = parties("苏州和澍生物医药股份有限公司昨日公告。和澍生物拟与默沙东合作，和澍生物股价上涨。")
    assert found["和澍生物"] is found["苏州和澍生物医药股份有限公司"]


def test_known_parties_are_one_under_all_their_names() -> None:
    found = parties("甲骨文（Oracle）与甲骨文公司是一回事，oracle也是。")
    assert len({id(p) for p in found.values()}) == 1
    assert found["甲骨文"].key == "lexicon:甲骨文"


def test_a_place_that_the_dictionary_has_in_a_longer_one() -> None:
    found = parties("泰和集团把酒店卖给新加坡海峡置地，海峡置地以新股支付。")
    assert found["新加坡海峡置地"] is found["海峡置地"]


def test_a_bank_and_its_broker_stay_apart() -> None:
    found = parties("招商银行与招商证券签约，招商银行出资。")
    assert found["招商银行"] is not found["招商证券"]


def test_a_branch_is_its_bank() -> None:
    found = parties("公司向江苏银行常州分行申请贷款，江苏银行同意放款。")
    assert found["江苏银行常州分行"] is found["江苏银行"]


def test_the_key_is_the_name_without_law_and_brackets() -> None:
    one = parties("澜砺智算（深圳）有限公司宣布融资。")["澜砺智算（深圳）有限公司"]
    other = parties("澜砺智算宣布融资。")["澜砺智算"]
    assert one.key == other.key == "澜砺智算"


def test_the_key_is_the_same_in_traditional_text() -> None:
    assert parties("環騰電子宣布增資。")["環騰電子"].key == parties("环腾电子宣布增资。")["环腾电子"].key


def test_kinds_come_from_the_name() -> None:
    found = parties("美国商务部、大基金二期与澜砺产业投资基金合伙企业（有限合伙）签约，澜砺科技参与。")
    kinds = {alias: party.kind for alias, party in found.items()}
    assert kinds["美国商务部"] is PartyKind.GOVERNMENT
    assert kinds["澜砺科技"] is PartyKind.COMPANY
    assert any(kind is PartyKind.FUND for alias, kind in kinds.items() if "基金" in alias)


def test_two_registered_firms_are_two_though_one_name_begins_the_other() -> None:
    found = parties("澜桥股份有限公司公告，子公司澜桥新材料（芜湖）有限公司获得贷款。澜桥股份提供担保。")
    assert found["澜桥股份有限公司"] is not found["澜桥新材料（芜湖）有限公司"]
    assert found["澜桥股份"] is found["澜桥股份有限公司"]
