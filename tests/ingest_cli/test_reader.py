from __future__ import annotations

import pytest

from graph.errors import BadInput
from graph.model import PartyKind, Reading
from ingest.reader import Reader, read_parties
from ingest.text.annotations import TextParty
from ingest.text.pipeline import MAX_CHARACTERS
from tests.text.reading import read

TEXT = "11月11日，英伟达宣布向OpenAI投资1000亿美元。OpenAI投后估值5000亿美元。公司同日向甲骨文采购了3000亿美元的算力。"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_claims_and_metrics_name_parties_of_the_reading(reader: Reader) -> None:
    reading = reader.read(TEXT, "2025-11-20")
    keys = {party.key for party in reading.parties}
    assert reading.claims
    assert reading.metrics
    assert {c.source for c in reading.claims} | {c.target for c in reading.claims} | {m.entity for m in reading.metrics} <= keys
    assert all(TEXT[c.start : c.end] == c.evidence for c in reading.claims)
    assert all(TEXT[m.start : m.end] == m.evidence for m in reading.metrics)
    assert all(TEXT[span.start : span.end] in party.aliases for party in reading.parties for span in party.mentions)


def test_the_same_text_gives_the_same_reading(reader: Reader) -> None:
    assert reader.read(TEXT, "2025-11-20") == reader.read(TEXT, "2025-11-20") == Reader().read(TEXT, "2025-11-20")


def test_the_day_of_publication_decides_relative_dates(reader: Reader) -> None:
    assert {c.terms.date for c in reader.read(TEXT, "2025-11-20").claims} == {"2025-11-11"}
    assert {c.terms.date for c in reader.read(TEXT, "2024-11-20").claims} == {"2024-11-11"}


def test_parties_of_one_key_are_one() -> None:
    twice = [TextParty("k", "英伟达", PartyKind.COMPANY, ("英伟达",)), TextParty("k", "NVIDIA", PartyKind.COMPANY, ("NVIDIA",))]
    (party,) = read_parties(twice, ())
    assert party.aliases == ("英伟达", "NVIDIA")


def test_a_text_of_nothing_gives_nothing(reader: Reader) -> None:
    assert reader.read("没有公司。") == Reading()


@pytest.mark.parametrize("text", ["甲" * (MAX_CHARACTERS + 1), "half a \ud800 character"])
def test_what_cannot_be_read_is_refused(reader: Reader, text: str) -> None:
    with pytest.raises(BadInput, match=r"^The text .*\.$"):
        reader.read(text)


def test_documents_do_not_share_what_is_written_on_them() -> None:
    assert read("英伟达投资OpenAI。")._.claims is not read("没有公司。")._.claims
    assert read("没有公司。")._.claims == ()
