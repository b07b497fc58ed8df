"""The articles of several paths, one after the other."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from ingest.sources import text
from ingest.sources.article import Refused, Source
from ingest.sources.origin import Origin


def articles(paths: Sequence[str], told: Origin) -> Iterator[Source | Refused]:
    """What the paths hold; `-` is standard input."""
    for path in paths:
        yield from text.read(sys.stdin.buffer if path == text.STDIN else path, told)


def total(paths: Sequence[str]) -> int | None:
    """How many articles that will be, None where it is not known beforehand."""
    counts = [text.count(path) for path in paths]
    return None if None in counts else sum(count or 0 for count in counts)
