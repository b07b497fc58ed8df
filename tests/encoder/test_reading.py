"""Reading with the encoder that is shipped: what rules cannot see, and the guarantees that hold for both."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from graph.errors import BadInput
from ingest.reader import Reader, chosen_model
from ingest.settings import least_likely
from ingest.text.deals.candidates import Candidate
from ingest.text.deals.learned import ENOUGH, RULE, STANDS, Opinions
from ingest.text.deals.scores import scores
from ingest.text.encoder.session import MODEL
from ingest.text.pipeline import COMPONENTS, build

GOLD = Path(__file__).parents[1] / "gold"
TEXT = (
    "1月13日晚，江西升华发布公告，拟引入新股东。富临精工的子公司江西升华此前由富临精工全资持有。\n"
    "昨夜，澜起云拿到了栖霞创投的一笔钱，共3亿元。"
)


@cache
def _reader() -> Reader:
    return Reader(model=MODEL)


def test_all_components_are_in_place_with_the_model() -> None:
    nlp = build(model=MODEL)
    assert nlp.pipe_names == list(COMPONENTS)
    analysis = nlp.analyze_pipes()
    assert analysis
    assert not any(analysis["problems"].values())


def test_names_that_no_list_knows_are_found() -> None:
    names = {alias for party in _reader().read(TEXT, "2026-01-14").parties for alias in party.aliases}
    assert {"江西升华", "富临精工"} <= names


def test_the_reading_is_the_same_each_time_and_slices_back() -> None:
    first, second = (_reader().read(TEXT, "2026-01-14") for _ in range(2))
    assert first == second
    assert all(TEXT[c.start : c.end] == c.evidence for c in first.claims)


def test_it_is_chosen_by_a_setting() -> None:
    assert chosen_model({}) == MODEL
    assert chosen_model({"ROUNDTRIP_ENCODER": "off"}) is None
    with pytest.raises(BadInput, match="ROUNDTRIP_ENCODER"):
        chosen_model({"ROUNDTRIP_ENCODER": "perhaps"})


def test_what_the_encoder_alone_sees_says_how_likely_it_is() -> None:
    articles = sorted(GOLD.glob("*.txt"))[:4]
    scores = {c.score for file in articles for c in _reader().read(file.read_text("utf-8")).claims if c.rule == RULE}
    assert len(scores) > 3
    assert all(ENOUGH - 0.005 <= score < 1 for score in scores)


def test_more_deals_or_surer_ones_are_told_on_demand() -> None:
    text = min(GOLD.glob("*.txt")).read_text("utf-8")
    usual, more, surer = (Reader(model=MODEL, likely=likely).read(text).claims for likely in (None, 0.1, 0.7))
    assert len(more) > len(usual) > len(surer) > 0
    assert all(claim.score >= 0.695 for claim in surer)


def test_how_likely_a_deal_must_be_is_a_setting() -> None:
    assert least_likely({}) is None
    assert least_likely({"ROUNDTRIP_LIKELY": "0.15"}) == 0.15
    for wrong in ("often", "1", "0", "-2", "nan"):
        with pytest.raises(BadInput, match="ROUNDTRIP_LIKELY"):
            least_likely({"ROUNDTRIP_LIKELY": wrong})


def test_what_the_encoder_has_not_looked_at_is_as_likely_as_its_rule() -> None:
    doc = _reader().annotate(TEXT, "2026-01-14")
    opinions, told, last = Opinions(doc), doc._.sents_[1], doc._.sents_[-1]
    names = {party.name: number for number, party in enumerate(doc._.parties)}
    seen = Candidate("HOLDS_STAKE_IN", names["富临精工"], names["江西升华"], told.start + 20, told.start + 22, (0, 1), told, "hold")
    unseen = replace(seen, position=last.end + 1)
    score = scores().of("HOLDS_STAKE_IN", "hold")
    assert opinions.told_of([seen]) != [None]
    assert opinions.likely(seen) != score
    assert opinions.told_of([unseen]) == [None]
    assert opinions.likely(unseen) == score
    assert opinions.stands(unseen)


def test_deals_of_one_list_stand_together_and_say_so() -> None:
    doc = _reader().annotate("江西升华由富临精工全资持有。观澜科技与江西升华没有往来，只在同一条街上办公。", "2026-01-14")
    told = doc._.sents_[0]
    names = {party.name: number for number, party in enumerate(doc._.parties)}

    def holds(holder: str, rule: str = "hold") -> Candidate:
        return Candidate("HOLDS_STAKE_IN", names[holder], names["江西升华"], told.start + 10, told.start + 12, (0, 1), told, rule)

    strange = replace(holds("观澜科技"), sentence=replace(told, end=doc._.sents_[1].end))

    def standing(*candidates: Candidate) -> list[bool]:
        opinions = Opinions(doc)
        stand = [opinions.stands(c) for c in opinions.weigh(candidates)]
        assert stand == [opinions.likely(c) > STANDS for c in candidates]
        return stand

    assert standing(holds("富临精工"), strange) == [True, True]
    assert standing(strange) == [False]
    assert standing(holds("富临精工", "other"), strange) == [True, False]
