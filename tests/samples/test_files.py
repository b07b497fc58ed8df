"""The sample articles are clean files, each with its sidecar."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from tests.samples.expectations import NAMES, SAMPLES, expected, loops, meta_of, text_of

KEYS = {"published", "title", "source", "url"}


def test_there_are_enough() -> None:
    assert len(NAMES) >= 8


def test_every_article_has_its_sidecar_and_no_sidecar_is_alone() -> None:
    assert sorted(path.name.removesuffix(".meta.json") for path in SAMPLES.glob("*.meta.json")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_sidecar(name: str) -> None:
    meta = meta_of(name)
    assert set(meta) == KEYS
    assert date.fromisoformat(meta["published"]) < date(2027, 1, 1)
    assert meta["source"] == "Roundtrip 样例"
    assert text_of(name).startswith(meta["title"] + "\n")


@pytest.mark.parametrize("name", NAMES)
def test_text_is_clean(name: str) -> None:
    text = text_of(name)
    assert 600 <= len(text) <= 1800
    assert "\r" not in text
    assert text == unicodedata.normalize("NFC", text)
    assert [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cn") and c != "\n"] == []


def test_expectations_speak_of_these_articles() -> None:
    articles = {deal["article"] for deal in expected()["deals"]} | {loop.article for loop in loops()} | set(expected()["without_deals"])
    assert articles <= set(NAMES)
