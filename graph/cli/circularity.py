"""`circularity`: how much of what is announced runs in loops."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from graph.cli.chains import route
from graph.cli.filters import add_narrowing, read_filter
from graph.cli.leftout import print_left_out
from graph.cli.opening import open_chosen
from graph.cli.terminal import counted, money, print_json, print_table

if TYPE_CHECKING:
    from graph.analysis.circularity import Circularity


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("party", nargs="?", help="name, alias or id of a party: how much that leaves it comes back")
    add_narrowing(parser, limit=20)


def run(options: argparse.Namespace) -> None:
    from graph.analysis.circularity import circularity
    from graph.analysis.plain import to_json
    from graph.facts.lookup import find

    where = read_filter(options)
    with open_chosen(options) as store:
        party = find(store, options.party).id if options.party is not None else None
        found = circularity(store, party, where, options.limit)
    if options.json:
        print_json(to_json(found))
        return
    print(_headline(found))
    _print_parties(found)
    rows = [(number, route(loop.parties, closed=True), money(loop.usd)) for number, loop in enumerate(found.loops, 1)]
    if rows:
        print_table(("", "loop", "runs in it"), rows, "The loops that it is made of; it can be taken apart in other ways too.")
    print_left_out(found.left_out, found.more_left_out)


def _headline(found: Circularity) -> str:
    span = f"at least {money(found.least) or '0'}, at most {money(found.most) or '0'}"
    share = f" ({found.in_loops / found.announced:.1%})" if found.announced else ""
    amount, whole = money(found.in_loops), money(found.announced)
    if found.party is None:
        return f"Of the {whole or 'nothing'} announced, {amount} runs in loops{share}; {span}."
    return f"Of the {whole or 'nothing'} that leaves {found.party.name}, {amount} can come back to it{share}; {span}."


def _print_parties(found: Circularity) -> None:
    rows = [(each.party.name, money(each.out), money(each.into), money(each.in_loops), money(each.alone)) for each in found.parties]
    more = counted(found.more, "more party has", "more parties have")
    note = f"{more} something in loops; raise --limit to see them." if found.more else ""
    if rows:
        print_table(("party", "gives", "gets", "runs in loops", "at most, taken alone"), rows, note)
