"""The options by which a question narrows down the deals that it looks at."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from graph.errors import BadInput

if TYPE_CHECKING:
    from graph.analysis.filter import Filter


def add_filter(parser: argparse.ArgumentParser, max_hops: int, limit: int) -> None:
    """Declares the options; `max_hops` and `limit` are what holds when they are not given."""
    parser.add_argument("--max-hops", type=int, default=max_hops, metavar="N", help=f"longest chain to look for (default {max_hops})")
    add_narrowing(parser, limit)


def add_narrowing(parser: argparse.ArgumentParser, limit: int) -> None:
    """The same options but for the number of hops."""
    parser.add_argument("--limit", type=int, default=limit, metavar="N", help=f"most answers to give (default {limit})")
    parser.add_argument("--type", action="append", metavar="TYPE", help="only deals of this type; may be given several times")
    parser.add_argument("--cash-only", action="store_true", help="only deals that move cash")
    parser.add_argument("--min-usd", type=float, metavar="SUM", help="only deals of at least this sum, in US dollars")
    parser.add_argument("--since", metavar="DATE", help="only deals since then (2025, 2025-10 or 2025-10-29)")
    parser.add_argument("--until", metavar="DATE", help="only deals until then")
    parser.add_argument("--status", action="append", metavar="STATUS", help="only deals in this state; may be given several times")


def read_filter(options: argparse.Namespace) -> Filter:
    """The filter that the options make; raises BadInput for what there cannot be."""
    from graph.analysis.filter import Filter
    from graph.model import LIVE, Status

    wrong = [status for status in options.status or () if status not in list(Status)]
    if wrong:
        raise BadInput(f"There is no status {wrong[0][:60]!r}; choose among {', '.join(Status)}.")
    return Filter(
        types=tuple(options.type) if options.type else None,
        cash_only=options.cash_only,
        min_usd=options.min_usd,
        since=options.since,
        until=options.until,
        statuses=tuple(map(Status, options.status)) if options.status else LIVE,
    )
