"""The header of a query: comment lines above its text that declare what it is, what it takes and what it answers.

// zh: 经过一方的资金环                  title in Chinese
// en: Money loops through a party      title in English
// hops [2..6] = 3                      the text is made for a number of hops; this one where none is said
// filter value_moving                  takes the parameters of a filter; its types are those of this set
// param party: text [1..64]            a parameter, its kind and bounds …
// param limit: int [1..1000] = 50      … and its default, as JSON
// column parties: ids, in order        a column of the answer
// example party = name 英伟达           in the console's example, this party is looked up by its name
// example limit = 10                   … and this parameter has this value
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from graph.errors import BadInput, BadTable
from graph.model import LIVE
from graph.queries.fragments import type_sets
from graph.queries.parameters import KINDS, REQUIRED, Parameter

_NUMBER = r"(-?\d+(?:\.\d+)?(?:e\d+)?)"
_BOUNDS = rf"\[{_NUMBER}\.\.{_NUMBER}\]"
_HOPS = re.compile(r"hops \[(\d)\.\.(\d)\] = (\d)")
_FILTER = re.compile(r"filter (\w+)")
_PARAMETER = re.compile(rf"param ([a-z_]+): ([a-z]+)(?: {_BOUNDS})?(?: = (.+))?")
_COLUMN = re.compile(r"column ([a-z_]+): (.+)")
_EXAMPLE = re.compile(r"example ([a-z_]+) = (.+)")
_TITLE = re.compile(r"(zh|en): (.+)")


@dataclass(slots=True)
class Header:
    """What the header lines say."""

    titles: dict[str, str] = field(default_factory=dict)
    hops: range | None = None
    default_hops: int = 0
    filter_set: str | None = None
    parameters: dict[str, Parameter] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    examples: dict[str, str] = field(default_factory=dict)
    """Parameter -> its value as JSON, or `name …`."""


def split(source: str) -> tuple[list[str], str]:
    """The header's lines without their slashes, and the text of the query."""
    lines = source.splitlines()
    count = next((i for i, line in enumerate(lines) if not line.startswith("//")), len(lines))
    return [line.removeprefix("//").strip() for line in lines[:count]], "\n".join(lines[count:]).strip()


def read_header(file: str, lines: list[str]) -> Header:
    """Raises BadTable with the line that cannot be read or is missing."""
    header = Header()
    for line in lines:
        if not any(take(header, line) for take in _LINES):
            raise BadTable(f"{file}: the header line {line!r} cannot be read; see graph/queries/header.py.")
    if set(header.titles) != {"zh", "en"}:
        raise BadTable(f"{file}: the header needs a title in both languages, as in '// zh: …' and '// en: …'.")
    if not header.columns:
        raise BadTable(f"{file}: the header declares no column.")
    if unknown := sorted(set(header.examples) - set(header.parameters)):
        raise BadTable(f"{file}: the header gives an example for {unknown[0]}, which is no parameter.")
    return header


def _title(header: Header, line: str) -> bool:
    if match := _TITLE.fullmatch(line):
        header.titles[match[1]] = match[2]
    return match is not None


def _hops(header: Header, line: str) -> bool:
    if match := _HOPS.fullmatch(line):
        header.hops = range(int(match[1]), int(match[2]) + 1)
        header.default_hops = int(match[3])
    return match is not None and int(match[3]) in range(int(match[1]), int(match[2]) + 1)


def _filter(header: Header, line: str) -> bool:
    match = _FILTER.fullmatch(line)
    if match is None or match[1] not in type_sets():
        return False
    header.filter_set = match[1]
    for parameter in (
        Parameter("types", "types", 1, 100, list(type_sets()[match[1]])),
        Parameter("statuses", "statuses", 0, 100, [str(status) for status in LIVE]),
        Parameter("min_usd", "number", 0, 1e18, 0.0),
        Parameter("since", "day", default=""),
        Parameter("until", "day", default="9999-12-31"),
    ):
        header.parameters[parameter.name] = parameter
    return True


def _parameter(header: Header, line: str) -> bool:
    match = _PARAMETER.fullmatch(line)
    if match is None or match[2] not in KINDS or match[1] in header.parameters:
        return False
    least, most = (float(match[3]), float(match[4])) if match[3] else (0.0, math.inf)
    try:
        default = json.loads(match[5]) if match[5] else REQUIRED
        parameter = Parameter(match[1], match[2], least, most, default)
        if default is not REQUIRED:
            parameter.check(default)
    except (ValueError, BadInput):
        return False
    header.parameters[parameter.name] = parameter
    return True


def _column(header: Header, line: str) -> bool:
    match = _COLUMN.fullmatch(line)
    if match is None or match[1] in header.columns:
        return False
    header.columns[match[1]] = match[2]
    return True


def _example(header: Header, line: str) -> bool:
    if match := _EXAMPLE.fullmatch(line):
        header.examples[match[1]] = match[2]
    return match is not None


_LINES: tuple[Callable[[Header, str], bool], ...] = (_title, _hops, _filter, _parameter, _column, _example)
