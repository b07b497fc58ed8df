"""Scores what was read against articles annotated by hand: precision, recall and F1 on four levels.

link    source and target are right, and the direction (cooperation has none)
deal    link, and the type
full    deal, and sum, currency, share and status
metric  entity, name, value and unit
Gold that is marked optional costs nothing, found or missed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Record = Mapping[str, Any]
Agrees = Callable[[Record, Record], bool]

ATTRIBUTES = ("amount", "currency", "amount_kind", "stake_pct", "shares", "round", "date", "status")
UNDIRECTED = "PARTNERS_WITH"
TOLERANCE = 0.005
_FOLDED = re.compile(r"[\s·•“”\"'《》()（）.]")


@dataclass(slots=True)
class Level:
    """Counts of one level over all articles; what is optional is counted nowhere."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Scores:
    """The levels by name, and how many parties of deals were found."""

    levels: dict[str, Level] = field(default_factory=lambda: {name: Level() for name in LEVELS})
    parties_found: int = 0
    parties: int = 0

    @property
    def party_recall(self) -> float:
        return self.parties_found / self.parties if self.parties else 0.0


def fold(name: str | None) -> str:
    """The form under which two spellings of a name are the same."""
    return _FOLDED.sub("", unicodedata.normalize("NFKC", name or "")).casefold()


def same(one: Any, other: Any) -> bool:
    """Whether two values agree: numbers within half a percent, nothing only with nothing."""
    if one in (None, "") or other in (None, ""):
        return (one in (None, "")) == (other in (None, ""))
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= TOLERANCE * max(abs(one), abs(other))
    return str(one).casefold() == str(other).casefold()


def same_link(gold: Record, read: Record) -> bool:
    if UNDIRECTED in (gold["type"], read["type"]):
        return {gold["source"], gold["target"]} == {read["source"], read["target"]}
    return bool(gold["source"] == read["source"] and gold["target"] == read["target"])


def same_deal(gold: Record, read: Record) -> bool:
    return bool(gold["type"] == read["type"]) and same_link(gold, read)


def same_in_full(gold: Record, read: Record) -> bool:
    return same_deal(gold, read) and all(same(gold.get(k), read.get(k)) for k in ("amount", "currency", "stake_pct", "status"))


def same_metric(gold: Record, read: Record) -> bool:
    return bool(gold["entity"] == read["entity"] and gold["name"] == read["name"]) and all(
        same(gold.get(k), read.get(k)) for k in ("value", "unit")
    )


LEVELS: dict[str, Agrees] = {"link": same_link, "deal": same_deal, "full": same_in_full, "metric": same_metric}


def score(articles: Iterable[tuple[Record, Record]]) -> Scores:
    """Scores pairs of (gold, read)."""
    scores = Scores()
    for gold, read in articles:
        canonical = _Names(gold, read)
        deals = [{**d, "source": canonical(d["source"]), "target": canonical(d["target"])} for d in read["deals"]]
        metrics = [{**m, "entity": canonical(m["entity"])} for m in read.get("metrics", [])]
        for name, agrees in LEVELS.items():
            wanted, found = (gold.get("metrics", []), metrics) if name == "metric" else (gold["deals"], deals)
            _count(scores.levels[name], wanted, found, _match(wanted, found, agrees))
        _count_parties(scores, gold, read, deals, canonical)
    return scores


class _Names:
    """The gold party that a read name means, by the name or by another that was read for the same party."""

    def __init__(self, gold: Record, read: Record) -> None:
        self._gold: dict[str, str] = {}
        for entity in gold["entities"]:
            for name in (entity["name"], *entity.get("aliases", ())):
                self._gold.setdefault(fold(name), entity["name"])
        self._read = {fold(e["name"]): [fold(a) for a in e.get("aliases", ())] for e in read.get("entities", ())}

    def __call__(self, name: str) -> str:
        folded = fold(name)
        known = (self._gold[n] for n in (folded, *self._read.get(folded, ())) if n in self._gold)
        return next(known, "unknown: " + folded)


def _match(gold: Sequence[Record], read: Sequence[Record], agrees: Agrees) -> list[tuple[int, int]]:
    """Pairs off one to one: wanted gold first, then those that share most attributes."""
    candidates = [
        (bool(g.get("optional")), -sum(same(g.get(k), r.get(k)) for k in ATTRIBUTES), i, j)
        for i, g in enumerate(gold)
        for j, r in enumerate(read)
        if agrees(g, r)
    ]
    pairs: dict[int, int] = {}
    for *_, i, j in sorted(candidates):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return list(pairs.items())


def _count(level: Level, gold: Sequence[Record], read: Sequence[Record], pairs: Sequence[tuple[int, int]]) -> None:
    spared = sum(bool(gold[i].get("optional")) for i, _ in pairs)
    level.right += len(pairs) - spared
    level.found += len(read) - spared
    level.wanted += sum(not g.get("optional") for g in gold)


def _count_parties(scores: Scores, gold: Record, read: Record, deals: Sequence[Record], canonical: _Names) -> None:
    wanted = {d[end] for d in gold["deals"] if not d.get("optional") for end in ("source", "target")}
    seen = {canonical(e["name"]) for e in read.get("entities", ())} | {d[end] for d in deals for end in ("source", "target")}
    scores.parties += len(wanted)
    scores.parties_found += len(wanted & seen)
