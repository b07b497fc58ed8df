"""What deals count with, and why some count for nothing."""

from __future__ import annotations

import pytest

from graph.analysis.ledger import Entry, Ledger
from graph.analysis.sums import Reason, sums_of
from graph.model import LIVE, AmountKind, Status


def _entry(id_: str, usd: float | None, kind: AmountKind | None = None, status: Status = Status.ANNOUNCED, told: bool = False) -> Entry:
    return Entry(id_, "LENDS_TO", "a", "b", usd, told or usd is not None, kind, status, None)


KNOWN = (_entry("k1", 1.0), _entry("k2", 4.0), _entry("k3", 9.0))


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (_entry("d", 5.0), None),
        (_entry("d", 5.0, status=Status.PLANNED), None),
        (_entry("d", None), Reason.NO_AMOUNT),
        (_entry("d", None, told=True), Reason.NO_CURRENCY),
        (_entry("d", 5.0, status=Status.DENIED), Reason.STATUS),
        (_entry("d", None, status=Status.TERMINATED), Reason.STATUS),
    ],
)
def test_why_a_deal_is_left_out(entry: Entry, reason: Reason | None) -> None:
    assert sums_of(Ledger(KNOWN, LIVE)).left_out(entry) is reason


@pytest.mark.parametrize(
    ("entries", "least", "told", "most"),
    [
        ([_entry("d", 5.0)], 5, 5, 5),
        ([_entry("d", 5.0, AmountKind.AT_LEAST)], 5, 5, 5),
        ([_entry("d", 5.0, AmountKind.UP_TO)], 0, 5, 5),
        ([_entry("d", 5.0, status=Status.RUMORED)], 0, 5, 5),
        ([_entry("d", 5.0, AmountKind.JOINT), _entry("e", 5.0, AmountKind.JOINT), _entry("f", 2.0)], 2, 7, 7),
        ([_entry("d", None), _entry("e", 2.0)], 2, 2, 6),
        ([_entry("d", 5.0, status=Status.DENIED)], 0, 0, 0),
        ([], 0, 0, 0),
    ],
)
def test_what_deals_come_to(entries: list[Entry], least: float, told: float, most: float) -> None:
    assert sums_of(Ledger(KNOWN, LIVE)).of(entries) == (least, told, most)


def test_few_known_sums_tell_nothing_of_the_others() -> None:
    assert sums_of(Ledger(KNOWN[:2], LIVE)).of([_entry("d", None)]) == (0, 0, 0)
