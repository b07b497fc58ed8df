"""How sure a claim is, by the rule that made it: `scores.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.errors import BadTable
from graph.schema.table import deal_table

TABLE = Path(__file__).with_name("scores.toml")


@dataclass(frozen=True, slots=True)
class Scores:
    """Part of a rule's claims that were right, by deal type and rule."""

    default: float
    by_rule: dict[tuple[str, str], float]

    def of(self, type_: str, rule: str) -> float:
        return self.by_rule.get((type_, rule), self.default)


@cache
def scores() -> Scores:
    """The scores of this project's rules."""
    return load_scores(TABLE)


def load_scores(path: Path) -> Scores:
    """Reads a table of scores; raises BadTable with file and entry at the first thing that is wrong."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadTable(f"{path.name} cannot be read: {error}.") from error
    default = raw.pop("default", 0.5)
    found: dict[tuple[str, str], float] = {}
    for type_, rules in raw.items():
        if type_ not in deal_table() or not isinstance(rules, dict):
            raise BadTable(f"{path.name}: {type_} is no deal type.")
        for rule, score in rules.items():
            if not isinstance(score, float) or not 0 < score < 1:
                raise BadTable(f"{path.name}, {type_}.{rule}: a score lies between 0 and 1.")
            found[type_, rule] = score
    return Scores(default, found)
