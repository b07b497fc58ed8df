"""`exposure`: who loses when a party fails, chain by chain."""

from __future__ import annotations

import argparse

from graph.cli.chains import UNKNOWN, print_answer, print_chains
from graph.cli.filters import add_filter, read_filter
from graph.cli.opening import open_chosen
from graph.cli.terminal import money, print_table


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("party", help="name, alias or id of the party that fails")
    add_filter(parser, max_hops=3, limit=200)


def run(options: argparse.Namespace) -> None:
    from graph.analysis.exposure import exposed, hits
    from graph.facts.lookup import find

    where = read_filter(options)
    with open_chosen(options) as store:
        answer = exposed(store, find(store, options.party).id, options.max_hops, where, options.limit)
    losers = hits(answer.items)
    if options.json:
        print_answer(answer, hits=losers)
        return
    print_chains(answer, "exposure chain")
    rows = [(hit.party.name, hit.party.kind, money(hit.usd) or UNKNOWN, hit.hops, hit.chains) for hit in losers]
    if rows:
        print_table(("hit", "kind", "most exposed on one chain", "hops", "chains"), rows)
