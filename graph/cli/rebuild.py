"""`rebuild`: derives every party and deal anew."""

from __future__ import annotations

import argparse
import sys

from graph.cli.opening import open_chosen
from graph.cli.terminal import counted, print_json


def arguments(parser: argparse.ArgumentParser) -> None:
    """It takes no options of its own."""


def run(options: argparse.Namespace) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from graph.facts import deals
    from graph.facts.stats import count

    with open_chosen(options) as store:
        total = count(store).nodes["parties"]
        columns = (TextColumn("parties"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
            task = progress.add_task("", total=total)
            rebuilt = deals.rebuild(store, lambda done: progress.update(task, completed=done))
    if options.json:
        print_json({"parties": rebuilt.parties, "deals": rebuilt.deals})
    else:
        print(f"Rebuilt: {counted(rebuilt.parties, 'party', 'parties')}, {counted(rebuilt.deals, 'deal')}.")
