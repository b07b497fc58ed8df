"""`paths`: how value gets from one party to another."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from graph.cli.chains import print_answer, print_chains, route
from graph.cli.filters import add_filter, read_filter
from graph.cli.opening import open_chosen
from graph.cli.terminal import inert, money

if TYPE_CHECKING:
    from graph.analysis.throughput import Throughput


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", help="name, alias or id of the party where value starts")
    parser.add_argument("target", help="name, alias or id of the party where it arrives")
    add_filter(parser, max_hops=4, limit=50)


def run(options: argparse.Namespace) -> None:
    from graph.analysis.paths import paths
    from graph.analysis.throughput import throughput
    from graph.facts.lookup import find

    where = read_filter(options)
    with open_chosen(options) as store:
        source, target = find(store, options.source).id, find(store, options.target).id
        answer = paths(store, source, target, options.max_hops, where, options.limit)
        through = throughput(store, source, target, where)
    if options.json:
        print_answer(answer, throughput=through)
        return
    print_chains(answer, "path")
    _print_throughput(through)


def _print_throughput(through: Throughput) -> None:
    if through.widest is None:
        print("By known sums nothing can get through, on ways of whatever length.")
        return
    span = f"at least {money(through.least) or '0 USD'}, at most {money(through.most)}"
    narrow = "; ".join(f"{hop.source.name} → {hop.target.name} {money(hop.usd)}" for hop in through.narrow)
    more = f" and {through.more} more" if through.more else ""
    print(inert(f"Widest way: {route(through.widest.parties, closed=False)}, {money(through.widest.usd)}."))
    print(inert(f"Through all ways together: {money(through.usd)}; {span}. Held back by {narrow}{more}."))
