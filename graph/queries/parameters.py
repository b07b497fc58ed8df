"""Parameters of queries: what may be given, checked before a server sees it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from graph.errors import BadInput
from graph.facts.dates import days
from graph.model import Status
from graph.schema import deal_table

REQUIRED: Final = object()
"""The default of a parameter that must be given."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query. `least` and `most` bound a number's value, a text's length, a list's length."""

    name: str
    kind: str
    least: float = 0
    most: float = math.inf
    default: object = REQUIRED

    def check(self, value: object) -> object:
        """The value as it goes to the server; raises BadInput when it cannot."""
        checked = KINDS[self.kind](self, value)
        if checked is None:
            raise BadInput(f"The parameter {self.name} must be {self.wanted()}.")
        return checked

    def wanted(self) -> str:
        """What it must be, in words."""
        bounds = f"from {self.least:.15g} to {self.most:.15g}"
        return {
            "int": f"a whole number {bounds}",
            "number": f"a number {bounds}",
            "text": f"a text of {self.least:g} to {self.most:g} characters",
            "texts": f"a list of {self.least:g} to {self.most:g} texts",
            "pairs": f"a list of {self.least:g} to {self.most:g} pairs of texts",
            "day": "a day, written as 2025-10-29, or empty",
            "types": f"a list of deal types out of {', '.join(deal_table())}",
            "statuses": f"a list of statuses out of {', '.join(Status)}",
        }[self.kind]


def check_all(query: str, parameters: Mapping[str, Parameter], values: Mapping[str, object]) -> dict[str, object]:
    """The values of all parameters of a query, defaults filled in; raises BadInput for missing, surplus and wrong ones."""
    if surplus := sorted(set(values) - set(parameters)):
        raise BadInput(f"The query {query} has no parameter {surplus[0][:60]!r}; it takes {', '.join(parameters) or 'none'}.")
    missing = [p.name for p in parameters.values() if p.default is REQUIRED and p.name not in values]
    if missing:
        raise BadInput(f"The query {query} needs the parameter {missing[0]}: {parameters[missing[0]].wanted()}.")
    return {p.name: p.check(values.get(p.name, p.default)) for p in parameters.values()}


def _int(parameter: Parameter, value: object) -> int | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and parameter.least <= value <= parameter.most else None  # type: ignore[operator,return-value]


def _number(parameter: Parameter, value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if parameter.least <= value <= parameter.most else None  # NaN is in no range


def _text(parameter: Parameter, value: object) -> str | None:
    return value if isinstance(value, str) and parameter.least <= len(value) <= parameter.most else None


def _list(parameter: Parameter, value: object, good: Callable[[Any], bool]) -> list[Any] | None:
    if not isinstance(value, list | tuple) or not parameter.least <= len(value) <= parameter.most:
        return None
    return list(value) if all(map(good, value)) else None


def _texts(parameter: Parameter, value: object) -> list[str] | None:
    return _list(parameter, value, lambda item: isinstance(item, str))


def _pairs(parameter: Parameter, value: object) -> list[list[str]] | None:
    found = _list(
        parameter, value, lambda item: isinstance(item, list | tuple) and len(item) == 2 and all(isinstance(i, str) for i in item)
    )
    return None if found is None else [list(item) for item in found]


def _day(_: Parameter, value: object) -> str | None:
    if not isinstance(value, str):
        return None
    try:
        return value if value == "" or value == days(value)[0].isoformat() else None
    except ValueError:
        return None


def _types(parameter: Parameter, value: object) -> list[str] | None:
    return _list(parameter, value, lambda item: isinstance(item, str) and item in deal_table())


def _statuses(parameter: Parameter, value: object) -> list[str] | None:
    return _list(parameter, value, lambda item: item in list(Status))


KINDS: Final[Mapping[str, Callable[[Parameter, Any], object]]] = {
    "int": _int,
    "number": _number,
    "text": _text,
    "texts": _texts,
    "pairs": _pairs,
    "day": _day,
    "types": _types,
    "statuses": _statuses,
}
"""Kinds of parameters; each returns None for a value that is not of its kind."""
