"""`import`: a backup into the store. What is there already stays, and what it lacks is filled in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from graph.cli.opening import open_chosen
from graph.cli.terminal import counted, print_json


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a backup, as `export --format jsonl` writes it")


def run(options: argparse.Namespace) -> None:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    from graph.formats.backup import read_backup

    columns = (SpinnerColumn(), TextColumn("{task.completed} records"))
    options.file.stat()  # a missing file is told before a store is started for it
    with (
        open_chosen(options) as store,
        Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress,
    ):
        task = progress.add_task("", total=None)
        restored = read_backup(store, options.file, lambda done: progress.update(task, completed=done))
    if options.json:
        print_json({"articles": restored.articles, "known": restored.known, "judgements": restored.judgements})
    else:
        written, decided = counted(restored.articles, "article"), counted(restored.judgements, "judgement")
        print(f"Imported: {written}, {restored.known} known before, {decided}.")
