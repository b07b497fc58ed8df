"""`cycles`: loops of money, through one party or anywhere."""

from __future__ import annotations

import argparse

from graph.cli.chains import print_answer, print_chains
from graph.cli.filters import add_filter, read_filter
from graph.cli.opening import open_chosen


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("party", nargs="?", help="name, alias or id of a party that the loops run through")
    add_filter(parser, max_hops=4, limit=50)


def run(options: argparse.Namespace) -> None:
    from graph.analysis.cycles import loops
    from graph.facts.lookup import find

    where = read_filter(options)
    with open_chosen(options) as store:
        party = find(store, options.party).id if options.party is not None else None
        answer = loops(store, party, options.max_hops, where, options.limit)
    if options.json:
        print_answer(answer)
    else:
        print_chains(answer, "loops", closed=True)
