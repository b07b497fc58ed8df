"""`shock`, `circularity` and `concentration`: what they print, and how they refuse."""

from __future__ import annotations

import pytest

from tests.graph_cli.conftest import BN, Told


def test_shock_tells_losses_ways_and_assumptions(told: Told) -> None:
    code, out, err = told("shock", "Gamma AI")
    assert (code, err) == (0, "")
    for words in ("乙集团", "300 bn USD", "甲公司", "Gamma AI → 乙集团 → 甲公司", "Battiston et al. 2012", "Best case", "Worst case"):
        assert words in out
    assert "Gamma AI loses 100%: all others together lose 445." in out


def test_models_and_scenarios_of_shock(told: Told) -> None:
    answer = told.json("shock", "Gamma AI", "乙集团", "--loss", "50", "--model", "differential", "--compare")
    assert (answer["model"], len(answer["outcomes"])) == ("differential", 3)
    assert [[start["share"] for start in each["starts"]] for each in answer["outcomes"]] == [[0.5, 0.5], [0.5], [0.5]]
    (loss, *_) = answer["outcomes"][1]["losses"]
    assert (loss["party"]["name"], loss["usd"], loss["ways"][0]["hops"][0]["deals"][0]["type"]) == ("乙集团", 150 * BN, "PURCHASES_FROM")
    code, out, _ = told("shock", "Gamma AI", "--model", "clearing")
    assert code == 0
    assert "Eisenberg and Noe 2001" in out
    assert "nobody else loses by it" in told("shock", "丁基金")[1]


def test_circularity(told: Told) -> None:
    answer = told.json("circularity")
    assert (answer["in_loops"], answer["loops"][0]["usd"], answer["party"]) == (120 * BN, 40 * BN, None)
    code, out, _ = told("circularity")
    assert code == 0
    assert "120 bn USD runs in loops" in out
    assert "Of the 100 bn USD that leaves 甲公司, 40 bn USD can come back to it (40.0%)" in told("circularity", "甲公司")[1]


def test_concentration(told: Told) -> None:
    answer = told.json("concentration", "--threshold", "90", "--above", "40e9")
    assert ("乙集团", "customer", "Gamma AI") in {(d["party"]["name"], d["tie"], d["on"]["name"]) for d in answer["dependences"]}
    assert len(answer["breakers"]["parties"]) == 1
    code, out, _ = told("concentration")
    assert code == 0
    assert "no smaller set does" in out
    assert "There is no loop" in told("concentration", "--above", "1e15")[1]


def test_paths_tell_how_much_gets_through_in_all(told: Told) -> None:
    assert told.json("paths", "甲公司", "乙集团")["throughput"]["usd"] == 100 * BN
    out = told("paths", "甲公司", "乙集团")[1]
    assert "Widest way: 甲公司 → Gamma AI → 乙集团, 100 bn USD." in out
    assert "Through all ways together: 100 bn USD" in out
    assert "nothing can get through" in told("paths", "丁基金", "甲公司")[1]


REFUSED = [
    ("shock", "张三公司"),
    ("shock", "Gamma AI", "--loss", "0"),
    ("shock", "Gamma AI", "--loss", "nan"),
    ("shock", "Gamma AI", "--limit", "0"),
    ("shock", "Gamma AI", "--status", "dead"),
    ("circularity", "张三公司"),
    ("concentration", "--threshold", "0"),
    ("concentration", "--above", "-1"),
]


@pytest.mark.parametrize("arguments", REFUSED)
def test_what_cannot_be_asked_is_said_in_one_sentence(told: Told, arguments: tuple[str, ...]) -> None:
    code, out, err = told(*arguments)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "failed inside" not in err
