"""`add`: reads articles, stores what they say, and tells which loops of money they closed."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.analysis.results import Loop
from graph.config import store_settings
from graph.store import open_store
from ingest import jobs
from ingest.cli.paths import articles, total
from ingest.cli.terminal import bar, inert
from ingest.reader import Reader
from ingest.sources.origin import Origin

SHOWN = 20


def run(options: argparse.Namespace, told: Origin) -> int:
    steps: list[jobs.Step] = []
    with open_store(store_settings(options.store)) as store, bar(total(options.paths)) as progress:
        reader = Reader()

        def note(step: jobs.Step) -> None:
            steps.append(step)
            progress.advance(step.title)

        summary = jobs.add(store, reader, articles(options.paths, told), note)
    if options.json:
        print(json.dumps(as_json(summary, steps), ensure_ascii=False, allow_nan=False))
    else:
        _show(summary)
    return 1 if summary.refused else 0


def as_json(summary: jobs.Summary, steps: list[jobs.Step]) -> dict[str, Any]:
    """The summary for machines: counts, each article, what was refused, and the loops newly closed."""
    return {
        "added": summary.added,
        "known": summary.known,
        "deals": summary.deals,
        "refused": [{"name": refused.name, "reason": refused.reason} for refused in summary.refused],
        "articles": [
            {"name": s.name, "id": s.article, "title": s.title, "known": s.known, "deals": s.deals, "loops": [loop.id for loop in s.loops]}
            for s in steps
            if s.article
        ],
        "loops": [_loop(loop) for loop in summary.loops.values()],
    }


def _loop(loop: Loop) -> dict[str, Any]:
    return {"id": loop.id, "parties": [{"id": party.id, "name": party.name} for party in loop.parties], "usd": loop.usd}


def _show(summary: jobs.Summary) -> None:
    for refused in summary.refused:
        print(inert(f"{refused.name} {refused.reason}"), file=sys.stderr)
    print(f"{summary.added} added, {summary.known} known already, {len(summary.refused)} refused; {summary.deals} deals.")
    loops = list(summary.loops.values())
    if loops:
        table = Table("Loop newly closed", "Smallest hop told, USD")
        for loop in loops[:SHOWN]:
            table.add_row(Text(inert(path(loop))), smallest(loop))
        Console().print(table)
    if len(loops) > SHOWN:
        print(f"… and {len(loops) - SHOWN} more; see them all by: python -m graph cycles")


def smallest(loop: Loop) -> str:
    """The smallest sum of its hops; of how many hops the sum is not told."""
    sums = [hop.usd for hop in loop.hops if hop.usd is not None]
    open_hops = len(loop.hops) - len(sums)
    told = f"{min(sums):,.0f}" if sums else "–"
    return f"{told} ({open_hops} of {len(loop.hops)} hops without a sum)" if open_hops else told


def path(loop: Loop) -> str:
    """The loop as its parties in order, back to the first: 英伟达 → OpenAI → 英伟达."""
    names = [party.name for party in loop.parties]
    return " → ".join([*names, names[0]]) if names else ""
