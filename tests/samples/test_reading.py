"""What the reader must find in the sample articles, whatever else it finds."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from graph.model import Reading
from ingest.reader import Reader
from tests.samples.expectations import ExpectedLoop, expected, loops, meta_of, text_of

ENDS = ("article", "type", "source", "target")


@cache
def _reader() -> Reader:
    return Reader()


@cache
def _reading(article: str) -> Reading:
    return _reader().read(text_of(article), meta_of(article)["published"])


def _claims(article: str) -> list[dict[str, Any]]:
    """The claims of an article with the names of their parties and the terms that the expectations speak of."""
    reading = _reading(article)
    names = {party.key: party.name for party in reading.parties}
    return [
        {
            "type": claim.type,
            "source": names[claim.source],
            "target": names[claim.target],
            **{field: getattr(claim.terms, field) for field in claim.terms.__dataclass_fields__},
        }
        for claim in reading.claims
    ]


@pytest.mark.parametrize("deal", expected()["deals"], ids=lambda d: f"{d['article']}-{d['source']}-{d['type']}-{d['target']}")
def test_deal_is_read(deal: dict[str, Any]) -> None:
    found = [c for c in _claims(deal["article"]) if all(c[end] == deal[end] for end in ENDS[1:])]
    terms = {field: value for field, value in deal.items() if field not in ENDS}
    assert terms in [{field: claim[field] for field in terms} for claim in found]


@pytest.mark.parametrize("loop", loops(), ids=lambda loop: "-".join(loop.parties))
def test_hops_of_a_loop_are_read(loop: ExpectedLoop) -> None:
    found = {(c["source"], c["type"], c["target"]) for c in _claims(loop.article)}
    assert [hop for hop in loop.hops if hop not in found] == []


@pytest.mark.parametrize("article", expected()["without_deals"])
def test_nothing_is_read_out_of_talk(article: str) -> None:
    assert _claims(article) == []
