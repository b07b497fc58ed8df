"""Turns short annotations into the JSON of the training text: `python -m ingest.training.annotate FOLDER`.

Beside NAME.txt lies NAME.ann, one line a thing, parts set apart by ` | `; `#` begins a comment:

    published | 2026-01-05
    E | company | 甲骨文 | Oracle | 甲骨文公司
    D | INVESTS_IN | 英伟达 | OpenAI | amount=1e11 USD up_to | date=2025-09 | status=planned | ev=英伟达宣布……千亿美元。
    M | 甲骨文 | revenue | value=1.5e10 | unit=USD | period=2025Q3 | change=12 | text=…

E gives kind, name and further surface forms. D may have amount, stake, shares, quantity, round, subject, date, status, `inferred` and
`optional`; `ev` is the evidence, whole or as its beginning and end joined by `……`. NAME.json and NAME.meta.json are written when the
annotation passes every check; each failing line is named.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from graph.model import AmountKind, PartyKind, Status
from graph.schema import deal_table

KINDS, STATUSES, AMOUNTS = ({str(v) for v in kinds} for kinds in (PartyKind, Status, AmountKind))
DEAL_FIELDS = ("amount", "currency", "amount_kind", "stake_pct", "shares", "quantity", "round", "date", "status", "subject")
METRICS = frozenset(
    "market_cap revenue net_income net_loss free_cash_flow capex valuation debt cash users".split()
    + "share_price yield rating order_backlog other".split()
)
GAP = "……"


class Faulty(ValueError):
    """One line of an annotation is wrong; the message says what."""


class Annotation:
    """One article's annotation, checked against its text while it is read."""

    def __init__(self, name: str, text: str) -> None:
        self.text = text
        self.raw: dict[str, Any] = {"id": name, "published": None, "entities": [], "deals": [], "metrics": []}
        self._names: dict[str, int] = {}

    def read(self, lines: list[str]) -> Iterator[str]:
        """Takes all lines in; yields a message for each that is wrong."""
        if self.text.startswith("\ufeff") or "\r" in self.text:
            yield "the text holds a byte-order mark or carriage returns"
        for number, line in enumerate(lines, start=1):
            if not line.strip() or line.startswith("#"):
                continue
            parts = [part.strip() for part in line.split(" | ")]
            try:
                self._take(parts)
            except Faulty as error:
                yield f"line {number}: {error}"

    def _take(self, parts: list[str]) -> None:
        match parts:
            case ["published", day]:
                self.raw["published"] = day
            case ["E", kind, *names] if names:
                self._entity(kind, names)
            case ["D", type_, source, target, *rest]:
                self._deal(type_, source, target, rest)
            case ["M", entity, name, *rest]:
                self._metric(entity, name, rest)
            case _:
                raise Faulty(f"neither published, E, D nor M: {' | '.join(parts)[:60]}")

    def _entity(self, kind: str, names: list[str]) -> None:
        if kind not in KINDS:
            raise Faulty(f"no kind {kind}")
        for name in names:
            if name in self._names:
                raise Faulty(f"{name} stands twice")
            if name not in self.text:
                raise Faulty(f"{name} is not in the text")
            self._names[name] = len(self.raw["entities"])
        self.raw["entities"].append({"kind": kind, "name": names[0], "aliases": names})

    def _name(self, name: str) -> str:
        if name not in self._names:
            raise Faulty(f"{name} is no entity")
        return cast(str, self.raw["entities"][self._names[name]]["name"])

    def _deal(self, type_: str, source: str, target: str, rest: list[str]) -> None:
        if type_ not in deal_table():
            raise Faulty(f"no type {type_}")
        source, target = self._name(source), self._name(target)
        if source == target:
            raise Faulty("both ends are one party")
        deal: dict[str, Any] = {"type": type_, "source": source, "target": target, **dict.fromkeys(DEAL_FIELDS)}
        deal |= {"status": "announced", "inferred": False}
        for part in rest:
            self._deal_part(deal, part)
        if "evidence" not in deal:
            raise Faulty("no ev=")
        if not deal["inferred"]:
            for end in (source, target):
                if not any(alias in deal["evidence"] for alias in self._aliases(end)):
                    raise Faulty(f"{end} is not named in the evidence; say inferred or widen it")
        self.raw["deals"].append(deal)

    def _aliases(self, name: str) -> list[str]:
        return cast(list[str], self.raw["entities"][self._names[name]]["aliases"])

    def _deal_part(self, deal: dict[str, Any], part: str) -> None:
        key, _, value = part.partition("=")
        match key:
            case "inferred" | "optional":
                deal[key] = True
            case "amount":
                number, currency, *kind = value.split()
                if (kind and kind[0] not in AMOUNTS) or len(currency) != 3:
                    raise Faulty(f"amount={value}: NUMBER CURRENCY KIND")
                deal |= {"amount": float(number), "currency": currency, "amount_kind": kind[0] if kind else "exact"}
            case "stake":
                deal["stake_pct"] = float(value)
            case "shares":
                deal["shares"] = float(value)
            case "status" if value not in STATUSES:
                raise Faulty(f"no status {value}")
            case "quantity" | "round" | "date" | "status" | "subject":
                deal[key] = value
            case "ev":
                deal["start"], deal["end"] = self._place(value)
                deal["evidence"] = self.text[deal["start"] : deal["end"]]
            case _:
                raise Faulty(f"no part {key}")

    def _place(self, wanted: str) -> tuple[int, int]:
        first, gap, last = wanted.partition(GAP)
        start = self.text.find(first)
        if start < 0 or self.text.find(first, start + 1) >= 0:
            raise Faulty(f"the evidence begins {'nowhere' if start < 0 else 'at several places'}: {first[:30]}")
        if not gap:
            return start, start + len(first)
        at = self.text.find(last, start)
        if at < 0:
            raise Faulty(f"the evidence ends nowhere: {last[:30]}")
        return start, at + len(last)

    def _metric(self, entity: str, name: str, rest: list[str]) -> None:
        if name not in METRICS:
            raise Faulty(f"no metric {name}")
        metric: dict[str, Any] = {"entity": self._name(entity), "name": name}
        metric |= dict.fromkeys(("value", "text", "unit", "period", "change_pct"))
        for part in rest:
            key, _, value = part.partition("=")
            if key not in ("value", "text", "unit", "period", "change", "optional"):
                raise Faulty(f"no part {key}")
            match key:
                case "optional":
                    metric["optional"] = True
                case "value":
                    metric["value"] = float(value)
                case "change":
                    metric["change_pct"] = float(value)
                case _:
                    metric[key] = value
        self.raw["metrics"].append(metric)


def convert(path: Path) -> list[str]:
    """Writes the JSON beside NAME.ann, or says what is wrong with it."""
    text_file = path.with_suffix(".txt")
    if not text_file.exists():
        return [f"{text_file.name} is missing"]
    annotation = Annotation(path.stem, text_file.read_text("utf-8"))
    try:
        wrong = list(annotation.read(path.read_text("utf-8").splitlines()))
    except ValueError as error:
        wrong = [str(error)]
    if annotation.raw["published"] is None:
        wrong.append("no published line")
    if not wrong:
        path.with_suffix(".json").write_text(json.dumps(annotation.raw, ensure_ascii=False), "utf-8")
        path.with_suffix(".meta.json").write_text(json.dumps({"published": annotation.raw["published"]}), "utf-8")
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    failed = 0
    for path in sorted(parser.parse_args().folder.glob("*.ann")):
        for message in convert(path):
            failed += 1
            print(f"{path.name}: {message}", file=sys.stderr)
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
