"""Two deals of a sentence that run against each other."""

from __future__ import annotations

from dataclasses import replace

from ingest.text.annotations import Sentence
from ingest.text.deals.candidates import Candidate
from ingest.text.deals.directions import one_way
from ingest.text.deals.learned import RULE

PLAIN = "松原动力主要供货给青禾科技。"
BUYER, SUPPLIER, OTHER = 0, 1, 2


def candidate(type_: str, source: int, target: int, rule: str = RULE, plain: str = PLAIN) -> Candidate:
    whole = (0, len(plain))
    return Candidate(type_, source, target, 0, 1, whole, Sentence(*whole, 0), rule)


def standing(*judged: tuple[Candidate, float], plain: str = PLAIN) -> list[Candidate]:
    return [c for c, reason in one_way(plain, judged) if reason is None]


def test_the_direction_that_the_grammar_marks_stands_though_the_encoder_is_surer_of_the_other() -> None:
    marked, other = candidate("PURCHASES_FROM", BUYER, SUPPLIER, "supply"), candidate("PURCHASES_FROM", SUPPLIER, BUYER)
    assert standing((marked, 0.4), (other, 0.8)) == [marked]


def test_a_doubtful_deal_of_the_grammar_gives_way() -> None:
    marked, other = candidate("GUARANTEES", BUYER, SUPPLIER, "give"), candidate("GUARANTEES", SUPPLIER, BUYER)
    assert standing((marked, 0.25), (other, 0.6)) == [other]


def test_of_two_that_the_encoder_alone_sees_the_likelier_stands() -> None:
    one, other = candidate("HOLDS_STAKE_IN", BUYER, SUPPLIER), candidate("HOLDS_STAKE_IN", SUPPLIER, BUYER)
    assert standing((one, 0.5), (other, 0.7)) == [other]


def test_both_stand_where_something_mutual_is_told() -> None:
    plain = "松原动力与青禾科技交叉持股。"
    one, other = (candidate("HOLDS_STAKE_IN", a, b, plain=plain) for a, b in ((0, 1), (1, 0)))
    assert standing((one, 0.5), (other, 0.7), plain=plain) == [one, other]


def test_both_stand_in_different_sentences_and_for_different_deals() -> None:
    sold = candidate("PURCHASES_FROM", BUYER, SUPPLIER)
    back = replace(candidate("PURCHASES_FROM", SUPPLIER, BUYER), sentence=Sentence(20, 30, 0))
    paid = candidate("INVESTS_IN", SUPPLIER, BUYER)
    assert standing((sold, 0.5), (back, 0.8), (paid, 0.9)) == [sold, back, paid]


def test_partners_have_no_direction() -> None:
    both = [candidate("PARTNERS_WITH", BUYER, SUPPLIER), candidate("PARTNERS_WITH", SUPPLIER, BUYER)]
    assert standing(*((c, 0.5) for c in both)) == both


def test_who_sells_to_the_buyer_does_not_acquire_beside_it() -> None:
    bought = candidate("ACQUIRES", BUYER, OTHER, "acquire")
    sold = candidate("BUYS_STAKE_FROM", BUYER, SUPPLIER, "acquire-seller")
    wrong = candidate("ACQUIRES", SUPPLIER, OTHER)
    assert standing((bought, 0.5), (sold, 0.5), (wrong, 0.9)) == [bought, sold]
    assert standing((sold, 0.5), (wrong, 0.9)) == [sold, wrong]
