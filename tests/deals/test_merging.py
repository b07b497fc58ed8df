"""A deal stated twice is one; instalments are deals of their own."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Status, Terms
from ingest.text.annotations import Sentence
from ingest.text.deals.candidates import Candidate
from ingest.text.deals.merging import merge
from tests.deals.reading import claims


def candidate(type_: str = "INVESTS_IN", position: int = 0, source: int = 0, target: int = 1, **terms: object) -> Candidate:
    return Candidate(
        type_,
        source,
        target,
        position,
        position + 2,
        (position, position + 10),
        Sentence(position, position + 10, 0),
        "test",
        terms=Terms(**terms),  # type: ignore[arg-type]
    )


def test_a_later_sentence_fills_what_was_open() -> None:
    text = "松原动力向青禾科技投资。松原动力对青禾科技的投资为3亿元。"
    (claim,) = claims(text, "松原动力", "青禾科技")
    assert claim.terms.amount == 3e8


def test_instalments_with_their_own_sums_stay_apart() -> None:
    text = "2025年3月，松原动力向青禾科技投资1亿元。2026年5月，松原动力再向青禾科技投资4亿元。"
    assert [c.terms.amount for c in claims(text, "松原动力", "青禾科技")] == [1e8, 4e8]


def test_the_last_state_counts() -> None:
    (merged,) = merge([candidate("ACQUIRES"), candidate("ACQUIRES", 20, status=Status.TERMINATED)])
    assert merged.terms.status is Status.TERMINATED


def test_cooperation_has_no_direction() -> None:
    assert len(merge([candidate("PARTNERS_WITH"), candidate("PARTNERS_WITH", 20, 1, 0)])) == 1


def test_opposite_investments_are_two() -> None:
    assert len(merge([candidate(), candidate(position=20, source=1, target=0)])) == 2


SUMS = st.one_of(st.none(), st.sampled_from([1e8, 2e8, 5e8]))


@given(st.lists(st.builds(candidate, amount=SUMS, position=st.integers(0, 500)), max_size=8))
def test_merging_twice_changes_nothing(candidates: list[Candidate]) -> None:
    once = merge(candidates)
    assert merge(once) == once
    assert len(once) <= len(candidates)


@given(st.lists(st.builds(candidate, amount=st.sampled_from([1e8, 2e8]), position=st.integers(0, 500)), min_size=1, max_size=4))
def test_the_number_of_deals_does_not_hang_on_their_order(candidates: list[Candidate]) -> None:
    assert len({len(merge(order)) for order in permutations(candidates)}) == 1


def test_the_evidence_is_the_sentence_that_tells_the_sum() -> None:
    text = "松原动力向青禾科技投资。松原动力对青禾科技的投资为3亿元。"
    (claim,) = claims(text, "松原动力", "青禾科技")
    assert claim.evidence == "松原动力对青禾科技的投资为3亿元。"


def test_a_sentence_is_better_evidence_than_a_heading() -> None:
    heading = candidate(position=0)
    heading = replace(heading, sentence=Sentence(0, 10, 0, heading=True))
    (merged,) = merge([heading, candidate(position=40)])
    assert merged.sentence.start == 40
