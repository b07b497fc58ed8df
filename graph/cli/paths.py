"""`paths`: how value gets from one party to another."""

from __future__ import annotations

import argparse

from graph.cli.chains import print_answer, print_chains
from graph.cli.filters import add_filter, read_filter
from graph.cli.opening import open_chosen


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", help="name, alias or id of the party where value starts")
    parser.add_argument("target", help="name, alias or id of the party where it arrives")
    add_filter(parser, max_hops=4, limit=50)


def run(options: argparse.Namespace) -> None:
    from graph.analysis.paths import paths
    from graph.facts.lookup import find

    where = read_filter(options)
    with open_chosen(options) as store:
        source, target = find(store, options.source).id, find(store, options.target).id
        answer = paths(store, source, target, options.max_hops, where, options.limit)
    if options.json:
        print_answer(answer)
    else:
        print_chains(answer, "paths")
