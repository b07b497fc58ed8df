"""The same articles give the same parties, deals and loops on either store, in whatever order they come."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

import pytest

from graph.analysis import cycles, exposure
from graph.analysis.plain import to_json
from graph.facts.dump import lines
from graph.store import Store
from ingest import jobs
from ingest.reader import Reader
from ingest.sources import text
from ingest.sources.article import Refused, Source

SAMPLES = Path(__file__).parents[2] / "samples"


@cache
def _reader() -> Reader:
    return Reader()


def _samples() -> list[Source]:
    found = list(text.read(SAMPLES))
    assert [source for source in found if isinstance(source, Refused)] == []
    return [source for source in found if isinstance(source, Source)]


def _answers(store: Store) -> str:
    """Every loop, and who is hit by every party that stands in one."""
    loops = cycles.loops(store, max_hops=5, limit=200)
    parties = sorted({party.id for loop in loops.items for party in loop.parties})
    return json.dumps([to_json(loops), [to_json(exposure.exposed(store, party)) for party in parties]], ensure_ascii=False)


@pytest.mark.neo4j
def test_both_stores_hold_and_answer_the_same(stores: tuple[Store, Store]) -> None:
    embedded, neo4j = stores
    samples = _samples()
    first = jobs.add(embedded, _reader(), samples)
    shuffled = random.Random(4).sample(samples, len(samples))
    second = jobs.add(neo4j, _reader(), shuffled)
    assert first.refused == second.refused == []
    assert (first.added, first.deals) == (second.added, second.deals) == (len(samples), first.deals)
    assert "\n".join(lines(embedded)) == "\n".join(lines(neo4j))
    assert _answers(embedded) == _answers(neo4j)


def test_an_article_twice_is_one(store: Store) -> None:
    samples = _samples()[:3]
    jobs.add(store, _reader(), samples)
    before = list(lines(store))
    again = jobs.add(store, _reader(), samples)
    assert (again.added, again.known) == (0, 3)
    assert list(lines(store)) == before
