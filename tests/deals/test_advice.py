"""Sum, share and state: the grammar's word and the encoder's together."""

from __future__ import annotations

import pytest

from graph.model import AmountKind, Status, Terms
from ingest.text.annotations import Measure, Quantity, Sentence
from ingest.text.deals.advice import APART, GIVEN, OVER, SURE, TAKEN, advised, undisputed
from ingest.text.deals.candidates import Candidate
from ingest.text.deals.learned import Told

SUM = Quantity(10, 15, Measure.MONEY, 3e8, "CNY", AmountKind.ABOUT)
OTHER = Quantity(20, 25, Measure.MONEY, 5e9, "USD")
SHARE = Quantity(30, 33, Measure.PERCENT, 12.0, "pct")


def _candidate(type_: str = "INVESTS_IN", of: int = 1) -> Candidate:
    return Candidate(type_, 0, 1, 0, 2, (0, 40), Sentence(0, 40, 0), "give", of=of)


def _told(figures: dict[Quantity, float], status: Status = Status.ANNOUNCED, likely: float = 0.5) -> Told:
    rest = (1 - likely) / (len(Status) - 1)
    return Told({s: likely if s is status else rest for s in Status}, figures)


def test_a_sum_that_the_grammar_left_is_filled_in() -> None:
    terms = advised(_candidate(), Terms(), _told({SUM: GIVEN + 1, OTHER: GIVEN - 1}))
    assert (terms.amount, terms.currency, terms.amount_kind) == (3e8, "CNY", AmountKind.ABOUT)


def test_one_sum_of_several_parties_is_joint() -> None:
    assert advised(_candidate(of=3), Terms(), _told({SUM: GIVEN + 1})).amount_kind is AmountKind.JOINT


def test_the_grammar_keeps_a_sum_that_the_encoder_only_doubts() -> None:
    own = Terms(amount=5e9, currency="USD", amount_kind=AmountKind.EXACT)
    assert advised(_candidate(), own, _told({OTHER: TAKEN + 0.1})) == own
    assert advised(_candidate(), own, _told({SUM: GIVEN + 1, OTHER: GIVEN + 1.1 - OVER})) == own


def test_a_sum_that_the_encoder_is_far_surer_of_takes_its_place() -> None:
    own = Terms(amount=5e9, currency="USD", amount_kind=AmountKind.EXACT)
    assert advised(_candidate(), own, _told({SUM: GIVEN + 1, OTHER: GIVEN + 0.9 - OVER})).amount == 3e8
    assert advised(_candidate(), own, _told({SUM: GIVEN - 0.1, OTHER: GIVEN - 0.2 - OVER})) == own


def test_a_sum_that_the_encoder_refuses_gives_way_to_its_own_or_to_none() -> None:
    own = Terms(amount=5e9, currency="USD", amount_kind=AmountKind.EXACT)
    assert advised(_candidate(), own, _told({SUM: GIVEN + 1, OTHER: TAKEN - 1})).amount == 3e8
    bare = advised(_candidate(), own, _told({OTHER: TAKEN - 1}))
    assert (bare.amount, bare.currency, bare.amount_kind) == (None, None, None)


def test_shares_go_the_same_way() -> None:
    assert advised(_candidate("HOLDS_STAKE_IN"), Terms(), _told({SHARE: GIVEN + 1})).stake_pct == 12.0
    assert advised(_candidate("HOLDS_STAKE_IN"), Terms(stake_pct=12.0), _told({SHARE: TAKEN - 1})).stake_pct is None


@pytest.mark.parametrize(("type_", "figure"), [("HOLDS_STAKE_IN", SUM), ("LENDS_TO", SHARE)])
def test_a_deal_takes_no_figure_that_its_type_has_not(type_: str, figure: Quantity) -> None:
    assert advised(_candidate(type_), Terms(), _told({figure: GIVEN + 5})) == Terms()


def test_a_sure_state_fills_the_gap_that_the_grammar_left() -> None:
    assert advised(_candidate(), Terms(), _told({}, Status.COMPLETED, SURE - 0.05)).status is Status.ANNOUNCED
    assert advised(_candidate(), Terms(), _told({}, Status.COMPLETED, SURE + 0.05)).status is Status.COMPLETED


def test_a_state_that_words_say_stands() -> None:
    assert advised(_candidate(), Terms(status=Status.PLANNED), _told({}, Status.COMPLETED, 0.99)).status is Status.PLANNED


def test_a_sum_that_is_far_likelier_another_deals_is_given_to_that_alone() -> None:
    deals = [_candidate("PURCHASES_FROM"), _candidate("PURCHASES_FROM"), _candidate("LENDS_TO")]
    told = [_told({SUM: GIVEN + 0.5}), _told({SUM: GIVEN + 0.6 + APART}), _told({SUM: GIVEN + 0.5})]
    said = undisputed(deals, told)
    assert [advised(deal, Terms(), t).amount for deal, t in zip(deals, said, strict=True) if t] == [None, 3e8, 3e8]
    near = undisputed(deals[:2], [_told({SUM: GIVEN + 0.5}), _told({SUM: GIVEN + 0.4 + APART})])
    assert [advised(deals[0], Terms(), t).amount for t in near if t] == [3e8, 3e8]


def test_a_disputed_sum_is_refused_no_less() -> None:
    own = Terms(amount=3e8, currency="CNY", amount_kind=AmountKind.EXACT)
    deals = [_candidate(), _candidate()]
    (refused, _) = undisputed(deals, [_told({SUM: TAKEN - 1}), _told({SUM: GIVEN + 3})])
    assert refused is not None
    assert advised(deals[0], own, refused).amount is None
    assert undisputed(deals, [None, None]) == [None, None]
