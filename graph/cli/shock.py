"""`shock`: who loses how much when parties fail or lose a part of what they have."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graph.cli.chains import UNKNOWN, route
from graph.cli.filters import add_narrowing, read_filter
from graph.cli.leftout import print_left_out
from graph.cli.opening import open_chosen
from graph.cli.terminal import counted, money, print_json, print_table
from graph.errors import BadInput

if TYPE_CHECKING:
    from graph.analysis.shock import Answered, Loss, Outcome

MODELS = {
    "debtrank": "the original DebtRank (Battiston et al. 2012): a party passes on what it loses once, when it is first hit",
    "differential": "the differential DebtRank (Bardoscia et al. 2015): every further loss is passed on too",
    "clearing": "clearing of debts (Eisenberg and Noe 2001): who cannot pay all pays each creditor its part",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("party", nargs="+", help="name, alias or id of a party that loses; several lose at once")
    parser.add_argument("--loss", type=float, default=100.0, metavar="PERCENT", help="how much of what it has each loses (default 100)")
    models = "; ".join(f"{name}: {what}" for name, what in MODELS.items())
    parser.add_argument("--model", choices=MODELS, default="debtrank", help=f"{models} (default debtrank)")
    parser.add_argument("--compare", action="store_true", help="also tell what comes of each party alone")
    add_narrowing(parser, limit=50)


def run(options: argparse.Namespace) -> None:
    from graph.analysis.plain import to_json
    from graph.analysis.shock import Model, Scenario, compare
    from graph.facts.lookup import find

    where = read_filter(options)
    if not 0 < options.loss <= 100:
        raise BadInput("The loss of a party must be more than 0 and at most 100 percent.")
    with open_chosen(options) as store:
        starts = [(find(store, party).id, options.loss / 100) for party in dict.fromkeys(options.party)]
        alone = [Scenario((start,)) for start in starts] if options.compare and len(starts) > 1 else []
        answer = compare(store, [Scenario(tuple(dict(starts).items())), *alone], Model(options.model), where, options.limit)
    if options.json:
        print_json(to_json(answer))
        return
    for outcome in answer.outcomes:
        _print_outcome(outcome)
    _print_assumptions(answer)
    print_left_out(answer.left_out, answer.more_left_out)


def _print_outcome(outcome: Outcome) -> None:
    starts = ", ".join(f"{start.party.name} loses {start.share:.0%}" for start in outcome.starts)
    if not outcome.losses:
        print(f"{starts}: nobody else loses by it.")
        return
    more = f"; {outcome.more} more lose less, raise --limit to see them" if outcome.more else ""
    span = f"best case {money(outcome.least)}, worst case {money(outcome.most)}"
    note = f"{starts}: all others together lose {money(outcome.usd)} ({span}){more}."
    if outcome.debtrank is not None:
        note += f" DebtRank {outcome.debtrank:.4f}."
    if not outcome.unique:
        note += " The payments are not unique: some debts run round without any cash; these are the greatest."
    print_table(("who loses", "loses", "best to worst case", "share", "of", "round", "by which way"), _rows(outcome.losses), note)


def _rows(losses: Sequence[Loss]) -> Iterator[tuple[object, ...]]:
    for loss in losses:
        ways = [f"{route(way.parties, closed=False)}: {money(way.usd) or UNKNOWN}" for way in loss.ways]
        share = "" if loss.share is None else f"{loss.share:.1%}"
        capacity = f"{money(loss.capacity.usd)} ({loss.capacity.basis})" if loss.capacity.usd else UNKNOWN
        span = f"{money(loss.least) or 0} to {money(loss.most)}"
        yield loss.party.name, UNKNOWN if loss.usd is None else money(loss.usd), span, share, capacity, loss.round, (ways or [""])[0]
        yield from (("", "", "", "", "", None, way) for way in ways[1:])


def _print_assumptions(answer: Answered) -> None:
    print(f"Model {answer.model}: {MODELS[answer.model]}.")
    print(
        f"{counted(answer.deals, 'deal')} with a known sum. What a party can lose is told by a metric for "
        f"{answer.known} of {answer.parties}; for the others it is the sum of the deals by which they can lose. "
        "What is promised and not paid counts as lost in full."
    )
    print(
        "Best case: sums that are joint or a maximum, and deals that are planned or rumored, count for nothing. "
        "Worst case: a deal without a sum counts like the middle one of its type."
    )
