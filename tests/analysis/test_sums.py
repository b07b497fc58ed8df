"""What deals count with, and why some count for nothing; over snapshots of graphs in a store."""

from __future__ import annotations

import pytest

from graph.analysis import Filter
from graph.analysis.pairs import value_pairs
from graph.analysis.snapshot import current
from graph.analysis.sums import Case, Reason, sums_of
from graph.errors import BadInput
from graph.facts import articles
from graph.model import AmountKind, Status, Terms
from graph.schema import deal_table
from graph.store import Store
from tests.analysis import brute
from tests.analysis.worlds import TestDeal, World, fill, random_world
from tests.facts.news import write_article
from tests.servers import wipe

KNOWN = tuple(TestDeal(f"k{usd}", "LENDS_TO", f"lender{usd}", "x", usd) for usd in (1.0, 4.0, 9.0))


@pytest.fixture
def store(embedded: Store) -> Store:
    wipe(embedded)
    return embedded


def _deal(number: int, usd: float | None, kind: AmountKind | None = None, status: Status = Status.ANNOUNCED) -> TestDeal:
    return TestDeal(f"d{number}", "LENDS_TO", "a", "b", usd, kind, status)


def _dollars(store: Store, *deals: TestDeal) -> tuple[float, ...]:
    """What the deals from a to b come to."""
    parties = {end for deal in (*KNOWN, *deals) for end in (deal.source, deal.target)}
    fill(store, [World(tuple(sorted(parties)), (*KNOWN, *deals))])
    pairs = value_pairs(sums_of(current(store), Filter(), deal_table().value_moving))
    found = {pairs.ends(arrow): arrow for arrow in range(len(pairs.source))}
    if ("a", "b") not in found:
        return 0.0, 0.0, 0.0
    return tuple(float(pairs.dollars[case][found["a", "b"]]) for case in (Case.LEAST, Case.TOLD, Case.MOST))


@pytest.mark.parametrize(
    ("deals", "dollars"),
    [
        ([_deal(1, 5.0)], (5, 5, 5)),
        ([_deal(1, 5.0, AmountKind.AT_LEAST)], (5, 5, 5)),
        ([_deal(1, 5.0, AmountKind.UP_TO)], (0, 5, 5)),
        ([_deal(1, 5.0, status=Status.RUMORED)], (0, 5, 5)),
        ([_deal(1, 5.0, AmountKind.JOINT), _deal(2, 5.0, AmountKind.JOINT), _deal(3, 2.0)], (2, 7, 7)),
        ([_deal(1, None), _deal(2, 2.0)], (2, 2, 5)),
        ([_deal(1, 5.0, status=Status.DENIED)], (0, 0, 0)),
    ],
)
def test_what_deals_come_to(store: Store, deals: list[TestDeal], dollars: tuple[float, ...]) -> None:
    assert _dollars(store, *deals) == dollars


def test_few_known_sums_tell_nothing_of_the_others(store: Store) -> None:
    fill(store, [World(("a", "b", "lender1.0", "lender4.0", "x"), (*KNOWN[:2], _deal(1, None)))])
    pairs = value_pairs(sums_of(current(store), Filter(), deal_table().value_moving))
    assert pairs.dollars[Case.MOST].tolist() == [0.0, 1.0, 4.0]


def test_why_deals_are_left_out(store: Store) -> None:
    told = [
        ("LENDS_TO", "甲公司", "乙集团", Terms(5e9, "USD", status=Status.PLANNED)),
        ("LENDS_TO", "甲公司", "丙科技", Terms()),
        ("LENDS_TO", "甲公司", "丁基金", Terms(5e9, None)),
        ("LENDS_TO", "甲公司", "戊银行", Terms(5e9, "USD", status=Status.DENIED)),
    ]
    articles.add(store, *write_article(told))
    snapshot = current(store)
    counted = sums_of(snapshot, Filter(), deal_table().value_moving)
    reasons = {snapshot.party(int(snapshot.deals.target[row])).name: counted.reason_of(row) for row in range(len(snapshot.deals))}
    assert reasons == {"乙集团": None, "丙科技": Reason.NO_AMOUNT, "丁基金": Reason.NO_CURRENCY, "戊银行": Reason.STATUS}
    assert counted.asked.all()
    assert counted.counting.sum() == 3
    with pytest.raises(BadInput):
        sums_of(snapshot, Filter(types=("PARTNERS_WITH",)), deal_table().value_moving)


def test_arrows_are_the_hops_of_the_brute_force(store: Store) -> None:
    worlds = [random_world(number) for number in range(8)]
    fill(store, worlds)
    for where in (Filter(), Filter(cash_only=True, since="2024"), Filter(min_usd=2e6), Filter(statuses=(Status.PLANNED,))):
        pairs = value_pairs(sums_of(current(store), where, deal_table().value_moving))
        found = {pairs.ends(arrow): ({deal.id for deal in pairs.deals(arrow)}, usd) for arrow, usd in enumerate(pairs.dollars[Case.TOLD])}
        expected = {
            pair: (set(deals), brute.found(world, {pair: deals}, [pair], pair).sums[0] or 0.0)
            for world in worlds
            for pair, deals in brute.moving(world, where).items()
        }
        assert found == expected
