"""Traps: who is only quoted, goods that look like firms, contracts whose direction comes later, deals that came to nothing."""

from __future__ import annotations

import pytest

from graph.model import AmountKind, PartyKind, Status
from tests.deals.reading import claims, read, told

PURCHASE = ("松原动力", "PURCHASES_FROM", "青禾科技")


@pytest.mark.parametrize(
    "text",
    [
        "据沧海日报报道，松原动力收购青禾科技。",
        "据沧海日报9月10日报道，松原动力收购青禾科技。",
        "沧海日报报道称，松原动力收购青禾科技。",
        "沧海日报援引知情者的话说，松原动力收购青禾科技。",
        "沧海日报研报指出，松原动力收购了青禾科技。",
    ],
)
def test_who_is_quoted_has_no_part_in_the_deal(text: str) -> None:
    assert told(text, "沧海日报", "松原动力", "青禾科技") == {("松原动力", "ACQUIRES", "青禾科技")}


def test_a_reference_does_not_mean_who_is_quoted() -> None:
    text = "松原动力正在扩产。据沧海日报报道，该公司将向青禾科技采购电池。"
    assert told(text, "松原动力", "沧海日报", "青禾科技") == {PURCHASE}


@pytest.mark.parametrize(
    "text",
    [
        "青禾科技与松原动力签署合同，松原动力将向青禾科技采购电池。",
        "松原动力与青禾科技签署了5亿元的合同。松原动力下半年再向青禾科技采购2亿元的电池。",
        "松原动力同意买下青禾科技没有卖出去的算力。",
        "青禾科技把名为北斗一号的储能设备卖给松原动力。",
    ],
)
def test_direction_of_goods(text: str) -> None:
    assert told(text, "松原动力", "青禾科技") == {PURCHASE}


def test_the_contract_gives_its_sum_to_the_purchase() -> None:
    (claim,) = claims("青禾科技与松原动力签下5亿元的合同，松原动力将向青禾科技采购电池。", "松原动力", "青禾科技")
    assert (claim.source, claim.terms.amount) == ("0", 5e8)


def test_paper_is_no_goods() -> None:
    assert told("松原动力宣布将以每股23元的价格购买青禾科技普通股。", "松原动力", "青禾科技") == {("松原动力", "INVESTS_IN", "青禾科技")}


def test_a_guaranteed_lease_is_the_guarantee_alone() -> None:
    assert told("松原动力为青禾科技的租约提供18亿元的担保。", "松原动力", "青禾科技") == {("松原动力", "GUARANTEES", "青禾科技")}


def test_a_swap_of_shares_is_one_grant_each_way() -> None:
    assert told("松原动力与青禾科技宣布换股。", "松原动力", "青禾科技") == {
        ("松原动力", "GRANTS_EQUITY_TO", "青禾科技"),
        ("青禾科技", "GRANTS_EQUITY_TO", "松原动力"),
    }


def test_shares_held_are_pledged_by_their_holder() -> None:
    text = "白鹭银行向松原动力提供3亿元贷款，松原动力以所持的青禾科技股票作质押。"
    found = read(text, ["白鹭银行", "松原动力", "青禾科技"])._.claims
    assert [(c.source, c.target, c.terms.subject) for c in found if c.type == "PLEDGES_TO"] == [("1", "0", "青禾科技")]


def test_a_product_is_no_side_of_a_purchase() -> None:
    assert told("松原动力采购北斗一号。", "松原动力", "北斗一号", kinds={"北斗一号": PartyKind.PRODUCT}) == set()


def test_people_of_a_firm_that_join_another_are_no_deal() -> None:
    assert told("松原动力的创始人随后加入青禾科技。", "松原动力", "青禾科技") == set()


def test_partners_of_somebody_not_named_here() -> None:
    text = "首批出资人是松原动力和青禾科技，技术伙伴包括白鹭集团和红柳医药。"
    assert told(text, "松原动力", "青禾科技", "白鹭集团", "红柳医药") == set()


def test_who_sells_shares_stays_the_subject() -> None:
    text = "松原动力以5亿元卖出所持的全部青禾科技股票，又向红柳医药投资3亿元。"
    assert told(text, "松原动力", "青禾科技", "红柳医药") == {("松原动力", "INVESTS_IN", "红柳医药")}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("松原动力和白鹭集团将分别向青禾科技出资190亿元。", AmountKind.EXACT),
        ("松原动力和白鹭集团将共同向青禾科技出资190亿元。", AmountKind.JOINT),
        ("松原动力和白鹭集团向青禾科技合计出资190亿元。", AmountKind.JOINT),
    ],
)
def test_said_of_each_or_of_all(text: str, kind: AmountKind) -> None:
    assert [c.terms.amount_kind for c in claims(text, "松原动力", "白鹭集团", "青禾科技")] == [kind] * 2


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("松原动力拟吸收合并青禾科技；12月9日，两家公司同时公告终止这项重组。", Status.TERMINATED),
        ("松原动力宣布收购青禾科技。股东随后否决了方案。", Status.TERMINATED),
        ("松原动力宣布收购青禾科技。这笔交易后来告吹。", Status.TERMINATED),
        ("松原动力宣布收购青禾科技。双方表示不会终止这项交易。", Status.ANNOUNCED),
        ("松原动力宣布收购青禾科技。此前，公司终止了与他人的合作。", Status.ANNOUNCED),
    ],
)
def test_a_deal_that_came_to_nothing_later(text: str, status: Status) -> None:
    (claim,) = claims(text, "松原动力", "青禾科技")
    assert claim.terms.status is status


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("松原动力与青禾科技在2026年3月签署采购合同，期限直到2032年4月。", "2026-03"),
        ("松原动力将在2032年4月之前向青禾科技采购电池。", None),
        ("松原动力将向青禾科技采购电池，2030年起供货。", None),
    ],
)
def test_a_day_to_come_is_not_the_date(text: str, date: str | None) -> None:
    (claim,) = claims(text, "松原动力", "青禾科技")
    assert claim.terms.date == date
