"""What a terminal shows: tables, and hostile text made inert."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
PLAIN_WIDTH = 200
"""Characters in a line of a table where no terminal says how wide it is."""
CELL = 600


def inert(text: str) -> str:
    """The text without characters that steer a terminal or turn the direction of writing."""
    return CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def print_json(value: Any) -> None:
    """One JSON document; numbers that JSON does not know are refused rather than printed."""
    print(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], note: str = "") -> None:
    """A table on standard output, and a line below it."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(Text(inert(column)))
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH, highlight=False).print(table)
    if note:
        print(inert(note))


def _cell(value: Any) -> Any:
    from rich.text import Text

    text = inert(shown(value))
    cut = text if len(text) <= CELL else text[: CELL - 1] + "…"
    return Text(cut, justify="right" if isinstance(value, int | float) and not isinstance(value, bool) else "left")


def shown(value: Any) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return f"{value:,.15g}"
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 loop`, `2 loops`; `many` where the plural is not made with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def money(amount: float | None, currency: str | None = "USD") -> str:
    """A sum in its currency, short where it is long: `100 bn USD`; nothing where none is known."""
    if amount is None:
        return ""
    for size, word in ((1e12, " tn"), (1e9, " bn"), (1e6, " m")):
        if abs(amount) >= size:
            return f"{amount / size:,.4g}{word} {currency or '?'}"
    return f"{amount:,.10g} {currency or '?'}"
