"""Loops, paths and exposure chains as lines of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graph.cli.terminal import counted, money, print_json, print_table

if TYPE_CHECKING:
    from graph.analysis.results import Answer, DealView, ExposurePath, Hop, Loop, PartyRef, Path

    Chain = Loop | Path | ExposurePath
    Chains = Answer[Loop] | Answer[Path] | Answer[ExposurePath]

UNKNOWN = "not told"


def print_chains(answer: Chains, what: str, closed: bool = False, first: int = 1, counts: str = "") -> None:
    """The chains, best first, each with its hops. `what` each is, in the singular; `closed`: each leads back to its start.

    They are numbered from `first` on; `counts` is told below them.
    """
    if not answer.items:
        print(f"No {what}s.")
        return
    chains: Sequence[Chain] = answer.items
    rows = (row for number, chain in enumerate(chains, first) for row in _rows(number, chain, closed))
    note = counted(len(answer.items), what) + ("; there are more, raise --limit to see them." if answer.truncated else ".")
    note = f"{note}\n{counts}" if counts else note
    print_table(("", f"{what}s", "smallest hop", "deals"), rows, note)


def print_answer(answer: Chains, **more: object) -> None:
    """The same as JSON, with whatever else belongs to the answer."""
    from graph.analysis.plain import to_json

    print_json({**to_json(answer), **{name: to_json(value) for name, value in more.items()}})


def route(parties: Sequence[PartyRef], closed: bool) -> str:
    """The names in order, back to the first where it is a loop: 英伟达 → OpenAI → 英伟达."""
    names = [party.name for party in parties]
    return " → ".join([*names, *names[:1]] if closed else names)


def _rows(number: int, chain: Chain, closed: bool) -> Iterator[tuple[object, ...]]:
    yield number, route(chain.parties, closed), money(chain.usd) or UNKNOWN, ""
    for hop in chain.hops:
        yield "", f"    {hop.source.name} → {hop.target.name}", money(hop.usd) or UNKNOWN, _deals(hop)
    yield "", "", "", ""


def _deals(hop: Hop) -> str:
    return "; ".join(_deal(deal, hop) for deal in hop.deals)


def _deal(deal: DealView, hop: Hop) -> str:
    """A deal in a few words: what it is, its sum as told, its date and state; its ends where it runs against the hop."""
    against = "" if deal.source.id == hop.source.id else f"({deal.source.name} → {deal.target.name})"
    parts = (deal.label.zh + against, money(deal.amount, deal.currency), deal.date, deal.status)
    return " ".join(part for part in parts if part)
