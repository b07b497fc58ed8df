"""The measurement of reading tells all that it promises, on articles short enough for a test."""

from __future__ import annotations

import pytest

from bench import reading

PROMISED = {"dense_s", "ordinary_per_s", "rules_per_s", "rss_mb", "first_article_s", "posseg_ratio", "entityruler_ratio"}


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"CHARACTERS": 200, "ARTICLES": 1, "ROUNDS": 1, "PATTERNS": 20}.items():
        monkeypatch.setattr(reading, name, value)
    monkeypatch.setattr(reading, "probed", reading.probe)  # here and now: a new process reads whole articles


@pytest.mark.usefixtures("short")
def test_one_run_tells_everything() -> None:
    found = reading.measure()
    assert set(found) >= PROMISED
    assert all(found[name] > 0 for name in PROMISED)
    assert {"encoder", "names", "deals"} <= set(found["components_ms"]["dense, encoder"])
    shown = reading.table(found)
    assert all(text in shown for text in reading.NAMES.values())
