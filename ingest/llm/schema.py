"""The JSON schema of an answer, made from the deal table and the words of the domain.

Figures and dates are asked for as the article writes them: our own parser reads them again. Every key is required
and no other is allowed, as endpoints with strict schemas want it; what the article does not say is null.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.model import METRIC_NAMES, PartyKind, Status
from graph.schema import deal_table

Schema = dict[str, Any]


def answer_schema() -> Schema:
    """Parties, deals and metrics of one piece of an article."""
    quote = {"type": ["string", "null"]}
    deal = {
        "type": {"type": "string", "enum": list(deal_table())},
        "source": {"type": "string"},
        "target": {"type": "string"},
        "subject": quote,
        "amount": quote,
        "joint": {"type": "boolean"},
        "stake": quote,
        "shares": quote,
        "quantity": quote,
        "round": quote,
        "date": quote,
        "status": {"type": "string", "enum": _values(Status)},
        "evidence": {"type": "string"},
    }
    metric = {
        "entity": {"type": "string"},
        "name": {"type": "string", "enum": list(METRIC_NAMES)},
        "value": quote,
        "change": quote,
        "evidence": {"type": "string"},
    }
    party = {
        "name": {"type": "string"},
        "kind": {"type": "string", "enum": _values(PartyKind)},
        "aliases": {"type": "array", "items": {"type": "string"}},
    }
    return _object({"parties": _list(_object(party)), "deals": _list(_object(deal)), "metrics": _list(_object(metric))})


def _values(words: Iterable[str]) -> list[str]:
    return [str(word) for word in words]


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}
