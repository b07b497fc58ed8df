"""The scorer of `make gold`, against cases counted by hand and against the scorer of the specification where it is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.gold_table import OWN, shared, shortfalls, table
from tests.scoring import Record, score

ENTITIES = [{"name": "甲", "aliases": ["甲", "甲公司"]}, {"name": "乙", "aliases": ["乙"]}]


def deal(source: str, target: str, type_: str = "INVESTS_IN", **more: Any) -> dict[str, Any]:
    return {"type": type_, "source": source, "target": target, "status": "announced", **more}


def article(*deals: Record) -> dict[str, Any]:
    return {"entities": ENTITIES, "deals": list(deals), "metrics": []}


def test_levels() -> None:
    gold = article(deal("甲", "乙", amount=1e8, currency="CNY"), deal("乙", "甲", "LENDS_TO"))
    read = article(deal("甲公司", "乙", amount=2e8, currency="CNY"), deal("乙", "甲", "ACQUIRES"), deal("甲", "乙", "HOLDS_STAKE_IN"))
    levels = score([(gold, read)]).levels
    assert [(levels[k].right, levels[k].found, levels[k].wanted) for k in ("link", "deal", "full")] == [(2, 3, 2), (1, 3, 2), (0, 3, 2)]


def test_optional_costs_nothing() -> None:
    gold = article(deal("甲", "乙", optional=True))
    assert score([(gold, article())]).levels["deal"].wanted == 0
    assert score([(gold, article(deal("甲", "乙")))]).levels["deal"].found == 0


def test_cooperation_has_no_direction() -> None:
    gold, read = article(deal("甲", "乙", "PARTNERS_WITH")), article(deal("乙", "甲", "PARTNERS_WITH"))
    assert score([(gold, read)]).levels["deal"].f1 == 1


def test_shortfalls_and_table_name_the_set() -> None:
    scored = {"own": score([(article(deal("甲", "乙")), article())])}
    assert shortfalls(scored, {"own": {"deal": 0.5}}) == ["own: deal F1 is 0.000, its floor 0.500."]
    assert shortfalls(scored, {"own": {"deal": 0.0}}) == []
    assert "own" in table(scored)


def test_agrees_with_the_scorer_of_the_specification(tmp_path: Path) -> None:
    judge = shared() / "spec" / "score.py"
    if not judge.exists():
        pytest.skip("the specification's scorer is not here")
    golds = [json.loads(f.read_text("utf-8")) for f in sorted(OWN.glob("*.json")) if not f.name.endswith(".meta.json")]
    reads = [{**g, "deals": [_bent(d, i) for i, d in enumerate(g["deals"]) if i % 4]} for g in golds]
    for name, rows in (("gold", golds), ("read", reads)):
        (tmp_path / name).write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
    answer = subprocess.run(
        [sys.executable, str(judge), str(tmp_path / "gold"), str(tmp_path / "read"), "--json"], capture_output=True, text=True, check=True
    )
    theirs = json.loads(answer.stdout)
    ours = score(zip(golds, reads, strict=True))
    for level, counts in ours.levels.items():
        assert (counts.right, counts.found, counts.wanted) == (theirs[level]["hit"], theirs[level]["found"], theirs[level]["gold"])
    assert ours.party_recall == pytest.approx(theirs["party_recall"], abs=1e-4)


def _bent(deal_: Record, number: int) -> Record:
    """A deal with something wrong about it, now and then."""
    if number % 3 == 1:
        return {**deal_, "source": deal_["target"], "target": deal_["source"]}
    return {**deal_, "amount": 1.0} if number % 3 == 2 else deal_
