"""Shocks, circularity and concentration as the data of pages; see `web.shown`."""

from __future__ import annotations

from typing import Any

from graph.analysis import Loop, to_json
from graph.analysis.capacity import EXPOSURE, Capacity
from graph.analysis.circularity import Circling, RunningLoop
from graph.analysis.concentration import Breakers, Dependence, Hub
from graph.analysis.shock import Answered, Loss, Outcome, Start, Way
from graph.analysis.throughput import Throughput
from graph.analysis.words import LeftOut
from web import amounts, shown
from web.language import Language, say
from web.shown import Data

PICTURED = 40
"""Losers that are drawn."""


def percent(share: float | None) -> str:
    """`16.1%`, to a tenth; nothing for an unknown share."""
    return "" if share is None else amounts.percent(round(share * 100, 1))


def span(least: float, most: float, language: Language) -> str:
    """From the best to the worst case; one figure where both are the same."""
    return _between(amounts.dollars(least, language), amounts.dollars(most, language), language)


def _between(low: str, high: str, language: Language) -> str:
    return high if low == high else say(language, "risk.span", least=low, most=high)


def start(value: Start, language: Language) -> Data:
    return {
        "party": shown.party(value.party, language),
        "share": value.share,
        "share_text": percent(value.share),
        "capacity": capacity(value.capacity, language),
    }


def capacity(value: Capacity, language: Language) -> Data:
    """What a party can lose, by which metric or as what it is exposed by."""
    basis = say(language, "risk.exposure" if value.basis == EXPOSURE else f"metric.{value.basis}")
    return {**to_json(value), "usd_text": amounts.dollars(value.usd, language) if value.usd else "", "basis_text": basis}


def way(value: Way, language: Language) -> Data:
    return {"id": value.id, **shown.chain(value, language)}


def loss(value: Loss, language: Language) -> Data:
    return {
        "party": shown.party(value.party, language),
        "usd": value.usd,
        "usd_text": amounts.dollars(value.usd, language),
        "least": value.least,
        "most": value.most,
        "span_text": span(value.least, value.most, language),
        "share": value.share,
        "share_text": percent(value.share),
        "capacity": capacity(value.capacity, language),
        "round": value.round,
        "ways": [way(each, language) for each in value.ways],
    }


def outcome(value: Outcome, language: Language) -> Data:
    """One scenario with its losers, and a picture whose rounds can be played."""
    starts = [start(each, language) for each in value.starts]
    return {
        "title": say(language, "list.comma").join(each["party"]["name"] for each in starts),
        "starts": starts,
        "losses": [loss(each, language) for each in value.losses],
        "more": value.more,
        "usd": value.usd,
        "usd_text": amounts.dollars(value.usd, language),
        "least": value.least,
        "most": value.most,
        "span_text": span(value.least, value.most, language),
        "debtrank": value.debtrank,
        "unique": value.unique,
        "picture": _picture(value, language),
    }


def _picture(value: Outcome, language: Language) -> Data:
    """Arrows lead from who fails to who loses. A round gives of each party how much more of its capacity it loses."""
    hit = [*(each.party for each in value.starts), *(each.party for each in value.losses[:PICTURED])]
    passing = [end for each in value.losses[:PICTURED] for path in each.ways[:1] for end in path.parties]
    drawn = {party.id: party for party in (*hit, *passing)}
    links = [hop for hop in value.links if hop.source.id in drawn and hop.target.id in drawn]
    return {
        "parties": [shown.party(each, language) for each in drawn.values()],
        "arrows": [
            {"id": f"{hop.source.id}-{hop.target.id}", "source": hop.source.id, "target": hop.target.id, "type": hop.deals[0].type,
             "usd": hop.usd, "short": amounts.dollars(hop.usd, language)}
            for hop in links
        ],
        "rounds": [[{"party": party, "more": share} for party, share in step.hit if party in drawn] for step in value.rounds],
    }  # fmt: skip


def answered(value: Answered, language: Language) -> Data:
    """Everything that a question about shocks answers."""
    outcomes = [outcome(each, language) for each in value.outcomes]
    return {
        "model": str(value.model),
        "outcomes": outcomes,
        "deals": value.deals,
        "known": value.known,
        "parties": value.parties,
        "left_out": [left_out(each, language) for each in value.left_out],
        "more_left_out": value.more_left_out,
        "compared": _compared(value, language) if len(outcomes) > 1 else [],
    }


def _compared(value: Answered, language: Language) -> list[Data]:
    """What each party loses in every scenario, by what it loses in the first."""
    rows = []
    for each in value.outcomes[0].losses[:15]:
        found = [next((loss for loss in other.losses if loss.party.id == each.party.id), None) for other in value.outcomes]
        texts = [amounts.dollars(loss.usd, language) if loss else "" for loss in found]
        rows.append({"party": shown.party(each.party, language), "usd": [loss.usd if loss else None for loss in found], "texts": texts})
    return rows


def left_out(value: LeftOut, language: Language) -> Data:
    deal = shown.deal(value.deal, language)
    reason = say(language, f"risk.left.{value.reason}", status=say(language, f"status.{value.deal.status}"))
    return {"deal": deal, "reason": str(value.reason), "reason_text": reason}


def circling(value: Circling, language: Language) -> Data:
    figures: dict[str, Any] = {name: getattr(value, name) for name in ("out", "into", "in_loops", "alone")}
    return {
        "party": shown.party(value.party, language),
        **figures,
        "texts": {name: amounts.dollars(usd, language) for name, usd in figures.items()},
        "share_text": percent(value.in_loops / value.out if value.out else None),
    }


def running_loop(value: RunningLoop, language: Language) -> Data:
    """A loop with what runs in it."""
    return shown.loop(Loop(value.id, value.parties, value.hops, value.usd), language)


def dependence(value: Dependence, language: Language) -> Data:
    return {
        "party": shown.party(value.party, language),
        "tie": str(value.tie),
        "tie_text": say(language, f"concentration.{value.tie}"),
        "on": shown.party(value.on, language),
        "share": value.share,
        "share_text": percent(value.share),
        "least": value.least,
        "most": value.most,
        "span_text": _between(percent(value.least), percent(value.most), language),
        "usd": value.usd,
        "usd_text": amounts.dollars(value.usd, language),
        "total": value.total,
        "others": value.others,
        "chain": {
            "parties": [shown.party(end, language) for end in (value.hop.source, value.hop.target)],
            "hops": [shown.hop(value.hop, language)],
        },
    }


def hub(value: Hub, language: Language) -> Data:
    return {
        **to_json(value),
        "party": shown.party(value.party, language),
        "out_text": amounts.dollars(value.out, language),
        "into_text": amounts.dollars(value.into, language),
    }


def breakers(value: Breakers, language: Language) -> Data:
    return {
        **to_json(value),
        "above_text": amounts.dollars(value.above, language),
        "parties": [shown.party(each, language) for each in value.parties],
        "deals": [shown.deal(each, language) for each in value.deals],
    }


def throughput(value: Throughput, language: Language) -> Data:
    return {
        "usd": value.usd,
        "usd_text": amounts.dollars(value.usd, language),
        "least": value.least,
        "most": value.most,
        "span_text": span(value.least, value.most, language),
        "narrow": [shown.hop(hop, language) for hop in value.narrow],
        "more": value.more,
        "widest": shown.chain(value.widest, language) if value.widest else None,
    }
