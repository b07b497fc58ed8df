"""Exposure as a picture: the failing party on the left, and column by column those whom its failure reaches.

Only numbers are worked out here; `templates/parts/layers.html` draws them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from web.ring import shortened, text_width, thickness

_ROW, _TOP, _LEFT = 40.0, 24.0, 4.0
_COLUMN = 290.0
_LONGEST_NAME = 18
_MOST_ROWS = 14
"""Parties in one column; the rest is in the table under the picture."""


@dataclass(frozen=True, slots=True)
class Box:
    """A party: the left end of its pill, the middle of its height, its width."""

    id: str
    x: float
    y: float
    width: float
    name: str
    full_name: str
    usd: str
    """The amount exposed on the chain that is drawn, as text."""


@dataclass(frozen=True, slots=True)
class Link:
    """A hop, drawn as a curve from the right end of one pill to the left end of another."""

    path: str
    width: float
    type: str
    label: str


@dataclass(frozen=True, slots=True)
class Layers:
    width: float
    height: float
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    left_out: int
    """Parties for which there was no room."""


@dataclass(slots=True)
class _Tree:
    """Every party under the one through which it is hit."""

    root: Mapping[str, Any]
    columns: list[list[str]]
    party: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    usd: dict[str, str] = field(default_factory=dict)
    above: dict[str, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)


def draw(root: Mapping[str, Any], hit: Sequence[Mapping[str, Any]]) -> Layers:
    """`root` and `hit` are the party and the rows of the exposure page; each row is reached by its shortest chain."""
    tree = _grow(root, hit)
    rows = max(len(column) for column in tree.columns)
    height = 2 * _TOP + (rows - 1) * _ROW
    boxes = {party: box for depth, column in enumerate(tree.columns) for party, box in _column(tree, depth, column, height)}
    links = tuple(_link(boxes[above], boxes[party], hop) for party, (above, hop) in tree.above.items())
    width = max(box.x + box.width for box in boxes.values()) + _LEFT
    return Layers(width, height, tuple(boxes.values()), links, len(hit) - len(boxes) + 1)


def _grow(root: Mapping[str, Any], hit: Sequence[Mapping[str, Any]]) -> _Tree:
    tree = _Tree(root, [[root["id"]]], {root["id"]: root}, {root["id"]: ""})
    for row in sorted(hit, key=lambda row: (row["hops"], -(row["usd"] or 0))):
        chain = min(row["paths"], key=lambda path: len(path["hops"]))
        above, depth = chain["parties"][-2]["id"], len(chain["hops"])
        while len(tree.columns) <= depth:
            tree.columns.append([])
        if above not in tree.party or len(tree.columns[depth]) >= _MOST_ROWS:
            continue
        party = row["party"]["id"]
        tree.columns[depth].append(party)
        tree.party[party], tree.usd[party], tree.above[party] = row["party"], _amount(chain), (above, chain["hops"][-1])
    tree.columns = [column for column in tree.columns if column]
    for before, column in pairwise(tree.columns):
        column.sort(key=lambda party: before.index(tree.above[party][0]))
    return tree


def _amount(chain: Mapping[str, Any]) -> str:
    """What is lost at the end of a chain, where every hop of it has a known sum."""
    return str(chain["usd_text"]) if all(hop["usd"] is not None for hop in chain["hops"]) else ""


def _column(tree: _Tree, depth: int, column: Sequence[str], height: float) -> Iterable[tuple[str, Box]]:
    first = (height - (len(column) - 1) * _ROW) / 2
    for row, party in enumerate(column):
        full_name = tree.party[party]["name"]
        name = shortened(full_name, _LONGEST_NAME)
        width = round(text_width(name) + (text_width(tree.usd[party], 12) + 6 if tree.usd[party] else 0) + 22, 1)
        yield party, Box(party, _LEFT + depth * _COLUMN, first + row * _ROW, width, name, full_name, tree.usd[party])


def _link(start: Box, end: Box, hop: Mapping[str, Any]) -> Link:
    x, y = start.x + start.width, start.y
    bend = (end.x - x) / 2
    path = f"M{x:.1f} {y:.1f}C{x + bend:.1f} {y:.1f} {end.x - bend:.1f} {end.y:.1f} {end.x:.1f} {end.y:.1f}"
    deal = hop["deals"][0]
    return Link(path, thickness(hop["usd"]), deal["type"], deal["label"])
