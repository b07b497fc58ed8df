"""`concentration`: who depends on one other, which parties are hubs, and what holds the large loops together."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from graph.cli.filters import add_narrowing, read_filter
from graph.cli.leftout import print_left_out
from graph.cli.opening import open_chosen
from graph.cli.terminal import money, print_json, print_table

if TYPE_CHECKING:
    from graph.analysis.concentration import Breakers, Concentration


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--threshold", type=float, default=50.0, metavar="PERCENT", help="least share of the one other (default 50)")
    parser.add_argument("--above", type=float, default=1e9, metavar="SUM", help="loops of at least this sum in US dollars (default 1e9)")
    add_narrowing(parser, limit=20)


def run(options: argparse.Namespace) -> None:
    from graph.analysis.concentration import concentration
    from graph.analysis.plain import to_json

    where = read_filter(options)
    with open_chosen(options) as store:
        found = concentration(store, options.threshold / 100, options.above, where, options.limit)
    if options.json:
        print_json(to_json(found))
        return
    _print_dependences(found)
    rows = [(hub.party.name, hub.partners, money(hub.out), money(hub.into)) for hub in found.hubs]
    if rows:
        print_table(("hub", "partners", "gives", "gets"), rows)
    _print_breakers(found.breakers)
    print_left_out(found.left_out, found.more_left_out)


def _print_dependences(found: Concentration) -> None:
    rows = [
        (each.party.name, each.tie, each.on.name, f"{each.share:.0%}", f"{each.least:.0%} to {each.most:.0%}", money(each.usd), each.others)
        for each in found.dependences
    ]
    if not rows:
        print(f"Nobody depends on one other by {found.threshold:.0%} or more, by the known sums.")
        return
    note = f"{found.more} more; raise --limit to see them." if found.more else ""
    print_table(("who depends", "on its", "", "share", "least to most", "sum", "others known"), rows, note)


def _print_breakers(found: Breakers) -> None:
    above = money(found.above) or "0 USD"
    if not found.parties:
        print(f"There is no loop of which every hop has {above} or more.")
        return
    parties = ", ".join(party.name for party in found.parties)
    deals = "; ".join(f"{deal.source.name} → {deal.target.name} {deal.label.zh}" for deal in found.deals)
    print(f"All loops of {above} or more break without {parties}{_bound(len(found.parties), found.parties_least)},")
    print(f"or without these deals: {deals}{_bound(len(found.deals), found.deals_least)}.")


def _bound(number: int, least: int) -> str:
    return " (no smaller set does)" if number == least else f" ({number}; it takes {least} at least)"
