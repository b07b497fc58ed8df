"""Two readings as one: what both say, what one says, and where they disagree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import AmountKind, Claim, Dropped, Metric, PartyKind, Reading, ReadParty, Status, Terms
from ingest.llm.second import Second
from ingest.llm.trouble import Unanswered
from ingest.llm.union import both, second_alone

A, B, C = (ReadParty(key, key, PartyKind.COMPANY, (key,)) for key in "ABC")
PARTIES = (A, B, C)
TERMS = Terms(amount=1e8, currency="USD", amount_kind=AmountKind.EXACT)
CLAIM = Claim("INVESTS_IN", "A", "B", TERMS, "e" * 10, 0, 10, rule="invest", score=0.6)
TOLD = replace(CLAIM, rule="llm", score=0.8)
METRIC = Metric("A", "revenue", 5e8, unit="CNY", period="2024", evidence="e" * 10, start=0, end=10)


def second(*claims: Claim, metrics: tuple[Metric, ...] = (), read: int = 100, trouble: Unanswered | None = None) -> Second:
    return Second(PARTIES, claims, metrics, (), {}, read, trouble)


def own(*claims: Claim, metrics: tuple[Metric, ...] = ()) -> Reading:
    return Reading(PARTIES, claims, metrics)


def test_what_both_read_is_one_surer_claim() -> None:
    (claim,) = both(own(CLAIM), second(TOLD)).claims
    assert (claim.rule, claim.terms) == ("invest+llm", CLAIM.terms)
    assert claim.score == pytest.approx(0.92)


def test_what_one_reads_alone_is_marked() -> None:
    other = replace(TOLD, source="C", start=20, end=30)
    found = both(own(CLAIM), second(other))
    assert [(c.source, c.rule, c.score) for c in found.claims] == [("A", "invest (not llm)", 0.3), ("C", "llm", 0.8)]
    assert found.dropped == ()


def test_terms_that_only_one_tells_are_kept_and_the_models_stand_where_they_differ() -> None:
    mine = replace(CLAIM, terms=replace(CLAIM.terms, round="A", status=Status.PLANNED))
    theirs = replace(TOLD, terms=Terms(amount=3e9, currency=None, amount_kind=AmountKind.ABOUT, stake_pct=10.0, status=Status.COMPLETED))
    found = both(own(mine), second(theirs))
    (claim,) = found.claims
    assert claim.terms == Terms(3e9, None, AmountKind.ABOUT, stake_pct=10.0, round="A", status=Status.COMPLETED)
    (dropped,) = found.dropped
    assert dropped.reason == (
        "A INVESTS_IN B: the second reader reads it otherwise, not with amount=100000000.0, amount_kind=exact, status=planned"
    )
    assert (dropped.rule, dropped.start, dropped.end) == ("invest", 0, 10)


def test_another_deal_of_the_same_pair_elsewhere_is_another_deal() -> None:
    later = replace(TOLD, terms=replace(TOLD.terms, amount=9e9), start=50, end=60)
    assert [c.rule for c in both(own(CLAIM), second(later)).claims] == ["invest (not llm)", "llm"]


def test_the_same_sentence_read_the_other_way_round_is_no_second_deal() -> None:
    turned = replace(TOLD, source="B", target="A")
    found = both(own(CLAIM), second(turned))
    assert [(c.source, c.rule) for c in found.claims] == [("B", "llm")]
    assert [d.reason for d in found.dropped] == ["A INVESTS_IN B: the second reader reads it the other way round"]
    elsewhere = replace(turned, start=50, end=60)
    assert len(both(own(CLAIM), second(elsewhere)).claims) == 2


def test_a_partnership_gives_way_to_what_the_model_reads_of_the_pair_there() -> None:
    partners = replace(CLAIM, type="PARTNERS_WITH", source="B", target="A", terms=Terms(), rule="join")
    found = both(own(partners), second(TOLD))
    assert [c.type for c in found.claims] == ["INVESTS_IN"]
    assert found.dropped == (Dropped("B PARTNERS_WITH A: the second reader reads INVESTS_IN", partners.evidence, 0, 10, "join"),)


def test_a_partnership_has_no_direction() -> None:
    mine = replace(CLAIM, type="PARTNERS_WITH", terms=Terms())
    theirs = replace(mine, source="B", target="A", rule="llm")
    assert [c.rule for c in both(own(mine), second(theirs)).claims] == ["invest+llm"]


def test_metrics_of_both() -> None:
    agreeing, other = replace(METRIC, change_pct=None), replace(METRIC, name="debt")
    assert both(own(metrics=(METRIC,)), second(metrics=(agreeing, other))).metrics == (agreeing, other)
    last_year = replace(METRIC, period="2023", value=4e8)
    assert both(own(metrics=(METRIC, last_year)), second(metrics=(agreeing,))).metrics == (agreeing, last_year)
    found = both(own(metrics=(METRIC,)), second(metrics=(replace(METRIC, value=6e8),)))
    assert [m.value for m in found.metrics] == [6e8]
    assert [d.reason for d in found.dropped] == ["revenue 500000000.0: the second reader reads it otherwise"]


def test_what_got_no_answer_is_read_by_the_built_in_reader() -> None:
    far = replace(CLAIM, target="C", start=150, end=160)
    mine = own(CLAIM, far, metrics=(METRIC, replace(METRIC, start=150, end=160)))
    theirs = second(replace(TOLD, type="ACQUIRES"), read=100, trouble=Unanswered("x"))
    alone = second_alone(mine, theirs)
    assert [(c.type, c.rule) for c in alone.claims] == [("ACQUIRES", "llm"), ("INVESTS_IN", "invest")]
    assert [m.start for m in alone.metrics] == [150]
    assert sorted(c.rule for c in both(mine, theirs).claims) == ["invest", "invest (not llm)", "llm"]
    nothing = second(read=0, trouble=Unanswered("x"))
    assert second_alone(mine, nothing).claims == both(mine, nothing).claims == mine.claims


def test_parties_that_are_known_by_another_key_now() -> None:
    theirs = replace(second(replace(TOLD, source="C")), renamed={"A": "C"})
    found = both(own(CLAIM, replace(CLAIM, source="C", target="A"), metrics=(METRIC,)), theirs)
    assert [(c.source, c.target, c.rule) for c in found.claims] == [("C", "B", "invest+llm")]
    assert [m.entity for m in found.metrics] == ["C"]
