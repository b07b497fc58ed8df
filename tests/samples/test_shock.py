"""OpenAI cannot pay: who is hit, and by which way, as a reader of the samples would say it."""

from __future__ import annotations

import pytest

from graph.analysis.circularity import circularity
from graph.analysis.shock import Loss, Model, shock
from graph.facts.lookup import find
from graph.store import Store
from tests.samples.reading import fill

BN = 1e9


@pytest.fixture(scope="module")
def filled(embedded: Store) -> Store:
    fill(embedded)
    return embedded


def _losses(store: Store, model: Model) -> dict[str, Loss]:
    (outcome,) = shock(store, [find(store, "OpenAI").id], 1.0, model).outcomes
    return {loss.party.name: loss for loss in outcome.losses}


def _ways(loss: Loss) -> list[tuple[str, ...]]:
    return [tuple(party.name for party in way.parties) for way in loss.ways]


@pytest.mark.parametrize("model", Model)
def test_openai_cannot_pay(filled: Store, model: Model) -> None:
    losses = _losses(filled, model)
    assert _ways(losses["甲骨文"])[0] == ("OpenAI", "甲骨文")
    assert _ways(losses["英伟达"])[0] == ("OpenAI", "英伟达")
    assert _ways(losses["AMD"]) == [("OpenAI", "AMD")]
    assert losses["甲骨文"].usd == pytest.approx(300 * BN, rel=0.05)
    assert losses["英伟达"].usd == pytest.approx(100 * BN, rel=0.5)
    assert (losses["AMD"].usd, losses["AMD"].least) == (None, 0.0)  # so many GPUs, and no sum
    assert losses["AMD"].most > 0
    (hop,) = losses["甲骨文"].ways[0].hops
    assert any("3000亿" in evidence.text for deal in hop.deals for evidence in deal.evidence)


@pytest.mark.parametrize("model", [Model.DEBTRANK, Model.DIFFERENTIAL])
def test_what_oracle_cannot_order_any_more_hits_nvidia_too(filled: Store, model: Model) -> None:
    assert ("OpenAI", "甲骨文", "英伟达") in _ways(_losses(filled, model)["英伟达"])


def test_forty_billion_run_round_the_triangle(filled: Store) -> None:
    found = circularity(filled)
    loop = next(each for each in found.loops if {party.name for party in each.parties} == {"英伟达", "OpenAI", "甲骨文"})
    assert loop.usd == 40 * BN
    assert circularity(filled, find(filled, "英伟达").id).in_loops >= 40 * BN
