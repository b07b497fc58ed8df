"""Which claims are one deal, and what the deal then says."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.facts.claims import StoredClaim
from graph.facts.deals import derive
from graph.ids import deal_id
from graph.model import AmountKind, Deal, Status
from tests.facts.saying import claim


def only(claims: list[StoredClaim]) -> Deal:
    deals = derive(claims)
    assert len(deals) == 1, deals
    return deals[0]


_Case = tuple[dict[str, Any], dict[str, Any]]

ONE: dict[str, _Case] = {
    "nothing more said": ({}, {}),
    "a coarse and an exact date": ({"date": "2025-10"}, {"date": "2025-10-29"}),
    "dates a month apart": ({"date": "2025-10-01"}, {"date": "2025-11-01"}),
    "a rounded sum": ({"amount": 100e9}, {"amount": 97e9}),
    "a sum stated roughly": ({"amount": 100e9, "amount_kind": AmountKind.ABOUT}, {"amount": 91e9}),
    "a sum in another currency": ({"amount": 1e9, "date": "2025"}, {"amount": 7.1e9, "currency": "CNY", "date": "2025"}),
    "a sum and none": ({"amount": 1e9}, {"date": "2025-10-29"}),
    "a disputed sum of the same day": ({"amount": 1e9, "date": "2025-10-29"}, {"amount": 2e9, "date": "2025-10-29"}),
    "a disputed sum of the same round": ({"amount": 1e9, "round": "B"}, {"amount": 2e9, "round": "b"}),
    "one party's part of a sum for several": ({"amount": 10e9, "amount_kind": AmountKind.JOINT}, {"amount": 4e9}),
    "planned, and completed a year later": (
        {"amount": 1e9, "date": "2024-10-01", "status": "planned"},
        {"amount": 1e9, "date": "2025-09-30", "status": "completed"},
    ),
    "told again later without a date": ({"date": "2024-01-05", "published": "2024-01-06"}, {"published": "2026-02-01"}),
}
TWO: dict[str, _Case] = {
    "other rounds": ({"round": "A"}, {"round": "B"}),
    "dates further apart": ({"date": "2025-10-01"}, {"date": "2025-11-02"}),
    "other sums": ({"amount": 1e9}, {"amount": 2e9}),
    "other sums in other currencies": ({"amount": 1e9}, {"amount": 1e9, "currency": "CNY"}),
    "other sums of the same month": ({"amount": 1e9, "date": "2025-10"}, {"amount": 2e9, "date": "2025-10"}),
    "more than the sum for several": ({"amount": 10e9, "amount_kind": AmountKind.JOINT}, {"amount": 14e9}),
    "told before the other was": ({"published": "2021-05-01"}, {"date": "2023-01-23", "published": "2023-01-24"}),
    "completed first, planned a year later": (
        {"amount": 1e9, "date": "2024-10-01", "status": "completed"},
        {"amount": 1e9, "date": "2025-09-30", "status": "planned"},
    ),
}


@pytest.mark.parametrize("case", ONE)
def test_claims_that_do_not_contradict_each_other_are_one_deal(case: str) -> None:
    first, second = ONE[case]
    deal = only([claim("a1", **first), claim("a2", **second)])
    assert deal.articles == ("a1", "a2")
    assert len(deal.claims) == 2


@pytest.mark.parametrize("case", TWO)
def test_claims_that_contradict_each_other_are_two_deals(case: str) -> None:
    first, second = TWO[case]
    deals = derive([claim("a1", **first), claim("a2", **second)])
    assert [d.articles for d in deals].count(("a1",)) == 1
    assert [d.id for d in deals] == [deal_id("INVESTS_IN", "pa", "pb", 0), deal_id("INVESTS_IN", "pa", "pb", 1)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"amount": 10e9, "date": "2025-10-29"}, {"amount": 10.1e9, "date": "2025-10-29"}),
        ({"date": "2025-10-08"}, {"date": "2025-10-20"}),
        ({"stake_pct": 5.0}, {"stake_pct": 4.9}),
    ],
)
def test_an_article_does_not_disagree_with_itself(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert len(derive([claim("a1", **first), claim("a1", **second)])) == 2
    assert len(derive([claim("a1", **first), claim("a2", **second)])) == 1


def test_instalments_of_one_day_find_their_own_sum_in_another_article() -> None:
    day = {"date": "2025-10-29"}
    deals = derive([claim(a, amount=s, **day) for a in ("a1", "a2") for s in (50e9, 100e9)])
    assert [(d.terms.amount, d.articles, d.disputed) for d in deals] == [(50e9, ("a1", "a2"), ()), (100e9, ("a1", "a2"), ())]


def test_a_claim_without_terms_goes_to_the_deal_nearest_in_time() -> None:
    old, new = claim("a1", date="2021-03-01", amount=1e9), claim("a2", date="2025-09-22", amount=100e9)
    early, late = claim("a3", published="2021-04-01"), claim("a4", published="2025-10-02")
    assert [d.claims for d in derive([old, new, early, late])] == [tuple(sorted((old.id, early.id))), tuple(sorted((new.id, late.id)))]


def test_sales_of_different_things_are_different_deals() -> None:
    sale = {"type": "BUYS_STAKE_FROM"}
    assert len(derive([claim("a1", subject="甲公司", **sale), claim("a2", subject="乙公司", **sale)])) == 2
    assert len(derive([claim("a1", subject="甲公司", **sale), claim("a2", subject="甲公司5%股权", **sale)])) == 1
    assert len(derive([claim("a1", subject="甲公司", amount=3e8, **sale), claim("a2", subject="甲股份", amount=3e8, **sale)])) == 1
    assert len(derive([claim("a1", subject="算力"), claim("a2", subject="云服务")])) == 1


def test_partners_are_one_deal_whichever_is_named_first() -> None:
    deal = only([claim("a1", "PARTNERS_WITH", "pb", "pa"), claim("a2", "PARTNERS_WITH", "pa", "pb")])
    assert (deal.source, deal.target) == ("pa", "pb")


def test_direction_and_type_keep_deals_apart() -> None:
    assert len(derive([claim("a1"), claim("a2", source="pb", target="pa"), claim("a3", "LENDS_TO")])) == 3


def test_deals_of_a_pair_are_numbered_by_date_then_sum_then_round() -> None:
    claims = [
        claim("a1", round="B"),
        claim("a2", amount=2e9, date="2024-01-01", round="E"),
        claim("a3", amount=1e9, date="2024-01-01", round="C"),
        claim("a4", date="2023", round="A"),
        claim("a5", amount=3e9, round="D"),
    ]
    assert [d.terms.round for d in derive(claims)] == ["A", "C", "E", "D", "B"]


def test_the_value_of_most_articles_counts_and_the_disagreement_is_named() -> None:
    day = {"date": "2025-10-29"}
    deal = only([claim("a1", amount=1e9, **day), claim("a2", amount=2e9, **day), claim("a3", amount=2e9, **day)])
    assert (deal.terms.amount, deal.usd, deal.disputed) == (2e9, 2e9, ("amount",))


def test_of_equally_many_the_last_published_counts() -> None:
    claims = [claim("a1", stake_pct=10.0, published="2025-10-01"), claim("a2", stake_pct=20.0, published="2025-10-02")]
    assert only(claims).terms.stake_pct == 20.0
    assert only(claims).disputed == ("stake_pct",)


def test_a_rounded_figure_is_no_dispute() -> None:
    deal = only([claim("a1", amount=100e9, stake_pct=10.0), claim("a2", amount=99e9, stake_pct=9.9)])
    assert deal.disputed == ()


def test_the_most_exact_date_counts_and_a_coarser_one_backs_it() -> None:
    deal = only([claim("a1", date="2025"), claim("a2", date="2025-10"), claim("a3", date="2025-10-29")])
    assert (deal.terms.date, deal.disputed) == ("2025-10-29", ())
    deal = only([claim("a1", date="2025-10-29"), claim("a2", date="2025-11-02"), claim("a3", date="2025-11")])
    assert (deal.terms.date, deal.disputed) == ("2025-11-02", ("date",))


def test_a_sum_of_its_own_goes_before_the_joint_one() -> None:
    deal = only([claim(a, amount=10e9, amount_kind=AmountKind.JOINT) for a in ("a1", "a2")] + [claim("a3", amount=4e9)])
    assert (deal.terms.amount, deal.terms.amount_kind, deal.disputed) == (4e9, None, ())


def test_dollars_are_counted_at_the_rate_of_the_deals_year_else_of_its_article() -> None:
    assert only([claim(amount=7.1874e9, currency="CNY", date="2025-10", published="2020-01-01")]).usd == 1e9
    assert only([claim(amount=7.1874e9, currency="CNY", published="2025-01-01")]).usd == 1e9
    assert only([claim(amount=1e9, currency="XAU")]).usd is None
    assert only([claim()]).usd is None


STATES = [
    (("planned", "announced", "completed"), "completed", ()),
    (("completed", "announced"), "completed", ()),
    (("announced", "terminated", "announced"), "terminated", ()),
    (("completed", "terminated"), "terminated", ()),
    (("rumored", "denied"), "denied", ("status",)),
    (("denied", "announced"), "announced", ("status",)),
    (("announced", "planned"), "planned", ()),
]


@pytest.mark.parametrize(("told", "status", "disputed"), STATES)
def test_the_last_state_told_counts(told: tuple[str, ...], status: str, disputed: tuple[str, ...]) -> None:
    claims = [claim(f"a{i}", status=s, published=f"2025-10-{i + 10}") for i, s in enumerate(told)]
    assert [(d.terms.status, d.disputed) for d in map(only, map(list, permutations(claims)))] == [(status, disputed)] * len(
        list(permutations(claims))
    )


def test_on_one_day_the_more_final_state_counts() -> None:
    assert only([claim("a1", status="completed"), claim("a2", status="planned")]).terms.status is Status.COMPLETED


def test_a_rejected_claim_states_nothing_and_an_accepted_one_marks_its_deal() -> None:
    deal = only([claim("a1", verdict="accept"), claim("a2"), claim("a3", verdict="reject")])
    assert (deal.articles, deal.accepted) == (("a1", "a2"), True)
    assert derive([claim(verdict="reject")]) == []


def test_a_claim_between_a_party_and_itself_states_no_deal() -> None:
    assert derive([claim(source="pa", target="pa")]) == []


PARTNERS = [("PARTNERS_WITH", "pb", "pa"), ("PARTNERS_WITH", "pa", "pb")]
CLAIMS = st.lists(
    st.builds(
        lambda article, ends, **said: claim(article, *ends, **{k: v for k, v in said.items() if v is not None}),
        st.sampled_from(["a1", "a2", "a3", "a4", "a5"]),
        st.sampled_from(
            [("INVESTS_IN", "pa", "pb"), ("PARTNERS_WITH", "pb", "pa"), ("PARTNERS_WITH", "pa", "pb"), ("PLEDGES_TO", "pa", "pb")]
        ),
        amount=st.sampled_from([None, None, 1e9, 1.03e9, 1.06e9, 2e9]),
        amount_kind=st.sampled_from([None, AmountKind.JOINT, AmountKind.ABOUT]),
        date=st.sampled_from([None, None, "2025", "2025-10", "2025-10-01", "2025-10-29", "2025-11-25", "2024-02"]),
        round=st.sampled_from([None, None, "A", "B"]),
        subject=st.sampled_from([None, None, "甲", "甲公司", "乙"]),
        status=st.sampled_from(["announced", "planned", "completed", "denied"]),
        stake_pct=st.sampled_from([None, None, 5.0, 6.0]),
        published=st.sampled_from([None, "2024-03-01", "2025-10-29", "2025-10-30", "2026-01-01"]),
    ),
    max_size=12,
    unique_by=lambda c: c.id,
)


@settings(max_examples=150, deadline=None)
@given(CLAIMS, st.randoms(use_true_random=False))
def test_derivation_does_not_depend_on_the_order_of_claims(claims: list[StoredClaim], random: Any) -> None:
    shuffled = random.sample(claims, len(claims))
    assert derive(shuffled) == derive(claims)


@settings(max_examples=150, deadline=None)
@given(CLAIMS)
def test_every_claim_is_in_one_deal_and_no_deal_mixes_what_contradicts(claims: list[StoredClaim]) -> None:
    deals = derive(claims)
    assert Counter(c for d in deals for c in d.claims) == Counter(c.id for c in claims)
    assert len({d.id for d in deals}) == len(deals)
    by_id = {c.id: c for c in claims}
    for deal in deals:
        terms = [by_id[c].terms for c in deal.claims]
        assert len({t.round for t in terms} - {None}) <= 1
        for article in deal.articles:
            own = [by_id[c].terms.amount for c in deal.claims if by_id[c].article == article]
            assert len(set(own) - {None}) <= 1
        for name in ("amount", "stake_pct", "date", "round", "subject"):
            assert getattr(deal.terms, name) in {getattr(t, name) for t in terms}
