"""What is said beside the result, on standard error: how articles were read, and what that cost."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from ingest.cli.terminal import inert
from ingest.readers import Reads, cost


def tell(name: str, notes: Iterable[str]) -> None:
    """What a reader notes of the article `name`."""
    for note in notes:
        print(inert(f"{name}: {note}"), file=sys.stderr)


def tell_cost(reader: Reads) -> None:
    """What the model was asked, where the reader has one."""
    if told := cost(reader):
        print(told, file=sys.stderr)
