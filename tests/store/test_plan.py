"""Plans as Neo4j tells them, and what is allowed of them."""

from __future__ import annotations

from typing import Any

import pytest

from graph.errors import StoreRefused
from graph.store.plan import check_plan


def step(operator: str, details: str = "", *children: dict[str, Any]) -> dict[str, Any]:
    return {"operatorType": f"{operator}@neo4j", "args": {"Details": details}, "children": list(children)}


@pytest.mark.parametrize(
    "plan",
    [
        step("ProduceResults", "p", step("AllNodesScan", "p")),
        step("ProduceResults", "label", step("ProcedureCall", "db.labels() :: (label :: STRING)")),
        step("Projection", "'LOAD CSV' AS x"),
        step("Projection", 'COUNT { ResolvedCall(db.labels() :: label :: STRING,"ResolvedCall(x.y()",true) RETURN label } AS x'),
    ],
    ids=str,
)
def test_reading_passes(plan: dict[str, Any]) -> None:
    check_plan(plan, "r")


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (step("ProduceResults", "", step("Apply", "", step("LoadCSV", "line"))), "LOAD CSV"),
        (step("Projection", 'CASE WHEN x THEN COLLECT { LOAD CSV FROM "x" AS l RETURN l } END AS c'), "LOAD CSV"),
        (step("ProduceResults", "", step("TerminateTransactions", "transactions(x)")), "TERMINATE"),
        (step("ProduceResults", "", step("ProcedureCall", "apoc.load.json($autostring_0) :: (value :: MAP)")), "apoc.load.json cannot"),
        (step("Filter", "EXISTS { ResolvedCall(apoc.load.json(x) :: value :: MAP,true) RETURN value AS value }"), "apoc.load.json cannot"),
    ],
    ids=str,
)
def test_what_goes_beyond_the_graph_is_refused(plan: dict[str, Any], words: str) -> None:
    with pytest.raises(StoreRefused, match=words):
        check_plan(plan, "r")


@pytest.mark.parametrize("query_type", ["w", "rw", "s", None])
def test_whatever_is_not_told_to_be_reading_is_refused(query_type: str | None) -> None:
    with pytest.raises(StoreRefused, match="Only reading"):
        check_plan(step("ProduceResults"), query_type)


def test_a_statement_without_a_plan_is_refused() -> None:
    with pytest.raises(StoreRefused, match="Only reading"):
        check_plan(None, "r")
