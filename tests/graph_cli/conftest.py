"""A small filled store, and a way to run commands on it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph.cli.main import main
from graph.facts import articles
from graph.model import Status, Terms
from graph.store import Store
from tests.facts.news import write_article
from tests.servers import wipe

BN = 1e9
NEWS = [
    ("INVESTS_IN", "甲公司", "Gamma AI", Terms(100 * BN, "USD", date="2025-09-22")),
    ("PURCHASES_FROM", "Gamma AI", "乙集团", Terms(300 * BN, "USD", date="2025-09-10")),
    ("PURCHASES_FROM", "乙集团", "甲公司", Terms(40 * BN, "USD", date="2025-05")),
    ("LENDS_TO", "戊银行", "乙集团", Terms(38 * BN, "CNY", status=Status.PLANNED)),
    ("HOLDS_STAKE_IN", "丁基金", "戊银行", Terms(stake_pct=10.0)),
]


@pytest.fixture(scope="module")
def url(embedded: Store, embedded_url: str) -> str:
    """The address of a store with one loop and a lender. Tests leave it as it is."""
    wipe(embedded)
    for number, sentence in enumerate(NEWS):
        articles.add(embedded, *write_article([sentence], published="2025-10-01", rest=f"{number} "))
    return embedded_url


class Told:
    """Runs a command and keeps what it printed."""

    def __init__(self, url: str, capsys: pytest.CaptureFixture[str]) -> None:
        self._url = url
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--store", self._url])
        out, err = self._capsys.readouterr()
        return code, out, err

    def json(self, *arguments: str) -> Any:
        code, out, err = self(*arguments, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)


@pytest.fixture
def told(url: str, capsys: pytest.CaptureFixture[str]) -> Told:
    return Told(url, capsys)
