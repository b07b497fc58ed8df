"""Sums, shares, rounds, dates and states of a deal."""

from __future__ import annotations

import pytest

from graph.model import AmountKind, Status
from tests.deals.reading import claims


def test_the_sum_at_the_cue_counts_not_the_valuation() -> None:
    (claim,) = claims("松原动力以估值90亿元向青禾科技投资3亿美元。", "松原动力", "青禾科技")
    assert (claim.terms.amount, claim.terms.currency, claim.terms.amount_kind) == (3e8, "USD", AmountKind.EXACT)


def test_the_price_may_stand_in_the_next_clause() -> None:
    (claim,) = claims("松原动力收购青禾科技，作价约5亿元。", "松原动力", "青禾科技")
    assert (claim.terms.amount, claim.terms.amount_kind) == (5e8, AmountKind.ABOUT)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("松原动力第一大客户为青禾科技，去年销售额3.2亿元，占营收41%。", 3.2e8),
        ("松原动力的大客户是青禾科技，公司去年营收20亿元。", None),
    ],
)
def test_what_is_sold_to_a_customer_is_the_sum_and_no_other_turnover(text: str, amount: float | None) -> None:
    (claim,) = claims(text, "松原动力", "青禾科技")
    assert (claim.type, claim.terms.amount) == ("PURCHASES_FROM", amount)


def test_the_sum_of_all_rounds_so_far_is_that_of_none() -> None:
    found = claims("青禾科技已累计完成超10亿元融资，投资方包括松原动力、白鹭基金。", "青禾科技", "松原动力", "白鹭基金")
    assert {(c.type, c.terms.amount) for c in found} == {("INVESTS_IN", None)}


def test_what_one_party_pays_of_a_sum_of_several_is_its_sum() -> None:
    text = "松原动力与白鹭集团共同投资青禾科技30亿元。其中，松原动力出资20亿元，白鹭集团出资10亿元。"
    found = claims(text, "松原动力", "白鹭集团", "青禾科技")
    assert [(c.type, c.terms.amount, c.terms.amount_kind) for c in found] == [
        ("INVESTS_IN", 2e9, AmountKind.EXACT),
        ("INVESTS_IN", 1e9, AmountKind.EXACT),
    ]


@pytest.mark.parametrize(
    "text", ["青禾科技完成5亿元C轮融资，松原动力领投，出资3亿元。", "松原动力领投青禾科技一轮5亿元的融资，自身出资3亿元。"]
)
def test_what_one_party_pays_of_a_round_is_its_sum(text: str) -> None:
    (claim,) = claims(text, "松原动力", "青禾科技")
    assert (claim.type, claim.terms.amount, claim.terms.amount_kind) == ("INVESTS_IN", 3e8, AmountKind.EXACT)


def test_what_an_investor_pays_for_something_else_is_no_part_of_the_sum() -> None:
    found = claims("松原动力与白鹭集团共同投资青禾科技30亿元。松原动力今年还出资5亿元建设新工厂。", "松原动力", "白鹭集团", "青禾科技")
    assert [(c.type, c.terms.amount) for c in found] == [("INVESTS_IN", 3e9)] * 2


def test_the_sum_of_a_round_is_joint() -> None:
    found = claims("青禾科技完成3亿元B轮融资，松原动力领投，白鹭基金跟投。", "青禾科技", "松原动力", "白鹭基金")
    assert [(c.terms.amount, c.terms.amount_kind, c.terms.round, c.terms.status) for c in found] == [
        (3e8, AmountKind.JOINT, "B", Status.COMPLETED)
    ] * 2


def test_sums_and_parties_of_equal_number_go_one_to_one() -> None:
    found = claims("松原动力、白鹭集团分别向青禾科技投资1亿元和2亿元。", "松原动力", "白鹭集团", "青禾科技")
    assert [(c.source, c.terms.amount, c.terms.amount_kind) for c in found] == [
        ("0", 1e8, AmountKind.EXACT),
        ("1", 2e8, AmountKind.EXACT),
    ]


def test_one_sum_for_each() -> None:
    found = claims("松原动力、白鹭集团向青禾科技各出资2亿元。", "松原动力", "白鹭集团", "青禾科技")
    assert {(c.terms.amount, c.terms.amount_kind) for c in found} == {(2e8, AmountKind.EXACT)}


def test_share_of_a_holding() -> None:
    (claim,) = claims("松原动力持有青禾科技12.5%的股份。", "松原动力", "青禾科技")
    assert claim.terms.stake_pct == 12.5


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("松原动力增持青禾科技，持股比例由5%提升至6.2%。", 6.2),
        ("松原动力持有青禾科技的股份从12%降到9.5%。", 9.5),
        ("松原动力收购青禾科技一半的股权。", 50.0),
    ],
)
def test_a_share_is_the_one_that_is_held_afterwards(text: str, share: float) -> None:
    assert {c.terms.stake_pct for c in claims(text, "松原动力", "青禾科技")} == {share}


@pytest.mark.parametrize(
    "text",
    [
        "松原动力将对青禾科技的投资由3亿元增至5亿元。",
        "松原动力把对青禾科技的投资从3亿元上调至5亿元。",
        "松原动力将对青禾科技的投资由原3亿元下调为5亿元。",
    ],
)
def test_a_sum_is_the_one_that_holds_afterwards(text: str) -> None:
    assert [c.terms.amount for c in claims(text, "松原动力", "青禾科技")] == [5e8]


def test_a_part_of_what_the_holder_has_is_no_share_of_the_company() -> None:
    text = "松原动力将青禾科技1200万股质押给白鹭银行，占其所持股份的18.5%。"
    assert [c.terms.stake_pct for c in claims(text, "松原动力", "青禾科技", "白鹭银行") if c.type == "PLEDGES_TO"] == [None]


def test_a_seller_of_two_firms_has_the_price_of_each() -> None:
    text = "松原动力分别以3亿元和1亿元收购青禾科技、红柳医药各51%的股权，卖方为白鹭集团。"
    found = claims(text, "松原动力", "青禾科技", "红柳医药", "白鹭集团")
    assert [c.terms.amount for c in found if c.type == "BUYS_STAKE_FROM"] == [3e8, 1e8]


def test_whole_ownership() -> None:
    (claim,) = claims("松原动力全资子公司青禾科技昨日开业。", "松原动力", "青禾科技")
    assert claim.terms.stake_pct == 100.0


def test_two_deals_of_a_sentence_keep_their_sums_apart() -> None:
    text = "松原动力以5亿元收购青禾科技，白鹭集团则向红柳医药投资3亿元。"
    found = claims(text, "松原动力", "青禾科技", "白鹭集团", "红柳医药")
    assert [(c.type, c.terms.amount) for c in found] == [("ACQUIRES", 5e8), ("INVESTS_IN", 3e8)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026年3月5日，松原动力收购青禾科技。", "2026-03-05"),
        ("松原动力昨日收购青禾科技。", "2026-06-14"),
        ("松原动力收购青禾科技。", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    (claim,) = claims(text, "松原动力", "青禾科技")
    assert claim.terms.date == date


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("松原动力收购青禾科技。", Status.ANNOUNCED),
        ("松原动力拟收购青禾科技。", Status.PLANNED),
        ("松原动力将向青禾科技投资。", Status.PLANNED),
        ("松原动力宣布将向青禾科技投资。", Status.ANNOUNCED),
        ("松原动力完成对青禾科技的收购。", Status.COMPLETED),
        ("松原动力终止收购青禾科技。", Status.TERMINATED),
        ("据知情人士透露，松原动力收购青禾科技。", Status.RUMORED),
        ("松原动力否认收购青禾科技。", Status.DENIED),
        ("松原动力的发言人表示，公司没有收购青禾科技。", Status.DENIED),
    ],
)
def test_states(text: str, status: Status) -> None:
    (claim,) = claims(text, "松原动力", "青禾科技")
    assert claim.terms.status is status


def test_evidence_is_the_sentence_as_written() -> None:
    text = "天气很好。松原动力收購青禾科技（作價５億元）！股价上涨。"
    (claim,) = claims(text, "松原动力", "青禾科技")
    assert text[claim.start : claim.end] == claim.evidence == "松原动力收購青禾科技（作價５億元）！"
    assert claim.rule
    assert 0 < claim.score <= 1


def test_a_valuation_takes_only_its_own_figure() -> None:
    (claim,) = claims("松原动力以投前20亿美元的估值向青禾科技投资3000万美元。", "松原动力", "青禾科技")
    assert claim.terms.amount == 3e7
    (claim,) = claims("松原动力按50亿元估值向青禾科技增资3亿元。", "松原动力", "青禾科技")
    assert claim.terms.amount == 3e8


def test_a_round_has_the_sum_of_the_clause_that_told_of_it() -> None:
    text = "青禾科技完成10亿元A轮融资，由松原动力领投；白鹭集团的3亿美元C轮融资还在谈。"
    (claim,) = claims(text, "青禾科技", "松原动力", "白鹭集团")
    assert (claim.terms.amount, claim.terms.currency, claim.terms.round) == (1e9, "CNY", "A")


def test_a_strategic_investor_is_no_strategic_round() -> None:
    (claim,) = claims("松原动力获战略投资者青禾科技3亿元注资。", "松原动力", "青禾科技")
    assert claim.terms.round is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("松原动力已偿还从白鹭银行借入的2亿元。", Status.COMPLETED),
        ("松原动力未能偿还从白鹭银行借入的2亿元。", Status.ANNOUNCED),
        ("松原动力到期未偿还从白鹭银行借入的2亿元。", Status.ANNOUNCED),
        ("松原动力向白鹭银行借入2亿元用于偿还旧债。", Status.ANNOUNCED),
    ],
)
def test_only_what_is_paid_back_is_completed(text: str, status: Status) -> None:
    (claim,) = claims(text, "松原动力", "白鹭银行")
    assert claim.terms.status is status


def test_the_year_of_a_lot_is_no_date() -> None:
    (claim,) = claims("松原动力中标青禾科技2026年第三批电表采购，约占2025年度营业收入的一成。", "松原动力", "青禾科技")
    assert claim.terms.date is None


def test_a_takeover_that_failed_is_terminated() -> None:
    (claim,) = claims("松原动力拟收购青禾科技，后来宣布不再加价，收购宣告失败。", "松原动力", "青禾科技")
    assert claim.terms.status is Status.TERMINATED


def test_what_fails_in_another_sentence_may_be_of_another() -> None:
    text = "松原动力收购青禾科技，总金额130亿元。竞争对手后来宣布不再加价，收购宣告失败。"
    (claim,) = claims(text, "松原动力", "青禾科技")
    assert claim.terms.status is Status.ANNOUNCED
