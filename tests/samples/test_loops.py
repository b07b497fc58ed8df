"""The loops of the sample articles show on the first page: read, stored, and found again in the graph."""

from __future__ import annotations

import pytest

from graph.analysis import cycles
from graph.analysis.results import Hop, Loop
from graph.store import Store
from tests.samples.expectations import NAMES, ExpectedLoop, loops, text_of
from tests.samples.reading import fill


@pytest.fixture(scope="module")
def found(embedded: Store) -> tuple[Loop, ...]:
    """All loops of the samples."""
    fill(embedded)
    answer = cycles.loops(embedded, max_hops=4, limit=500)
    assert not answer.truncated
    return answer.items


@pytest.mark.parametrize("expected", loops(), ids=lambda loop: "-".join(loop.parties))
def test_loop_shows(found: tuple[Loop, ...], expected: ExpectedLoop) -> None:
    hops = [loop.hops for loop in found if {party.name for party in loop.parties} == set(expected.parties)]
    assert any(all(_holds(by_ends(loop), hop) for hop in expected.hops) for loop in hops)


@pytest.mark.parametrize("expected", loops(), ids=lambda loop: "-".join(loop.parties))
def test_every_hop_has_its_sentence(found: tuple[Loop, ...], expected: ExpectedLoop) -> None:
    texts = [text_of(name) for name in NAMES]
    shown = [loop for loop in found if {party.name for party in loop.parties} == set(expected.parties)]
    sentences = [evidence.text for loop in shown for hop in loop.hops for deal in hop.deals for evidence in deal.evidence]
    assert sentences
    assert [s for s in sentences if not any(s in text for text in texts)] == []
    assert [hop for loop in shown for hop in loop.hops for deal in hop.deals if not deal.evidence] == []


def by_ends(hops: tuple[Hop, ...]) -> dict[tuple[str, str], set[str]]:
    """Types of deals by the names of their ends."""
    return {(hop.source.name, hop.target.name): {deal.type for deal in hop.deals} for hop in hops}


def _holds(types: dict[tuple[str, str], set[str]], hop: tuple[str, str, str]) -> bool:
    source, wanted, target = hop
    return wanted in types.get((source, target), set())
