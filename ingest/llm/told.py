"""What a model told, in shape and bounded. Nothing here is believed yet: `checking` compares it with the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeGuard

MOST_ITEMS = 300
"""Parties, deals or metrics of one answer; the rest is left out."""
NAME, QUOTE, EVIDENCE = 80, 120, 1000
"""Characters that a name, a figure and a sentence may have; a longer one is none."""
MOST_ALIASES = 12


@dataclass(frozen=True, slots=True)
class ToldParty:
    name: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldDeal:
    """Figures and dates are quotes of the evidence."""

    type: str
    source: str
    target: str
    evidence: str
    subject: str = ""
    amount: str = ""
    joint: bool = False
    stake: str = ""
    shares: str = ""
    quantity: str = ""
    round: str = ""
    date: str = ""
    status: str = ""

    def __str__(self) -> str:
        return f"{self.source or '?'} {self.type or '?'} {self.target or '?'}"


@dataclass(frozen=True, slots=True)
class ToldMetric:
    entity: str
    name: str
    evidence: str
    value: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One answer."""

    parties: tuple[ToldParty, ...] = ()
    deals: tuple[ToldDeal, ...] = ()
    metrics: tuple[ToldMetric, ...] = ()


def told(answer: dict[str, Any]) -> Told:
    """The answer without what has no shape; what is missing or too long in an item is empty there."""
    return Told(
        tuple(_party(item) for item in _items(answer, "parties")),
        tuple(dict.fromkeys(_deal(item) for item in _items(answer, "deals"))),
        tuple(dict.fromkeys(_metric(item) for item in _items(answer, "metrics"))),
    )


def is_answer(answer: object) -> TypeGuard[dict[str, Any]]:
    """Whether it is an answer to our question at all, empty or not."""
    return isinstance(answer, dict) and isinstance(answer.get("deals"), list)


def _items(answer: dict[str, Any], key: str) -> Iterable[dict[str, Any]]:
    found = answer.get(key)
    return [item for item in found[:MOST_ITEMS] if isinstance(item, dict)] if isinstance(found, list) else []


def _party(item: dict[str, Any]) -> ToldParty:
    aliases = item.get("aliases")
    others = aliases[:MOST_ALIASES] if isinstance(aliases, list) else []
    return ToldParty(
        _text(item.get("name"), NAME), _text(item.get("kind"), NAME), tuple(alias for other in others if (alias := _text(other, NAME)))
    )


def _deal(item: dict[str, Any]) -> ToldDeal:
    quotes = {key: _text(item.get(key), QUOTE) for key in ("subject", "amount", "stake", "shares", "quantity", "round", "date", "status")}
    return ToldDeal(
        _text(item.get("type"), NAME),
        _text(item.get("source"), NAME),
        _text(item.get("target"), NAME),
        _text(item.get("evidence"), EVIDENCE),
        joint=item.get("joint") is True,
        **quotes,
    )


def _metric(item: dict[str, Any]) -> ToldMetric:
    return ToldMetric(
        _text(item.get("entity"), NAME),
        _text(item.get("name"), NAME),
        _text(item.get("evidence"), EVIDENCE),
        _text(item.get("value"), QUOTE),
        _text(item.get("change"), QUOTE),
    )


def _text(value: object, most: int) -> str:
    """A text of whole characters, or a number as text; empty for anything else and for what is too long."""
    if isinstance(value, float):
        value = f"{value:.15g}"
    elif isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if abs(value) < 10**30 else ""
    if not isinstance(value, str) or len(value) > most:
        return ""
    return value.encode("utf-8", "replace").decode("utf-8").strip()
