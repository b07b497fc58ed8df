"""An account of one article for people: each deal with its rule and score, and what was dropped and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.cli.terminal import inert, one_line

WIDTH = 100
TERMS = ("amount", "currency", "amount_kind", "stake_pct", "shares", "quantity", "round", "subject", "date", "status")


def account(article: dict[str, Any]) -> str:
    """The lines of the account, from what `shape` made with `explain`."""
    return "\n".join(inert(line) for line in _lines(article)) + "\n"


def _lines(article: dict[str, Any]) -> Iterator[str]:
    yield f"== {article['id']}  (published {article['published'] or 'unknown'})"
    for deal in article["deals"]:
        terms = " ".join(f"{key}={_number(deal[key])}" for key in TERMS if deal[key] is not None)
        yield f"  {deal['source']} -{deal['type']}-> {deal['target']}  {terms}"
        yield f"      rule {deal['rule'] or '?'}, score {deal['score']:.2f}{', inferred' if deal['inferred'] else ''}"
        yield f"      {deal['start']}–{deal['end']}: {one_line(deal['evidence'], WIDTH)}"
    for metric in article["metrics"]:
        value = metric["value"] if metric["value"] is not None else metric["text"]
        change = f" change {metric['change_pct']:g} %" if metric["change_pct"] is not None else ""
        yield f"  {metric['entity']}: {metric['name']} {_number(value)} {metric['unit'] or ''} {metric['period'] or ''}{change}"
    for dropped in article["dropped"]:
        yield f"  dropped: {one_line(dropped['reason'], WIDTH)}  [{dropped['rule']}]"
        yield f"      {dropped['start']}–{dropped['end']}: {one_line(dropped['text'], WIDTH)}"


def _number(value: object) -> str:
    """A figure in full, however large: a sum in hundreds of billions is read digit by digit."""
    if not isinstance(value, (int, float)):
        return str(value if value is not None else "–")
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10g}"
