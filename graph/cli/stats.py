"""`stats`: how much there is in the graph."""

from __future__ import annotations

import argparse

from graph.cli.opening import open_chosen
from graph.cli.terminal import print_json, print_table


def arguments(parser: argparse.ArgumentParser) -> None:
    """It takes no options of its own."""


def run(options: argparse.Namespace) -> None:
    from graph.facts.stats import count
    from graph.schema import deal_table

    with open_chosen(options) as store:
        counted = count(store)
    if options.json:
        print_json({**counted.nodes, "deals_by_type": counted.deals})
        return
    print_table(("", "number"), counted.nodes.items())
    table = deal_table()
    print_table(("deals", "", "number"), ((name, table[name].zh, number) for name, number in counted.deals.items()))
