"""What a terminal shows: hostile text made inert, and a progress bar where somebody watches."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
WIDTH = 40


def inert(text: str) -> str:
    """The text without characters that steer a terminal or turn the direction of writing."""
    return CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str, width: int = WIDTH) -> str:
    """The text on one line, cut to `width` characters."""
    line = " ".join(inert(text).split())
    return line if len(line) <= width else line[: width - 1] + "…"


class Bar:
    """A progress bar that is told of every article."""

    def __init__(self, progress: Progress, total: int | None) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=total)

    def advance(self, title: str) -> None:
        self._progress.update(self._task, advance=1, description=one_line(title))


@contextmanager
def bar(total: int | None) -> Iterator[Bar]:
    """A bar on standard error; it shows nothing where that is no terminal."""
    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        yield Bar(progress, total)
