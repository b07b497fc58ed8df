"""`add`: reads articles, stores what they say, and tells which loops of money they closed."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from graph.analysis.results import Loop
from graph.cli.chains import UNKNOWN, route
from graph.cli.terminal import counted, money, print_table
from graph.config import store_settings
from graph.store import open_store
from ingest import jobs
from ingest.cli.paths import articles, total
from ingest.cli.stopping import exit_code, stopping
from ingest.cli.telling import tell, tell_cost
from ingest.cli.terminal import bar, inert
from ingest.readers import chosen, make
from ingest.sources.origin import Origin

SHOWN = 20


def run(options: argparse.Namespace, told: Origin) -> int:
    steps: list[jobs.Step] = []
    try:
        summary = _add(options, told, steps)
    except KeyboardInterrupt as stop:
        stored = sum(step.article is not None for step in steps)
        done = counted(stored, "article of this run is", "articles of this run are")
        print(f"Stopped: {done} stored; run the same command again to go on.", file=sys.stderr)
        return exit_code(stop)
    if options.json:
        print(json.dumps(as_json(summary, steps), ensure_ascii=False, allow_nan=False))
    else:
        _show(summary)
    return 1 if summary.refused else 0


def _add(options: argparse.Namespace, told: Origin, steps: list[jobs.Step]) -> jobs.Summary:
    """Adds the articles, and to `steps` what became of each as soon as it is done."""
    settings = store_settings(options.store)
    choice = chosen(options.reader, settings)
    with stopping() as stop, open_store(settings) as store, bar(total(options.paths)) as progress:
        reader = make(choice)

        def note(step: jobs.Step) -> None:
            steps.append(step)
            tell(step.name, step.notes)
            progress.advance(step.title)

        try:
            return jobs.add(store, reader, stop.each(articles(options.paths, told)), note)
        finally:
            tell_cost(reader)


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
    print(f"{summary.added} added, {summary.known} known already, {len(summary.refused)} refused; {counted(summary.deals, 'deal')}.")
    loops = list(summary.loops.values())
    if loops:
        more = f"… and {len(loops) - SHOWN} more; see them all by: python -m graph cycles" if len(loops) > SHOWN else ""
        rows = [(route(loop.parties, closed=True), money(loop.usd) or UNKNOWN) for loop in loops[:SHOWN]]
        print_table(("loops newly closed", "smallest hop"), rows, more)
