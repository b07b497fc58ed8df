"""Shocks over small graphs in a store: worked examples, bounds, what is left out, and a reference over matrices."""

from __future__ import annotations

import math

import numpy as np
import pytest

from graph.analysis import Filter
from graph.analysis.shock import Answered, Loss, Model, Scenario, compare, shock
from graph.analysis.sums import Reason
from graph.errors import BadInput, NotFound
from graph.facts import articles
from graph.model import AmountKind, Metric, Status, Terms
from graph.store import Store
from tests.analysis import brute
from tests.analysis.worlds import TestDeal, World, fill, random_world
from tests.facts.news import key, write_article
from tests.servers import wipe

BN = 1e9


@pytest.fixture
def store(embedded: Store) -> Store:
    wipe(embedded)
    return embedded


def _lends(number: int, lender: str, borrower: str, usd: float | None, **more: str) -> TestDeal:
    return TestDeal(f"d{number}", "LENDS_TO", lender, borrower, usd, **more)


def _fill(store: Store, *deals: TestDeal) -> None:
    fill(store, [World(tuple(sorted({end for deal in deals for end in (deal.source, deal.target)})), deals)])


def _losses(answer: Answered, outcome: int = 0) -> dict[str, Loss]:
    return {loss.party.id: loss for loss in answer.outcomes[outcome].losses}


def _ring(store: Store) -> None:
    """a owes b, b owes c, c owes a: who fails takes from the next as much as that one can lose."""
    _fill(store, _lends(1, "b", "a", 10.0), _lends(2, "c", "b", 10.0), _lends(3, "a", "c", 10.0))


@pytest.mark.parametrize(
    ("model", "levels", "value"),
    [(Model.DEBTRANK, {"a": 0.5 + 0.5, "b": 0.5, "c": 0.5}, 0.5), (Model.DIFFERENTIAL, {"a": 1, "b": 1, "c": 1}, 0.833333)],
)
def test_the_ring_of_three(store: Store, model: Model, levels: dict[str, float], value: float) -> None:
    _ring(store)
    answer = shock(store, ["a"], 0.5, model)
    (outcome,) = answer.outcomes
    assert outcome.debtrank == pytest.approx(value, abs=5e-7)
    assert {party: loss.share for party, loss in _losses(answer).items()} == pytest.approx(levels)
    assert [step.hit for step in outcome.rounds[:3]] == [(("a", 0.5),), (("b", 0.5),), (("c", 0.5),)]
    assert (answer.deals, answer.known, answer.parties) == (3, 0, 3)


def test_a_ring_of_debts_is_cleared(store: Store) -> None:
    """Whoever fails passes on what it is paid, and only what is missing then is lost."""
    _fill(store, _lends(1, "b", "a", 10 * BN), _lends(2, "c", "b", 8 * BN), _lends(3, "a", "c", 6 * BN))
    answer = shock(store, ["a"], 1.0, Model.CLEARING)
    losses = _losses(answer)
    assert {party: loss.usd for party, loss in losses.items()} == {"b": 4 * BN}
    assert (losses["b"].share, losses["b"].round, losses["b"].capacity.usd) == (0.4, 1, 10 * BN)
    assert answer.outcomes[0].unique
    assert answer.outcomes[0].debtrank is None


def test_ways_lead_back_to_deals_and_each_says_what_is_lost_by_it(store: Store) -> None:
    _fill(store, _lends(1, "b", "a", 10 * BN), _lends(2, "c", "b", 4 * BN), _lends(3, "c", "a", 12 * BN), _lends(4, "b", "x", 30 * BN))
    losses = _losses(shock(store, ["a"], model=Model.DIFFERENTIAL))
    assert [(tuple(p.id for p in way.parties), way.usd) for way in losses["c"].ways] == [(("a", "c"), 12 * BN), (("a", "b", "c"), BN)]
    assert losses["c"].usd == pytest.approx(13 * BN)
    assert [[deal.id for deal in hop.deals] for hop in losses["c"].ways[1].hops] == [["d1"], ["d2"]]
    assert losses["b"].share == pytest.approx(0.25)


def test_the_best_and_the_worst_case(store: Store) -> None:
    deals = [
        _lends(1, "up_to", "a", 10 * BN, amount_kind=AmountKind.UP_TO),
        _lends(2, "joint", "a", 10 * BN, amount_kind=AmountKind.JOINT),
        _lends(3, "planned", "a", 10 * BN, status=Status.PLANNED),
        _lends(4, "sure", "a", 10 * BN, amount_kind=AmountKind.AT_LEAST),
        _lends(5, "unknown", "a", None),
        _lends(6, "gone", "a", 10 * BN, status=Status.TERMINATED),
        TestDeal("d7", "PARTNERS_WITH", "partner", "a"),
    ]
    _fill(store, *deals)
    answer = shock(store, ["a"])
    found = {party: (loss.usd, loss.least, loss.most) for party, loss in _losses(answer).items()}
    assert found == {
        "up_to": (10 * BN, 0.0, 10 * BN),
        "joint": (10 * BN, 0.0, 10 * BN),
        "planned": (10 * BN, 0.0, 10 * BN),
        "sure": (10 * BN, 10 * BN, 10 * BN),
        "unknown": (None, 0.0, 10 * BN),
        "partner": (None, 0.0, 0.0),
    }
    assert _losses(answer)["unknown"].share is None
    assert {left.deal.id: left.reason for left in answer.left_out} == {
        "d5": Reason.NO_AMOUNT, "d6": Reason.STATUS, "d7": Reason.NO_AMOUNT,
    }  # fmt: skip
    (outcome,) = answer.outcomes
    assert (outcome.usd, outcome.least, outcome.most) == (40 * BN, 10 * BN, 50 * BN)


def test_deals_of_other_states_are_left_out_when_they_do_not_count(store: Store) -> None:
    _fill(store, _lends(1, "b", "a", BN), _lends(2, "c", "a", BN, status=Status.PLANNED))
    answer = shock(store, ["a"], where=Filter(statuses=(Status.ANNOUNCED,)))
    assert set(_losses(answer)) == {"b"}
    assert [(left.deal.id, left.reason) for left in answer.left_out] == [("d2", Reason.STATUS)]


def test_a_buyer_of_a_stake_loses_with_the_company_and_not_with_the_seller(store: Store) -> None:
    _fill(store, TestDeal("d1", "BUYS_STAKE_FROM", "buyer", "seller", BN, subject="公司mine"), _lends(2, "bank", "mine", BN))
    assert set(_losses(shock(store, ["mine"]))) == {"bank", "buyer"}
    assert set(_losses(shock(store, ["seller"]))) == set()


def test_capacity_is_what_a_metric_tells_with_its_sentence(store: Store) -> None:
    article, reading = write_article([("LENDS_TO", "戊银行", "甲公司", Terms(10 * BN, "USD"))], published="2025-06-01")
    told = (
        Metric(key("戊银行"), "revenue", 90 * BN, unit="USD", evidence="戊银", start=0, end=2),
        Metric(key("戊银行"), "market_cap", 40 * BN, unit="USD", evidence="戊银行", start=0, end=3),
        Metric(key("戊银行"), "market_cap", None, unit="pct", evidence="戊", start=0, end=1),
    )
    added = articles.add(store, article, type(reading)(reading.parties, reading.claims, told))
    (debtor,) = [row["id"] for row in store.read("MATCH (p:Party {name: '甲公司'}) RETURN p.id AS id", ("id",))]
    (loss,) = shock(store, [debtor]).outcomes[0].losses
    assert (loss.capacity.usd, loss.capacity.basis, loss.share) == (40 * BN, "market_cap", 0.25)
    assert loss.capacity.evidence is not None
    assert (loss.capacity.evidence.text, loss.capacity.evidence.article) == ("戊银行", added.article)
    (deal,) = loss.ways[0].hops[0].deals
    assert deal.evidence[0].text == article.text


def test_scenarios_are_compared_over_the_same_deals(store: Store) -> None:
    _fill(store, _lends(1, "c", "a", 4 * BN), _lends(2, "c", "b", 6 * BN), _lends(3, "d", "c", 10 * BN))
    answer = compare(store, [Scenario((("a", 1.0), ("b", 0.5))), Scenario((("a", 1.0),)), Scenario((("b", 0.5),))])
    assert [outcome.usd for outcome in answer.outcomes] == pytest.approx([14 * BN, 8 * BN, 6 * BN])
    assert [[start.share for start in outcome.starts] for outcome in answer.outcomes] == [[1.0, 0.5], [1.0], [0.5]]
    assert _losses(answer)["c"].usd == pytest.approx(7 * BN)


@pytest.mark.parametrize(
    ("scenarios", "sentence"),
    [([], "scenarios"), ([()], "parties"), ([(("a", 0.0),)], "loss"), ([(("a", 1.1),)], "loss"), ([(("a", math.nan),)], "loss")],
)
def test_what_cannot_be_asked(store: Store, scenarios: list[tuple[tuple[str, float], ...]], sentence: str) -> None:
    _ring(store)
    with pytest.raises(BadInput, match=sentence):
        compare(store, [Scenario(parties) for parties in scenarios])
    with pytest.raises(NotFound):
        shock(store, ["nobody"])
    with pytest.raises(BadInput):
        shock(store, ["a"], limit=0)


def test_a_party_that_nobody_depends_on_takes_nobody_with_it(store: Store) -> None:
    _fill(store, _lends(1, "b", "a", BN))
    for model in Model:
        (outcome,) = shock(store, ["b"], model=model).outcomes
        assert (outcome.losses, outcome.usd, outcome.more) == ((), 0.0, 0)
        assert outcome.starts[0].capacity.usd == BN


def test_random_graphs_by_the_definitions(store: Store) -> None:
    worlds = [random_world(number) for number in range(12)]
    fill(store, worlds)
    for world in worlds:
        start, share = world.parties[0], 0.8
        losses = _losses(shock(store, [start], share, Model.DIFFERENTIAL, limit=100))
        expected = _reference(world, start, share)
        assert {party for party, loss in losses.items() if (loss.usd or 0.0) > 1} == {party for party, usd in expected.items() if usd > 1}
        for party, loss in losses.items():
            assert (loss.usd or 0.0) == pytest.approx(expected[party], rel=1e-3, abs=1.0)
            assert loss.least - 1 <= (loss.usd or 0.0) <= loss.most
            assert loss.ways or party == start


def _reference(world: World, start: str, share: float) -> dict[str, float]:
    """The differential form over a matrix of what the brute force finds; capacities are what each is exposed by."""
    place = {party: number for number, party in enumerate(world.parties)}
    amount = np.zeros((len(place), len(place)))
    for step, deals in brute.losing(world, Filter()).items():
        found = brute.found(world, {step: deals}, [step], step)
        amount[place[step[0]], place[step[1]]] = found.sums[0] or 0.0
    capacity = amount.sum(axis=0)
    impact = amount / np.where(capacity > 0, capacity, 1.0)
    before, level = np.zeros(len(place)), np.zeros(len(place))
    level[place[start]] = share
    for _ in range(3000):
        before, level = level, np.minimum(1.0, level + (level - before) @ impact)
    lost = level @ amount
    return {party: float(lost[number]) for party, number in place.items()}
