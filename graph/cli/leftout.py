"""The deals that an answer leaves out, as lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.cli.terminal import inert

if TYPE_CHECKING:
    from graph.analysis.words import LeftOut

NAMED = 8
REASONS = {"no_amount": "no sum is told", "no_currency": "its currency is not known", "status": "it is {status}"}


def print_left_out(left_out: Sequence[LeftOut], more: int) -> None:
    """The first of them with the reason of each, and how many there are beside."""
    if not left_out:
        return
    print(f"Left out of the sums: {len(left_out) + more} of the deals of these parties.")
    for left in left_out[:NAMED]:
        deal = left.deal
        why = REASONS[left.reason].format(status=deal.status)
        print(inert(f"    {deal.source.name} → {deal.target.name} {deal.label.zh}: {why}"))
    if (rest := len(left_out) - NAMED + more) > 0:
        print(f"    and {rest} more")
