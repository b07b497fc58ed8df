"""The console: a statement in Cypher, answered as the reader account within limits."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from graph.errors import BadInput
from graph.store import ConsoleLimits
from web import guards, visitor
from web.examples import examples
from web.pages.twin import page
from web.services import services

blueprint = Blueprint("console", __name__)
NODES = (
    "(:Party {id, name, kind, aliases})",
    "(:Article {id, title, source, url, published, text})",
    "(:Claim {id, type, amount, currency, usd, date, status, evidence, …})",
    "(:Metric {id, name, value, unit, period, …})",
)
GONE = "waitress.client_disconnected"
"""Tells whether the browser that asked has closed the connection; other servers have no such thing."""
EXACT = 2**53
"""Browsers read integers beyond this only about."""
ARROWS = ("MENTIONS", "STATES", "FROM", "TO", "REPORTS")


@page(blueprint, "/console", "console.html")
def console() -> dict[str, Any]:
    language = visitor.language()
    limits = services().settings.limits
    offered = [{"title": each.title(language), "statement": each.statement} for each in examples()]
    return {
        "statement": offered[0]["statement"],
        "examples": offered,
        "limits": {
            "seconds": services().settings.statement_seconds,
            "rows": limits.statement_rows,
            "kib": limits.statement_bytes // 1024,
            "nodes": limits.canvas_nodes,
        },
        "schema": {"nodes": NODES, "arrows": ARROWS},
    }


@blueprint.post("/console.json")
def run() -> ResponseReturnValue:
    limits = services().settings.limits
    statement = guards.json_body().get("statement")
    if not isinstance(statement, str):
        raise BadInput("There is no statement; send it as text under the key statement.")
    if len(statement.encode("utf-8")) > limits.statement_bytes:
        raise BadInput(f"The statement is longer than {limits.statement_bytes // 1024} KiB; shorten it.")
    with services().heavy.place():
        rows = ConsoleLimits(limits.statement_rows, limits.answer_bytes)
        answer = services().store.console(statement, rows, given_up=request.environ.get(GONE))
    return jsonify(
        columns=answer.columns, rows=_exact(answer.rows), truncated=answer.truncated, seconds=round(answer.seconds, 3), plan=answer.plan
    )


def _exact(value: Any) -> Any:
    """A value with its large integers as text, so that a browser shows every digit."""
    if isinstance(value, int) and abs(value) > EXACT:
        return str(value)
    if isinstance(value, dict):
        return {key: _exact(item) for key, item in value.items()}
    return [_exact(item) for item in value] if isinstance(value, list | tuple) else value
