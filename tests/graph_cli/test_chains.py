"""`cycles`, `paths` and `exposure`: what they print, and how they fail."""

from __future__ import annotations

import pytest

from graph.analysis.ranking import Order
from graph.cli.cycles import ORDERS
from tests.graph_cli.conftest import Told


def test_the_loop_is_found_from_anywhere_and_through_its_parties(told: Told) -> None:
    for arguments in (("cycles",), ("cycles", "甲公司"), ("cycles", "乙集团股份")):
        answer = told.json(*arguments)
        assert not answer["truncated"]
        (loop,) = answer["items"]
        assert {party["name"] for party in loop["parties"]} == {"甲公司", "Gamma AI", "乙集团"}
        assert loop["usd"] == 40e9
        assert loop["hops"][0]["deals"][0]["evidence"]
    assert told.json("cycles", "戊银行")["items"] == []


def test_a_loop_is_shown_with_its_hops_and_their_deals(told: Told) -> None:
    code, out, _ = told("cycles", "甲公司")
    assert code == 0
    assert "甲公司 → Gamma AI → 乙集团 → 甲公司" in out
    assert "投资 100 bn USD 2025-09-22 announced" in out
    assert "1 loop." in out
    assert told("cycles", "丁基金")[1] == "No loops.\n"
    assert told("paths", "丁基金", "甲公司")[1].startswith("No paths.\n")


def test_filters_narrow_the_question_down(told: Told) -> None:
    assert told.json("cycles", "--min-usd", "50e9")["items"] == []
    assert told.json("cycles", "--max-hops", "2")["items"] == []
    assert told.json("cycles", "--type", "INVESTS_IN")["items"] == []
    assert told.json("cycles", "--type", "INVESTS_IN", "--type", "PURCHASES_FROM")["items"] != []
    assert told.json("cycles", "--until", "2025-08")["items"] == []
    assert told.json("cycles", "--status", "completed")["items"] == []
    assert told.json("cycles", "--cash-only")["items"] != []


def test_loops_come_in_an_order_and_in_pages(told: Told) -> None:
    assert list(Order) == list(ORDERS)
    for order in ORDERS:
        answer = told.json("cycles", "--order", order)
        assert (answer["number"], answer["by_length"], len(answer["items"])) == (1, {"3": 1}, 1)
    assert told.json("cycles", "--offset", "1")["items"] == []
    assert "Of 1 in all (3 hops: 1)." in told("cycles")[1]


def test_loops_in_time(told: Told) -> None:
    """Each hop of the loop was told before the one that it follows, so the money cannot have gone round."""
    answer = told.json("cycles", "--in-time")
    assert (answer["items"], answer["number"]) == ([], 0)


def test_paths(told: Told) -> None:
    (path,) = told.json("paths", "戊银行", "Gamma AI")["items"]
    assert [party["name"] for party in path["parties"]] == ["戊银行", "乙集团", "甲公司", "Gamma AI"]
    code, out, _ = told("paths", "戊银行", "Gamma AI")
    assert code == 0
    assert "戊银行 → 乙集团 → 甲公司 → Gamma AI" in out


def test_exposure(told: Told) -> None:
    answer = told.json("exposure", "乙集团")
    chains = [[party["name"] for party in chain["parties"]] for chain in answer["items"]]
    assert ["乙集团", "戊银行"] in chains
    assert ["乙集团", "戊银行", "丁基金"] in chains
    assert {hit["party"]["name"] for hit in answer["hits"]} >= {"戊银行", "丁基金"}
    code, out, _ = told("exposure", "乙集团", "--max-hops", "1")
    assert code == 0
    assert "借贷(戊银行 → 乙集团) 38 bn CNY planned" in out
    assert "丁基金" not in out


REFUSED = [
    ("cycles", "辛公司"),
    ("cycles", "--type", "LIKES"),
    ("cycles", "--status", "likely"),
    ("cycles", "--since", "yesterday"),
    ("cycles", "--max-hops", "0"),
    ("cycles", "--limit", "0"),
    ("cycles", "--max-hops", "9"),
    ("cycles", "--offset", "-1"),
    ("cycles", "--min-usd", "nan"),
    ("exposure", "辛公司"),
    ("paths", "甲公司", "辛公司"),
]


@pytest.mark.parametrize("arguments", REFUSED)
def test_what_cannot_be_answered_is_said_in_one_sentence(told: Told, arguments: tuple[str, ...]) -> None:
    code, out, err = told(*arguments)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "failed inside" not in err
