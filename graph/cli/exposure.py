"""`exposure`: who loses when a party fails, chain by chain."""

from __future__ import annotations

import argparse

from graph.cli.chains import print_chains
from graph.cli.filters import add_filter, read_filter
from graph.cli.opening import open_chosen


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("party", help="name, alias or id of the party that fails")
    add_filter(parser, max_hops=3, limit=200)


def run(options: argparse.Namespace) -> None:
    from graph.analysis.exposure import exposed
    from graph.facts.lookup import find

    where = read_filter(options)
    with open_chosen(options) as store:
        answer = exposed(store, find(store, options.party).id, options.max_hops, where, options.limit)
    print_chains(answer, "exposure chains", options.json)
