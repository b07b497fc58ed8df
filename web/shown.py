"""What the questions answer, as the data of pages: plain JSON values, with figures as people write them.

Every page and its `.json` twin are made from this data, so they cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Protocol
from urllib.parse import urlsplit

from graph.analysis import DealView, Hop, Loop, PartyRef, to_json
from graph.analysis.views.values import ArticleCard, ClaimView, DealGroup, MetricView, Neighbourhood
from graph.schema import deal_table
from web import amounts
from web.language import Language, say

Data = dict[str, Any]
ALONE, BOTH = " (not llm)", "+llm"
"""What the second reader adds to the rule of a claim of the first, as `ingest.llm.union` has it."""


class Chain(Protocol):
    """A loop, a path or a chain of exposure."""

    @property
    def parties(self) -> tuple[PartyRef, ...]: ...
    @property
    def hops(self) -> tuple[Hop, ...]: ...
    @property
    def usd(self) -> float | None: ...


def party(value: PartyRef, language: Language) -> Data:
    """A party with the word for its kind."""
    return {**to_json(value), "kind_text": say(language, f"kind.{value.kind}")}


def deal(value: DealView | ClaimView, language: Language) -> Data:
    """A deal, or one article's claim of it, with its sum as stated and its other terms as short texts."""
    data: Data = to_json(value)
    usd = data.get("usd")
    disputed = [say(language, f"term.{name}") for name in data.get("disputed", ())]
    return {
        **data,
        "label": getattr(value.label, language),
        "arrow": "→" if deal_table()[value.type].directed else "↔",
        "source": party(value.source, language),
        "target": party(value.target, language),
        "amount_text": amounts.stated(data, usd, language),
        "short": amounts.short(data, language),
        "terms_text": _terms(data, language),
        "date_text": amounts.day(value.date, language),
        "status_text": "" if value.status == "announced" else say(language, f"status.{value.status}"),
        "disputed_text": say(language, "list.comma").join(disputed),
        "read_text": _read_by(value, language) if isinstance(value, ClaimView) else "",
    }


def groups(values: Iterable[DealGroup], language: Language) -> list[Data]:
    """Deals by type, each with the sum of what is known in dollars."""
    shown = []
    for value in values:
        known = [each.usd for each in value.deals if each.usd is not None]
        label = getattr(value.label, language)
        deals = [deal(each, language) for each in value.deals]
        shown.append({"type": value.type, "label": label, "usd": sum(known) if len(known) > 1 else None, "deals": deals})
    return shown


def hop(value: Hop, language: Language) -> Data:
    """The deals between two parties, the largest first, and one figure that stands for them."""
    deals = sorted(
        (deal(each, language) for each in value.deals), key=lambda each: -1 if each["usd"] is None else each["usd"], reverse=True
    )
    several = len([each for each in deals if each["usd"] is not None]) > 1
    return {
        "source": party(value.source, language),
        "target": party(value.target, language),
        "usd": value.usd,
        "short": amounts.dollars(value.usd, language) if several else deals[0]["short"],
        "forward": deals[0]["source"]["id"] == value.source.id,
        "deals": deals,
    }


def chain(value: Chain, language: Language) -> Data:
    """A path or a chain of exposure; `title` names its parties in order."""
    return {
        "parties": [party(each, language) for each in value.parties],
        "hops": [hop(each, language) for each in value.hops],
        "usd": value.usd,
        "usd_text": amounts.dollars(value.usd, language),
        "title": " → ".join(each.name for each in value.parties),
    }


def loop(value: Loop, language: Language, start: str | None = None) -> Data:
    """A loop, told from the party with the id `start`, else from who funds; its title comes back to the first party."""
    turn = _first_hop(value, start)
    parties, hops = (*value.parties[turn:], *value.parties[:turn]), (*value.hops[turn:], *value.hops[:turn])
    shown = chain(replace(value, parties=parties, hops=hops), language)
    return {"id": value.id, **shown, "title": f"{shown['title']} → {parties[0].name}"}


def _first_hop(value: Loop, start: str | None) -> int:
    """People tell a loop from the one who gives, and the orders that bring it back afterwards."""
    ids = [each.id for each in value.parties]
    if start in ids:
        return ids.index(start)
    order = [name for name in deal_table() if name != "PURCHASES_FROM"]
    ranks = [min((order.index(each.type) for each in hop.deals if each.type in order), default=len(order)) for hop in value.hops]
    return ranks.index(min(ranks))


def surroundings(value: Neighbourhood, language: Language) -> Data:
    """Parties with the number of all their deals, drawn or not, and the deals among them, for the canvas."""
    return {
        "parties": [{**party(each.party, language), "deals": each.deals} for each in value.nodes],
        "deals": [deal(each, language) for each in value.deals],
        "more": value.more,
    }


def metric(value: MetricView, language: Language) -> Data:
    """A figure of a party as one short text."""
    return {**to_json(value), "party": party(value.party, language), "figure": _figure(value, language)}


def card(value: ArticleCard) -> Data:
    """An article in a list."""
    data: Data = to_json(value)
    return {**data, "link": safe_link(value.url)}


def safe_link(url: str) -> str:
    """The address of an article's original, or "" where it is not plain http: another scheme could run something."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc and "@" not in parts.netloc else ""


def _read_by(value: ClaimView, language: Language) -> str:
    """Who read a claim, and how likely it is right; a score of 1 is that of a claim nobody judged."""
    rule = value.rule.removesuffix(ALONE).removesuffix(BOTH)
    texts = [say(language, f"read.{rule}" if rule in ("encoder", "llm") else "read.rule", rule=rule)] if rule else []
    if value.rule != rule:
        texts.append(say(language, "read.both" if value.rule.endswith(BOTH) else "read.alone"))
    if value.score < 1:
        texts.append(say(language, "read.likely", figure=amounts.percent(min(99, round(value.score * 100)))))
    return " · ".join(texts)


def _figure(value: MetricView, language: Language) -> str:
    if value.value is None:
        figure = value.text or ""
    elif value.unit == "pct":
        figure = amounts.percent(value.value)
    elif value.unit in (None, "count"):
        figure = amounts.number(value.value, language)
    else:
        figure = amounts.money(value.value, value.unit, language)
    if value.change_pct is None:
        return figure
    change = ("+" if value.change_pct > 0 else "") + amounts.percent(value.change_pct)
    return f"{figure} ({change})" if figure else change


def _terms(data: Data, language: Language) -> list[str]:
    """Everything but sum, date and status, each as a short text."""
    texts = []
    if data["stake_pct"] is not None:
        texts.append(say(language, "term.stake_text", figure=amounts.percent(data["stake_pct"])))
    if data["shares"] is not None:
        texts.append(amounts.shares(data["shares"], language))
    if data["quantity"]:
        texts.append(str(data["quantity"]))
    if data["round"]:
        texts.append(round_named(data["round"], language))
    if data["subject"]:
        texts.append(say(language, "term.subject_text", name=data["subject"]))
    return texts


def round_named(name: str, language: Language) -> str:
    """A 轮, 天使轮, IPO: a round with a name of its own stands by itself or joined, one of letters apart."""
    if name == "IPO":
        return name
    text = say(language, "term.round_text", name=name)
    return text.replace(" ", "") if language == "zh" and not name.isascii() else text
