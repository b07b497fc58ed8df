"""FinRE's instances, folded into pairs, and its official figures.

FinRE holds every pair of names in both orders, the second with the inverse labels. A model that is shown both learns each sentence
twice, so the two are folded into one: the name that comes first in the text is the first of the pair, and what is said of the pair
is turned round for the instance that names them the other way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.text.normal import normalize

NONE = "unknown"
"""The label of a pair that no relation holds between."""
REVERSED = "被"
"""Begins the label that a relation has when it is seen from its other end."""
MASK, NUMBER = "<N>", "5"
"""How FinRE hides a number, and what is read in its place."""
LONGEST, MENTIONS = 400, 8
"""Characters of a sentence and mentions of one name that the network takes in."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Instance:
    """One ordered pair of names of a sentence, with all of its labels."""

    id: str
    text: str
    head: str
    tail: str
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names in the order in which the text brings them, with the characters of their mentions; labels from the first to the second."""

    text: str
    first: str
    second: str
    first_at: tuple[Span, ...]
    second_at: tuple[Span, ...]
    labels: frozenset[str]

    @property
    def relations(self) -> frozenset[str]:
        """The labels that count: no relation is one only where there is no other."""
        return self.labels - {NONE} or frozenset({NONE})


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1, from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)

    def __str__(self) -> str:
        return f"P {100 * self.precision:.2f} R {100 * self.recall:.2f} F1 {100 * self.f1:.2f}"


class BadFile(ValueError):
    """The file is not one of FinRE's; the message says where."""


def read(path: Path) -> list[Instance]:
    """All instances of a file of JSON lines."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{path} cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}.") from None
    found = [_instance(line, f"{path.name} line {number}") for number, line in enumerate(lines, 1) if line.strip()]
    if not found:
        raise BadFile(f"{path.name} holds no instance.")
    return found


def _instance(line: str, place: str) -> Instance:
    try:
        raw = json.loads(line)
        text, head, tail = (_plain(raw[field]) for field in ("text", "head", "tail"))
        labels = frozenset(str(label) for label in raw.get("labels", []))
        name = str(raw.get("id", place))
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BadFile(f"{place} is no instance: a JSON object with text, head, tail and labels is needed.") from None
    if not head or not tail or head not in text or tail not in text:
        raise BadFile(f"{place} names a head or a tail that its text does not hold.")
    if len(text) > LONGEST:
        raise BadFile(f"{place} has {len(text)} characters; a sentence of at most {LONGEST} is needed.")
    return Instance(name, text, head, tail, labels)


def _plain(text: str) -> str:
    return normalize(text.replace(MASK, NUMBER))


def turned(label: str, labels: Collection[str]) -> str:
    """The label as it is seen from the other end: itself, unless `labels` has one for the other direction."""
    other = label.removeprefix(REVERSED) if label.startswith(REVERSED) else REVERSED + label
    return other if other in labels else label


def fold(instances: Iterable[Instance], labels: Collection[str]) -> tuple[list[Pair], list[tuple[int, bool]]]:
    """The pairs, and for each instance the number of its pair and whether its head is the second name of it."""
    found: dict[tuple[str, str, str], Pair] = {}
    order: dict[tuple[str, str, str], int] = {}
    places = []
    for one in instances:
        pair, swapped = _ordered(one, labels)
        key = (pair.text, pair.first, pair.second)
        known = found.get(key)
        found[key] = pair if known is None else _joined(known, pair.labels)
        places.append((order.setdefault(key, len(order)), swapped))
    return list(found.values()), places


def _ordered(one: Instance, labels: Collection[str]) -> tuple[Pair, bool]:
    heads, tails = mentions(one.text, one.head, one.tail)
    if (tails[0], len(one.tail)) < (heads[0], len(one.head)):
        return Pair(one.text, one.tail, one.head, tails, heads, frozenset(turned(label, labels) for label in one.labels)), True
    return Pair(one.text, one.head, one.tail, heads, tails, one.labels), False


def _joined(pair: Pair, labels: frozenset[str]) -> Pair:
    return Pair(pair.text, pair.first, pair.second, pair.first_at, pair.second_at, pair.labels | labels)


def mentions(text: str, head: str, tail: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where both names stand; a name that is a part of the other counts only where it stands alone, if it does so anywhere."""
    heads, tails = _find(text, head), _find(text, tail)
    if head != tail and head in tail:
        heads = _outside(heads, tails) or heads
    elif head != tail and tail in head:
        tails = _outside(tails, heads) or tails
    return heads[:MENTIONS], tails[:MENTIONS]


def _find(text: str, name: str) -> tuple[Span, ...]:
    return tuple((match.start(), match.end()) for match in re.finditer(re.escape(name), text))


def _outside(spans: Sequence[Span], others: Sequence[Span]) -> tuple[Span, ...]:
    return tuple((a, b) for a, b in spans if not any(a < end and start < b for start, end in others))


def said(chances: Mapping[str, float], sure: float) -> str:
    """The likeliest relation, unless its probability is below `sure`.

    What is wrong costs as much as what is missed, so a relation is worth saying from half of the F1 to be expected on, although no
    relation may be likelier (Lipton et al. 2014).
    """
    best = max((label for label in chances if label != NONE), key=lambda label: chances[label])
    return best if chances[best] >= sure else NONE


def score(predictions: Sequence[str], golds: Sequence[frozenset[str]]) -> Score:
    """The official figures: one prediction an instance; right is one of its labels, and no relation is neither said nor wanted."""
    told = sum(label != NONE for label in predictions)
    wanted = sum(bool(gold - {NONE}) for gold in golds)
    hits = sum(label != NONE and label in gold for label, gold in zip(predictions, golds, strict=True))
    return Score(hits / max(1, told), hits / max(1, wanted))
