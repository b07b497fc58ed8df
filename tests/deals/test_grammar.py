"""Who stands where around a cue: case, voice, lists, relative clauses, references."""

from __future__ import annotations

import pytest

from graph.model import PartyKind
from tests.deals.reading import told

CASES = [
    # capital given
    ("松原动力宣布向青禾科技投资3亿元。", {("松原动力", "INVESTS_IN", "青禾科技")}),
    ("青禾科技获松原动力投资3亿元。", {("松原动力", "INVESTS_IN", "青禾科技")}),
    ("松原动力对青禾科技的3亿元增资已经到账。", {("松原动力", "INVESTS_IN", "青禾科技")}),
    ("松原动力、白鹭基金共同向青禾科技注资3亿元。", {("松原动力", "INVESTS_IN", "青禾科技"), ("白鹭基金", "INVESTS_IN", "青禾科技")}),
    ("松原动力投资的青禾科技昨日开业。", {("松原动力", "INVESTS_IN", "青禾科技")}),
    # rounds
    (
        "青禾科技完成3亿元B轮融资，由松原动力领投，白鹭基金、红柳资本跟投。",
        {(n, "INVESTS_IN", "青禾科技") for n in ("松原动力", "白鹭基金", "红柳资本")},
    ),
    ("青禾科技完成3亿元B轮融资，投资方为松原动力和白鹭基金。", {(n, "INVESTS_IN", "青禾科技") for n in ("松原动力", "白鹭基金")}),
    ("松原动力领投了青禾科技的B轮融资，白鹭基金跟投。", {(n, "INVESTS_IN", "青禾科技") for n in ("松原动力", "白鹭基金")}),
    # takeovers and sales
    ("松原动力以5亿元收购青禾科技。", {("松原动力", "ACQUIRES", "青禾科技")}),
    ("松原动力同意收购青禾科技。", {("松原动力", "ACQUIRES", "青禾科技")}),
    ("松原动力对青禾科技发起要约收购。", {("松原动力", "ACQUIRES", "青禾科技")}),
    ("松原动力并购青禾科技。", {("松原动力", "ACQUIRES", "青禾科技")}),
    ("青禾科技被松原动力收购。", {("松原动力", "ACQUIRES", "青禾科技")}),
    (
        "松原动力从白鹭集团手中收购青禾科技100%股权。",
        {("松原动力", "ACQUIRES", "青禾科技"), ("松原动力", "BUYS_STAKE_FROM", "白鹭集团")},
    ),
    ("松原动力收购了青禾科技，卖方为白鹭集团。", {("松原动力", "ACQUIRES", "青禾科技"), ("松原动力", "BUYS_STAKE_FROM", "白鹭集团")}),
    ("白鹭集团将所持青禾科技12%股份转让给松原动力。", {("松原动力", "BUYS_STAKE_FROM", "白鹭集团")}),
    ("松原动力受让白鹭集团持有的青禾科技12%股份。", {("松原动力", "BUYS_STAKE_FROM", "白鹭集团")}),
    ("松原动力斥资2亿元获得青禾科技8%的股权。", {("松原动力", "INVESTS_IN", "青禾科技")}),
    # holdings
    ("松原动力持有青禾科技12%的股份。", {("松原动力", "HOLDS_STAKE_IN", "青禾科技")}),
    ("青禾科技由松原动力控股。", {("松原动力", "HOLDS_STAKE_IN", "青禾科技")}),
    ("松原动力旗下的青禾科技发布了新品。", {("松原动力", "HOLDS_STAKE_IN", "青禾科技")}),
    ("松原动力是青禾科技的第一大股东。", {("松原动力", "HOLDS_STAKE_IN", "青禾科技")}),
    ("青禾科技的大股东松原动力没有出席。", {("松原动力", "HOLDS_STAKE_IN", "青禾科技")}),
    # goods, from either side
    ("青禾科技向松原动力采购电池。", {("青禾科技", "PURCHASES_FROM", "松原动力")}),
    ("松原动力向青禾科技供应电池。", {("青禾科技", "PURCHASES_FROM", "松原动力")}),
    ("青禾科技的电池由松原动力供货。", {("青禾科技", "PURCHASES_FROM", "松原动力")}),
    ("松原动力获得青禾科技的5亿元订单。", {("青禾科技", "PURCHASES_FROM", "松原动力")}),
    ("为青禾科技供应电池的松原动力扩产。", {("青禾科技", "PURCHASES_FROM", "松原动力")}),
    ("松原动力的最大客户是青禾科技。", {("青禾科技", "PURCHASES_FROM", "松原动力")}),
    # debt, promises, security
    ("白鹭银行向青禾科技提供2亿元贷款。", {("白鹭银行", "LENDS_TO", "青禾科技")}),
    ("青禾科技从白鹭银行获得2亿元贷款。", {("白鹭银行", "LENDS_TO", "青禾科技")}),
    ("青禾科技获白鹭银行授信2亿元。", {("白鹭银行", "LENDS_TO", "青禾科技")}),
    (
        "松原动力为青禾科技在白鹭银行的2亿元贷款提供担保。",
        {("松原动力", "GUARANTEES", "青禾科技"), ("白鹭银行", "LENDS_TO", "青禾科技")},
    ),
    ("松原动力将厂房抵押给白鹭银行。", {("松原动力", "PLEDGES_TO", "白鹭银行")}),
    ("松原动力授予青禾科技500万份认股权证。", {("松原动力", "GRANTS_EQUITY_TO", "青禾科技")}),
    ("白鹭租赁与松原动力开展了售后回租。", {("白鹭租赁", "LENDS_TO", "松原动力")}),
    ("松原动力与白鹭公司开展融资租赁。", {("白鹭公司", "LENDS_TO", "松原动力")}),
    ("松原动力借钱给青禾科技。", {("松原动力", "LENDS_TO", "青禾科技")}),
    ("松原动力包下青禾科技的全部货舱。", {("松原动力", "PURCHASES_FROM", "青禾科技")}),
    ("沧海市卫健委与松原动力签订合同。", {("沧海市卫健委", "PURCHASES_FROM", "松原动力")}),
    ("白鹭集团把手上的4.1%卖给松原动力。", {("松原动力", "BUYS_STAKE_FROM", "白鹭集团")}),
    ("沧海市国资委把青禾科技的股权无偿划给松原动力。", {("松原动力", "BUYS_STAKE_FROM", "沧海市国资委")}),
    # a list whose last name is described
    (
        "候选人有松原动力和白鹭集团旗下的青禾科技。",
        {("白鹭集团", "HOLDS_STAKE_IN", "青禾科技")},
    ),
    ("松原动力出资3亿元，成为青禾科技的最大股东。", {("松原动力", "INVESTS_IN", "青禾科技"), ("松原动力", "HOLDS_STAKE_IN", "青禾科技")}),
    (
        "白鹭集团收购松原动力51%股权、青禾科技60%的股份。",
        {("白鹭集团", "ACQUIRES", "松原动力"), ("白鹭集团", "ACQUIRES", "青禾科技")},
    ),
    (
        "由白鹭银行和红柳银行牵头，青禾科技获得一笔5亿元的债务融资。",
        {("白鹭银行", "LENDS_TO", "青禾科技"), ("红柳银行", "LENDS_TO", "青禾科技")},
    ),
    ("松原动力拟为青禾科技申请的2亿元开发贷提供保证。", {("松原动力", "GUARANTEES", "青禾科技")}),
    # together
    ("青禾科技加入由松原动力发起的北辰联盟。", {("青禾科技", "PARTICIPATES_IN", "北辰联盟"), ("松原动力", "PARTICIPATES_IN", "北辰联盟")}),
    ("松原动力与青禾科技达成战略合作。", {("松原动力", "PARTNERS_WITH", "青禾科技")}),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_roles(text: str, expected: set[tuple[str, str, str]]) -> None:
    names = sorted({n for source, _, target in expected for n in (source, target)} | ({"青禾科技"} if "青禾科技" in text else set()))
    assert told(text, *names) == expected


def test_public_money_comes_from_a_public_body() -> None:
    kinds = {"沧海市财政局": PartyKind.GOVERNMENT}
    assert told("沧海市财政局向青禾科技发放补贴800万元。", "沧海市财政局", "青禾科技", kinds=kinds) == {
        ("沧海市财政局", "SUBSIDIZES", "青禾科技")
    }
    assert told("沧海市财政局每年补贴青禾科技800万元。", "沧海市财政局", "青禾科技", kinds=kinds) == {
        ("沧海市财政局", "SUBSIDIZES", "青禾科技")
    }
    assert told("松原动力给青禾科技发放补贴800万元。", "松原动力", "青禾科技") == set()


def test_lists_of_equal_length_go_one_to_one() -> None:
    read = told("松原动力、白鹭集团分别向青禾科技、红柳医药供应电池和药材。", "松原动力", "白鹭集团", "青禾科技", "红柳医药")
    assert read == {("青禾科技", "PURCHASES_FROM", "松原动力"), ("红柳医药", "PURCHASES_FROM", "白鹭集团")}


def test_a_dropped_subject_is_carried_on() -> None:
    text = "松原动力周三发布公告，称将向青禾科技投资3亿元，并向白鹭银行申请贷款。"
    assert told(text, "松原动力", "青禾科技", "白鹭银行") == {
        ("松原动力", "INVESTS_IN", "青禾科技"),
        ("白鹭银行", "LENDS_TO", "松原动力"),
    }


def test_the_round_is_told_in_the_sentence_before() -> None:
    text = "青禾科技宣布完成3亿元B轮融资。本轮融资由松原动力领投，白鹭基金跟投。"
    assert told(text, "青禾科技", "松原动力", "白鹭基金") == {
        ("松原动力", "INVESTS_IN", "青禾科技"),
        ("白鹭基金", "INVESTS_IN", "青禾科技"),
    }


def test_pronouns_stand_for_their_parties() -> None:
    text = "松原动力与青禾科技签约，前者将向后者投资3亿元。"
    assert ("松原动力", "INVESTS_IN", "青禾科技") in told(text, "松原动力", "青禾科技")


def test_a_sale_and_leaseback_is_a_loan() -> None:
    assert told("青禾科技把设备卖给白鹭租赁再租回使用。", "青禾科技", "白鹭租赁") == {("白鹭租赁", "LENDS_TO", "青禾科技")}


def test_traditional_characters_and_full_width_marks() -> None:
    assert told("松原動力收購青禾科技，作價５億元。", "松原動力", "青禾科技") == {("松原動力", "ACQUIRES", "青禾科技")}


@pytest.mark.parametrize(
    "text",
    ["松原动力已偿还白鹭银行的2亿元贷款。", "松原动力未能按期偿还白鹭银行2亿元借款。", "松原动力拖欠白鹭银行2亿元借款，未作回应。"],
)
def test_a_loan_that_is_owed_is_owed_to_its_lender(text: str) -> None:
    assert told(text, "松原动力", "白鹭银行") == {("白鹭银行", "LENDS_TO", "松原动力")}


MORE = [
    # a relative clause keeps its agent to itself
    ("由红柳资本支持的青禾科技收购了白鹭集团。", {("青禾科技", "ACQUIRES", "白鹭集团")}),
    # what is held is sold
    ("松原动力拟无偿划转所持青禾科技4%股份至白鹭集团。", {("白鹭集团", "BUYS_STAKE_FROM", "松原动力")}),
    ("松原动力转让所持青禾科技4%股份给白鹭集团。", {("白鹭集团", "BUYS_STAKE_FROM", "松原动力")}),
    # a unit of the seller, named by no name
    ("松原动力将其电池业务出售给白鹭集团。", {("白鹭集团", "BUYS_STAKE_FROM", "松原动力"), ("白鹭集团", "ACQUIRES", "松原动力")}),
    # the bank of a takeover is not its buyer
    ("红柳资本为松原动力收购青禾科技提供融资顾问服务。", {("松原动力", "ACQUIRES", "青禾科技")}),
    # paper of a company
    ("松原动力以4亿美元购入青禾科技的优先股。", {("松原动力", "INVESTS_IN", "青禾科技")}),
    ("松原动力向青禾科技配售1500万股新股。", {("青禾科技", "INVESTS_IN", "松原动力")}),
    ("松原动力向青禾科技发行股份，募集资金3亿元。", {("青禾科技", "INVESTS_IN", "松原动力")}),
    # the debt part of a financing
    ("红柳资本参与了青禾科技的债务融资。", {("红柳资本", "LENDS_TO", "青禾科技")}),
    ("红柳资本参与了青禾科技的B轮融资。", {("红柳资本", "INVESTS_IN", "青禾科技")}),
    # who is the holder, and who describes him
    (
        "青禾科技第一大股东、红柳资本旗下的松原动力没有出席。",
        {("松原动力", "HOLDS_STAKE_IN", "青禾科技"), ("红柳资本", "HOLDS_STAKE_IN", "松原动力")},
    ),
    (
        "青禾科技大股东红柳资本旗下的松原动力没有出席。",
        {("红柳资本", "HOLDS_STAKE_IN", "青禾科技"), ("红柳资本", "HOLDS_STAKE_IN", "松原动力")},
    ),
    # rank of a supplier
    ("青禾科技成为松原动力的独家供应商。", {("松原动力", "PURCHASES_FROM", "青禾科技")}),
    # a role in a list is one towards who stands before
    (
        "松原动力与控股股东红柳资本共同向青禾科技增资2亿元。",
        {("红柳资本", "HOLDS_STAKE_IN", "松原动力"), ("松原动力", "INVESTS_IN", "青禾科技"), ("红柳资本", "INVESTS_IN", "青禾科技")},
    ),
    (
        "松原动力与其控股股东红柳资本共同向青禾科技增资2亿元。",
        {("红柳资本", "HOLDS_STAKE_IN", "松原动力"), ("松原动力", "INVESTS_IN", "青禾科技"), ("红柳资本", "INVESTS_IN", "青禾科技")},
    ),
    (
        "松原动力及其子公司白鹭集团共同向青禾科技增资2亿元。",
        {("松原动力", "HOLDS_STAKE_IN", "白鹭集团"), ("松原动力", "INVESTS_IN", "青禾科技"), ("白鹭集团", "INVESTS_IN", "青禾科技")},
    ),
    # what all told was paid into what is held
    (
        "松原动力持有青禾科技14%的股份，累计投资30亿元。",
        {("松原动力", "HOLDS_STAKE_IN", "青禾科技"), ("松原动力", "INVESTS_IN", "青禾科技")},
    ),
    ("松原动力持有青禾科技14%的股份，已投资30亿元建厂。", {("松原动力", "HOLDS_STAKE_IN", "青禾科技")}),
    # debt for a takeover told before, and for nobody named
    (
        "松原动力拟收购青禾科技。红柳资本承诺提供债务融资5亿元。",
        {("松原动力", "ACQUIRES", "青禾科技"), ("红柳资本", "LENDS_TO", "松原动力")},
    ),
    ("松原动力拟收购青禾科技。红柳资本向中小企业提供贷款5亿元。", {("松原动力", "ACQUIRES", "青禾科技")}),
    ("红柳资本承诺提供债务融资5亿元。", set()),
    # the marker belongs to the name that a relative clause describes
    (
        "松原动力与红柳资本支持的白鹭集团洽谈出售青禾科技。",
        {("白鹭集团", "BUYS_STAKE_FROM", "松原动力"), ("白鹭集团", "ACQUIRES", "青禾科技")},
    ),
    (
        "松原动力正与红柳资本支持的白鹭集团洽谈出售青禾科技。",
        {("白鹭集团", "BUYS_STAKE_FROM", "松原动力"), ("白鹭集团", "ACQUIRES", "青禾科技")},
    ),
    ("红柳资本和白鹭集团支持的松原动力收购了青禾科技。", {("松原动力", "ACQUIRES", "青禾科技")}),
    # an adviser is no buyer
    ("红柳资本担任松原动力收购青禾科技的财务顾问。", {("松原动力", "ACQUIRES", "青禾科技")}),
    # what is held is handed over by its holder
    ("松原动力拟将其持有的青禾科技8%股份转让给白鹭集团。", {("白鹭集团", "BUYS_STAKE_FROM", "松原动力")}),
    ("实际控制人松原动力将其持有的青禾科技8%股份转让给白鹭集团。", {("白鹭集团", "BUYS_STAKE_FROM", "松原动力")}),
    ("红柳资本将松原动力持有的青禾科技8%股份转让给白鹭集团。", {("白鹭集团", "BUYS_STAKE_FROM", "松原动力")}),
    ("松原动力向白鹭集团出售其电池业务。", {("白鹭集团", "BUYS_STAKE_FROM", "松原动力"), ("白鹭集团", "ACQUIRES", "松原动力")}),
    # whom the clause before says it is agreed with
    (
        "松原动力正与白鹭集团洽谈，拟以35亿元出售其电池业务。",
        {("白鹭集团", "BUYS_STAKE_FROM", "松原动力"), ("白鹭集团", "ACQUIRES", "松原动力")},
    ),
    ("松原动力与白鹭集团签署股权转让协议，出售青禾科技8%股权。", {("白鹭集团", "BUYS_STAKE_FROM", "松原动力")}),
    # a loan named again, and what is pledged for it
    (
        "红柳资本向松原动力提供5亿元贷款，贷款以港口收费权作质押。",
        {("红柳资本", "LENDS_TO", "松原动力"), ("松原动力", "PLEDGES_TO", "红柳资本")},
    ),
    (
        "松原动力向红柳资本偿还贷款2亿元，此前为该笔贷款提供的10%青禾科技股权质押已解除。",
        {("红柳资本", "LENDS_TO", "松原动力"), ("松原动力", "PLEDGES_TO", "红柳资本")},
    ),
    # countries hold the characters of markers
    ("松原动力同意收购加拿大铜矿商青禾科技。", {("松原动力", "ACQUIRES", "青禾科技")}),
    ("松原动力同意收购比利时化工企业青禾科技。", {("松原动力", "ACQUIRES", "青禾科技")}),
    # roles of a year, auctions, systems deployed
    ("松原动力2024年第一大客户为青禾科技。", {("青禾科技", "PURCHASES_FROM", "松原动力")}),
    ("松原动力以52亿元竞得机场运营商青禾科技。", {("松原动力", "ACQUIRES", "青禾科技")}),
    ("松原动力将在机房部署青禾科技的存储系统。", {("松原动力", "PURCHASES_FROM", "青禾科技")}),
    # members of a syndicate
    (
        "松原动力向青禾科技发放贷款9亿元。银团成员包括红柳资本和白鹭集团。",
        {(n, "LENDS_TO", "青禾科技") for n in ("松原动力", "红柳资本", "白鹭集团")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), MORE)
def test_constructions(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(text, "松原动力", "青禾科技", "白鹭集团", "红柳资本") == expected


def test_a_person_with_an_office_may_act_for_himself() -> None:
    kinds = {"林述白": PartyKind.PERSON}
    text = "松原动力创始人林述白以个人名义认购青禾科技3000万元可转债。"
    assert told(text, "松原动力", "林述白", "青禾科技", kinds=kinds) == {("林述白", "LENDS_TO", "青禾科技")}


def test_a_product_behind_its_maker_is_the_makers_part() -> None:
    kinds = {"北斗一号": PartyKind.PRODUCT}
    assert told("松原动力北斗一号芯片由青禾科技代工。", "松原动力", "北斗一号", "青禾科技", kinds=kinds) == {
        ("松原动力", "PURCHASES_FROM", "青禾科技")
    }


def test_who_signs_with_an_authority_is_no_investment_of_the_authority() -> None:
    assert told("长山市政府与青禾科技签订投资协议。", "长山市政府", "青禾科技") == set()
