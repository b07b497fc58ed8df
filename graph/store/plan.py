"""What a Neo4j plan says a statement would do, judged before it runs.

Neo4j's READ mode stops writing, and no more: a statement may still fetch files and addresses, look at what others
run and end it, and Community has no accounts with fewer rights. The plan is the server's own reading of the statement,
so no spelling hides anything from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from graph.errors import StoreRefused
from graph.store.statement import code_of

_OPERATORS = {
    "LoadCSV": "LOAD CSV reads files and addresses",
    "ShowSettings": "SHOW SETTINGS tells how the server is set up",
    "ShowTransactions": "SHOW TRANSACTIONS tells what others run",
    "TerminateTransactions": "TERMINATE TRANSACTIONS ends what others run",
}
_PROCEDURES = (
    "db.info", "db.labels", "db.ping", "db.propertyKeys", "db.relationshipTypes",
    "db.index.fulltext.listAvailableAnalyzers", "db.index.fulltext.queryNodes", "db.index.fulltext.queryRelationships",
    "db.index.vector.queryNodes", "db.index.vector.queryRelationships",
    "db.schema.nodeTypeProperties", "db.schema.relTypeProperties", "db.schema.visualization",
)  # fmt: skip
_INNER_CALL = re.compile(r"ResolvedCall\(([^\s(]+)")
_INNER_LOAD = re.compile(r"\bLOAD CSV\b")


def check_plan(plan: dict[str, Any] | None, query_type: str | None) -> None:
    """Raises StoreRefused unless the plan only reads the graph. `query_type` is `r`, `rw`, `w` or `s` (schema)."""
    if query_type != "r" or plan is None:
        raise StoreRefused("Only reading is allowed here, and this statement does more; leave its other clauses out.")
    for step in _steps(plan):
        operator = str(step.get("operatorType", "")).partition("@")[0]
        if reason := _OPERATORS.get(operator):
            raise StoreRefused(f"Only the graph is read here, and {reason}; leave it out.")
        details = str(step.get("args", {}).get("Details", ""))
        if operator == "ProcedureCall":
            _check_procedure(details.partition("(")[0])
        _check_expressions(details)


def _steps(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from _steps(child)


def _check_expressions(details: str) -> None:
    """Subqueries inside expressions (COLLECT, COUNT, EXISTS) have no step of their own: they stand in the details."""
    code = code_of(details)
    if _INNER_LOAD.search(code):
        raise StoreRefused(f"Only the graph is read here, and {_OPERATORS['LoadCSV']}; leave it out.")
    for name in _INNER_CALL.findall(code):
        _check_procedure(name)


def _check_procedure(name: str) -> None:
    if name.strip() not in _PROCEDURES:
        raise StoreRefused(f"The procedure {name.strip()[:100]} cannot be called here; these can: {', '.join(_PROCEDURES)}.")
