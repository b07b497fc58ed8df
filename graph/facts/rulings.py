"""The judgements in force, in the form in which deriving needs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.store import Transaction

READ = (
    "MATCH (j:Judgement) WHERE j.undone IS NULL "
    "RETURN j.kind AS kind, j.subject AS subject, j.object AS object, j.key AS key, j.claims AS claims ORDER BY j.at, j.id"
)


@dataclass(frozen=True, slots=True)
class Rulings:
    """What persons decided."""

    merged: Mapping[str, str] = field(default_factory=dict)
    """Party id -> the party id that a person put it under."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Party id -> key, for the parties that others were put under."""
    verdicts: Mapping[str, str] = field(default_factory=dict)
    """Claim id -> `accept` or `reject`; of several the last."""

    def party(self, id_: str) -> str:
        """The party that a key's own party belongs to; itself, where nobody merged it."""
        seen = {id_}
        while (following := self.merged.get(id_)) is not None and following not in seen:
            seen.add(following)
            id_ = following
        return id_


def read_rulings(transaction: Transaction) -> Rulings:
    """The rulings as stored now."""
    return rulings_of(transaction.run(READ))


def rulings_of(rows: Iterable[Mapping[str, Any]]) -> Rulings:
    """Rulings out of judgements in order of time: of several that concern the same thing the last holds."""
    merged: dict[str, str] = {}
    keys: dict[str, str] = {}
    verdicts: dict[str, str] = {}
    for row in rows:
        if row["kind"] == "merge":
            merged[row["subject"]] = row["object"]
            keys[row["object"]] = row["key"]
        else:
            verdicts.update(dict.fromkeys(row["claims"], row["kind"]))
    return Rulings(merged, keys, verdicts)
