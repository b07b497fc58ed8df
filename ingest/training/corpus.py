"""The annotated text of `ingest/training/text`, as windows with their names and deals."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from graph.model import PartyKind, Status
from graph.schema import deal_table
from ingest.lexicon.loader import load
from ingest.text.annotations import Measure, Quantity
from ingest.text.encoder.gate import telling
from ingest.text.encoder.glance import Glance
from ingest.text.encoder.hints import GUESSED, KNOWN, Hints, hints
from ingest.text.encoder.pieces import Pieces
from ingest.text.encoder.session import MODEL
from ingest.text.encoder.windows import Stretch, led_windows, windows
from ingest.text.names.guesses import Guesser
from ingest.text.normal import normalize
from ingest.text.quantities.find import figures
from ingest.text.sentences import split as split_sentences

TYPES = tuple(deal_table())
KINDS = tuple(str(kind) for kind in PartyKind)
STATUSES = tuple(str(status) for status in Status)
FIGURES = {Measure.MONEY: "amount", Measure.PERCENT: "stake_pct"}
"""Which field of a deal a figure can fill."""
MAX_TOKENS = 508
UNTOLD = 0.15
"""Share of the names that rules find in a text of which the encoder is not told in training."""
INSIDE = frozenset({KNOWN + 1, GUESSED + 1})
GATED = 0.5
"""Share of the texts of one pass that are cut as an article is, of which the encoder sees only what the gate lets through."""


@dataclass(frozen=True, slots=True)
class Text:
    """One annotated text. `all_names` says whether every party-like name is listed, or just those of deals; `strays` are names that
    are listed nowhere and that the reader may take for parties."""

    id: str
    group: str
    text: str
    entities: list[dict[str, Any]]
    deals: list[dict[str, Any]]
    all_names: bool
    strays: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """An ordered pair of parties of a window: its deal types, where the first of its deals is told (token range), and its figures.

    `figures` holds sums and percentages of its deals, as they would be read.
    """

    source: int
    target: int
    types: frozenset[int]
    status: int = -1
    evidence: tuple[int, int] = (0, 0)
    figures: frozenset[tuple[Measure, float]] = frozenset()


@dataclass(slots=True)
class Window:
    """Tokens with a name tag each (0 outside, 1 + 2k begins kind k, 2 + 2k goes on), parties as token ranges, labelled pairs."""

    text: str
    span: tuple[int, int]
    ids: list[int]
    hints: list[int]
    sentence: list[int]
    tags: list[int]
    parties: list[list[tuple[int, int]]]
    entities: list[int]
    pairs: list[Pair] = field(default_factory=list)
    figures: list[tuple[int, int, Measure, float]] = field(default_factory=list)
    all_names: bool = True
    strays: list[list[tuple[int, int]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of the characters of a text: its sentences, (start, end, number) of names and strays, and its figures."""

    sentences: Sequence[Stretch]
    named: Sequence[tuple[int, int, int]]
    strays: Sequence[tuple[int, int, int]]
    told: Sequence[Quantity]
    hints: Hints


def read_folder(folder: Path) -> list[Text]:
    """Articles of `folder/articles`, then the single sentences and the contrast texts."""
    texts = [_article(path) for path in sorted((folder / "articles").glob("*.txt"))]
    for name in ("sentences", "contrast"):
        lines = (folder / f"{name}.jsonl").read_text("utf-8").splitlines()
        texts += [_line(json.loads(line), name) for line in lines]
    return texts


def read_gold(folder: Path) -> list[Text]:
    """A folder of NAME.txt with NAME.json, such as the gold articles."""
    return [_article(path) for path in sorted(folder.glob("*.txt"))]


def _article(path: Path) -> Text:
    raw = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return Text(path.stem, path.stem, normalize(path.read_text("utf-8")), raw["entities"], raw["deals"], path.stem[0] not in "tu")


def _line(raw: dict[str, Any], name: str) -> Text:
    return Text(raw["id"], raw.get("set", raw["id"]), normalize(raw["text"]), raw["entities"], raw["deals"], name != "sentences")


def split(texts: Sequence[Text], folder: Path) -> tuple[list[Text], list[Text]]:
    """(training, held out): `held.txt` names the articles, sentences and contrast sets that are never trained on."""
    held = frozenset((folder / "held.txt").read_text("utf-8").split("\n"))
    return [t for t in texts if t.group not in held], [t for t in texts if t.group in held]


def mentions(text: str, entities: Sequence[dict[str, Any]]) -> list[tuple[int, int, int]]:
    """(start, end, entity) of every name, longest alias first, none inside another or inside a Latin word."""
    names = {(normalize(alias), number) for number, e in enumerate(entities) for alias in {e["name"], *e["aliases"]} if alias}
    taken = bytearray(len(text))
    found = []
    for alias, number in sorted(names, key=lambda n: (-len(n[0]), n[1])):
        start = text.find(alias)
        while start >= 0:
            end = start + len(alias)
            if not any(taken[start:end]) and not _inside_word(text, start, end):
                taken[start:end] = b"\1" * len(alias)
                found.append((start, end, number))
            start = text.find(alias, start + 1)
    return sorted(found)


def _inside_word(text: str, start: int, end: int) -> bool:
    def joined(left: str, right: str) -> bool:
        return (left + right).isascii() and left.isalnum() and right.isalnum()

    return (start > 0 and joined(text[start - 1], text[start])) or (end < len(text) and joined(text[end - 1], text[end]))


def cut_windows(texts: Iterable[Text], pieces: Pieces, size: int, overlap: bool, shift: random.Random | None = None) -> list[Window]:
    """All windows of the texts; with `shift` they are other ones each time, half of the texts as the gate would show them."""
    found = []
    for text in texts:
        sentences = [(s.start, s.end) for s in split_sentences(text.text)]
        spans = _shifted(text, sentences, size, shift) if shift else windows(sentences, size, overlap)
        named = mentions(text.text, text.entities)
        told = [q for q in figures(text.text) if q.value is not None and q.measure in FIGURES]
        marks = Marks(sentences, named, _strays(text, named), told, _hints(text.text, shift))
        found += [w for span in spans if (w := _window(text, span, marks, pieces))]
    return found


def _shifted(text: Text, sentences: Sequence[Stretch], size: int, shift: random.Random) -> list[Stretch]:
    if shift.random() < GATED:
        return [span for run in telling(text.text, sentences, _glance()) for span in led_windows(text.text, run, size)]
    first = shift.randrange(0, min(4, len(sentences))) if len(sentences) > 3 else 0
    if shift.random() < 0.5:
        return led_windows(text.text, sentences[first:], size)
    return windows(sentences[:first], size, overlap=False) + windows(sentences[first:], size, overlap=False)


@cache
def _glance() -> Glance:
    """The gate that ships: what the encoder learns from is cut as the product cuts it."""
    return Glance(MODEL)


def _hints(text: str, chance: random.Random | None) -> Hints:
    """What rules say of the names of a text; with `chance` some of it is kept back, as they know less of other texts."""
    told = hints(len(text), _guesser()(text))
    if chance:
        for start in np.flatnonzero((told == KNOWN) | (told == GUESSED)).tolist():
            if chance.random() < UNTOLD:
                told[start] = 0
                end = start + 1
                while end < len(told) and told[end] in INSIDE:
                    told[end] = 0
                    end += 1
    return told


@cache
def _guesser() -> Guesser:
    return Guesser(load())


def _strays(text: Text, named: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Places of the strays that touch no name."""
    found = mentions(text.text, [{"name": name, "aliases": []} for name in text.strays])
    return [(start, end, number) for start, end, number in found if not any(s < end and start < e for s, e, _ in named)]


def _window(text: Text, span: Stretch, marks: Marks, pieces: Pieces) -> Window | None:
    begin, end = span
    tokens = pieces.cut(text.text[begin:end])
    ids = tokens.ids[:MAX_TOKENS]
    if not ids:
        return None
    starts = {begin + s: i for i, s in enumerate(tokens.starts[:MAX_TOKENS])}
    ends = {begin + e: i for i, e in enumerate(tokens.ends[:MAX_TOKENS])}
    inner = [s for s, e in marks.sentences if begin <= s < end]
    sentence, row = [], 0
    for at in tokens.starts[:MAX_TOKENS]:
        while row + 1 < len(inner) and inner[row + 1] <= begin + at:
            row += 1
        sentence.append(row)
    tags = [0] * len(ids)
    places: dict[int, list[tuple[int, int]]] = {}
    for first, last, entity in _on_tokens(marks.named, starts, ends):
        places.setdefault(entity, []).append((first, last + 1))
        kind = KINDS.index(text.entities[entity]["kind"])
        tags[first] = 1 + 2 * kind
        tags[first + 1 : last + 1] = [2 + 2 * kind] * (last - first)
    entities = list(places)
    hinted = marks.hints[begin + np.array(tokens.starts[:MAX_TOKENS])].tolist()
    window = Window(text.id, span, ids, hinted, sentence, tags, list(places.values()), entities, all_names=text.all_names)
    told = [q for q in marks.told if q.start in starts and q.end in ends]
    window.figures = [(starts[q.start], ends[q.end] + 1, q.measure, q.value or 0.0) for q in told]
    strays: dict[int, list[tuple[int, int]]] = {}
    for first, last, number in _on_tokens(marks.strays, starts, ends):
        strays.setdefault(number, []).append((first, last + 1))
    window.strays = list(strays.values())
    window.pairs = _pairs(text, window, starts)
    return window


def _on_tokens(places: Sequence[tuple[int, int, int]], starts: dict[int, int], ends: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    """(first token, last token, number) of the places that begin and end with a token of the window."""
    for start, end, number in places:
        if start in starts and end in ends and starts[start] <= ends[end]:
            yield starts[start], ends[end], number


def _pairs(text: Text, window: Window, starts: dict[int, int]) -> list[Pair]:
    """Every ordered pair, labelled; left out are pairs whose deal is told only in part inside the window, or is optional."""
    order = {entity: number for number, entity in enumerate(window.entities)}
    numbers = {n: i for i, e in enumerate(text.entities) for n in (e["name"], *e["aliases"])}
    told: dict[tuple[int, int], Pair] = {}
    unclear: set[tuple[int, int]] = set()
    for deal in text.deals:
        source, target = (order.get(numbers.get(deal[end], -1), -1) for end in ("source", "target"))
        if source < 0 or target < 0 or source == target:
            continue
        inside = _share_inside(deal, window.span, len(text.text))
        ends_of_deal = [(source, target)] + ([(target, source)] if deal["type"] == "PARTNERS_WITH" else [])
        for pair in ends_of_deal:
            if inside > 0.95 and not deal.get("optional"):
                told[pair] = _merge(told.get(pair), pair, deal, starts)
            elif inside > 0.02:
                unclear.add(pair)
    count = len(window.entities)
    every = [(i, j) for i in range(count) for j in range(count) if i != j]
    return [told.get(p) or Pair(*p, frozenset()) for p in every if p in told or p not in unclear]


def _share_inside(deal: dict[str, Any], span: tuple[int, int], size: int) -> float:
    start, end = deal.get("start") or 0, deal.get("end") or size
    return max(0, min(end, span[1]) - max(start, span[0])) / max(1, end - start)


def _merge(old: Pair | None, pair: tuple[int, int], deal: dict[str, Any], starts: dict[int, int]) -> Pair:
    type_ = TYPES.index(deal["type"])
    said = frozenset((m, float(deal[f])) for m, f in FIGURES.items() if deal.get(f) is not None)
    if old is not None:
        return Pair(*pair, old.types | {type_}, old.status, old.evidence, old.figures | said)
    begin, end = deal.get("start") or 0, deal.get("end") or 0
    tokens = [i for at, i in starts.items() if begin <= at < end]
    evidence = (min(tokens), max(tokens) + 1) if tokens else (0, 0)
    return Pair(*pair, frozenset({type_}), STATUSES.index(deal["status"]), evidence, said)
