"""The list of well-known parties holds together: every name means one party, and none is a word that means nobody."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from graph.ids import fold
from graph.model import PartyKind
from ingest.lexicon.loader import COLUMNS, PARTIES
from ingest.text.normal import normalize

FEWEST = 3000
FEWEST_OF_KIND = {"company": 2500, "government": 200, "person": 200, "fund": 60, "product": 90, "project": 30}
DIGITS_OF = {"SH": 6, "SZ": 6, "BJ": 6, "HK": 5, "TW": 4, "TWO": 4, "T": 4, "KS": 6, "KQ": 6}
"""How long a code is at the exchanges that number their companies."""
SHANGHAI, SHENZHEN = re.compile(r"60[0135]\d{3}|68[89]\d{3}"), re.compile(r"00[0-3]\d{3}|30[0-2]\d{3}")
NOBODY = frozenset(
    "中国 美国 日本 公司 集团 银行 政府 平台 市场 基金 央行 国家 联合 东方 华夏 长城 东风 理想 荣耀 现代 大众 日产 通用 平安 光大 招商 "
    "美的 国美 浪潮 海信 太平 新华 新希望 领先 创新 科技 资本 投资 控股 证券 保险 项目 计划 产业 交易所 国资委 发改委".split()
)
"""Words of everyday Chinese. A company that is called so is listed under a longer name (美的集团)."""


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    name: str
    kind: str
    aliases: tuple[str, ...]
    tickers: tuple[str, ...]
    english: str

    @property
    def names(self) -> tuple[str, ...]:
        english = (self.english,) if self.english and self.english not in (self.name, *self.aliases) else ()
        return (self.name, *self.aliases, *english)


def _rows() -> Iterator[Row]:
    with PARTIES.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        assert tuple(next(reader)) == COLUMNS
        for line, row in enumerate(reader, 2):
            assert len(row) == len(COLUMNS), f"line {line} has {len(row)} columns"
            name, kind, aliases, tickers, english = row
            yield Row(line, name, kind, _parts(aliases), _parts(tickers), english)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return list(_rows())


def test_it_is_clean_text() -> None:
    data = PARTIES.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8")
    assert "\r" not in text
    assert text.endswith("\n")
    assert text == unicodedata.normalize("NFC", text)
    assert {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cn", "Zl", "Zp")} <= {"\n", "\t"}


def test_kinds_are_those_of_the_model(rows: list[Row]) -> None:
    assert {row.kind for row in rows} == {kind.value for kind in PartyKind}


def test_there_are_enough(rows: list[Row]) -> None:
    counts = Counter(row.kind for row in rows)
    assert len(rows) >= FEWEST
    assert {kind: counts[kind] for kind, least in FEWEST_OF_KIND.items() if counts[kind] < least} == {}


def test_rows_are_sorted(rows: list[Row]) -> None:
    keys = [(row.kind, row.name) for row in rows]
    assert keys == sorted(keys)


def test_a_name_means_one_party(rows: list[Row]) -> None:
    """After folding and in simplified characters, as the reader compares them; also no name twice in a row."""
    owners: dict[str, list[int]] = {}
    for row in rows:
        for name in row.names:
            owners.setdefault(fold(normalize(name)), []).append(row.line)
    assert {name: lines for name, lines in owners.items() if len(set(lines)) > 1} == {}


def test_a_form_stands_once_in_its_row(rows: list[Row]) -> None:
    assert [row.name for row in rows if len({fold(n) for n in row.names}) < len(row.names)] == []


def test_names_are_long_enough_and_bare(rows: list[Row]) -> None:
    names = [name for row in rows for name in row.names]
    assert [name for name in names if len(fold(name)) < 2] == []
    assert [name for name in names if name != name.strip() or "  " in name or not fold(name)] == []
    assert [name for name in names if fold(name).isdigit()] == []


def test_no_name_is_an_everyday_word(rows: list[Row]) -> None:
    assert [name for row in rows for name in row.names if name in NOBODY] == []


def test_tickers_have_the_form_of_their_exchange(rows: list[Row]) -> None:
    tickers = [ticker for row in rows for ticker in row.tickers]
    assert [ticker for ticker in tickers if not _plausible(ticker)] == []
    assert [ticker for ticker, count in Counter(tickers).items() if count > 1] == []


def test_only_companies_are_listed_at_an_exchange(rows: list[Row]) -> None:
    assert [row.name for row in rows if row.tickers and row.kind != "company"] == []


def test_an_implausible_ticker_is_seen() -> None:
    assert [t for t in ("700.HK", "600519.SZ", "000001.SH", "NVDA.", "nvda") if _plausible(t)] == []


def _plausible(ticker: str) -> bool:
    code, _, exchange = ticker.rpartition(".")
    if exchange == "SH":
        return SHANGHAI.fullmatch(code) is not None
    if exchange == "SZ":
        return SHENZHEN.fullmatch(code) is not None
    if code and exchange in DIGITS_OF:
        return re.fullmatch(r"[0-9A-Z]+", code) is not None and len(code) == DIGITS_OF[exchange]
    return re.fullmatch(r"[A-Z0-9]+([.-][A-Z]+)*", ticker) is not None
