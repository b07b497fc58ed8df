"""`cycles`: loops of money, through one party or anywhere."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from graph.cli.chains import print_answer, print_chains
from graph.cli.filters import add_filter, read_filter
from graph.cli.opening import open_chosen

if TYPE_CHECKING:
    from graph.analysis.results import Loops

ORDERS = ("smallest", "total", "sources", "recent")
"""The orders of `graph.analysis.ranking.Order`, which is not loaded before it is needed."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("party", nargs="?", help="name, alias or id of a party that the loops run through")
    add_filter(parser, max_hops=4, limit=50)
    parser.add_argument("--order", choices=ORDERS, default=ORDERS[0], help=f"what makes a loop come first (default {ORDERS[0]})")
    parser.add_argument("--in-time", action="store_true", help="only loops of which no hop is older than the one before")
    parser.add_argument("--offset", type=int, default=0, metavar="N", help="pass over the first N loops")


def run(options: argparse.Namespace) -> None:
    from graph.analysis.cycles import loops
    from graph.analysis.ranking import Order
    from graph.facts.lookup import find

    where = read_filter(options)
    with open_chosen(options) as store:
        party = find(store, options.party).id if options.party is not None else None
        order, offset, in_time = Order(options.order), options.offset, options.in_time
        answer = loops(store, party, options.max_hops, where, options.limit, order=order, offset=offset, in_time=in_time)
    if options.json:
        print_answer(answer)
    else:
        print_chains(answer, "loop", closed=True, first=offset + 1, counts=_counts(answer))


def _counts(answer: Loops) -> str:
    """How many loops there are on all pages: `2 hops: 11, 3 hops: 156`."""
    if answer.number is None:
        return "There are too many to count them."
    lengths = ", ".join(f"{length} hops: {number:,}" for length, number in answer.by_length.items())
    return f"Of {answer.number:,} in all ({lengths})." if lengths else ""
