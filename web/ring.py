"""A loop as a small picture: its parties on a circle, its hops as arcs between them.

Only numbers are worked out here; `templates/parts/ring.svg` draws them.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 340, 236
_RADIUS = 74.0
_CENTRE = (WIDTH / 2, HEIGHT / 2)
_PILL_HEIGHT = 26.0
_LONGEST_NAME = 13
_THINNEST, _THICKEST = 2.0, 8.0


@dataclass(frozen=True, slots=True)
class Node:
    """A party: the middle of its pill, where the pill begins, and its width."""

    x: float
    y: float
    left: float
    width: float
    name: str
    full_name: str


@dataclass(frozen=True, slots=True)
class Arc:
    """A hop: the path of its arrow's shaft, its head, its width, and where its label stands."""

    path: str
    head: str
    width: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Ring:
    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]


def draw(names: Sequence[str], usd: Sequence[float | None]) -> Ring:
    """`names` in the order of the arrows; `usd[i]` is what flows from party i to the next one."""
    count = len(names)
    angles = [_first_angle(count) + 2 * math.pi * i / count for i in range(count)]
    nodes = tuple(_node(name, angle) for name, angle in zip(names, angles, strict=True))
    step = 2 * math.pi / count
    arcs = tuple(_arc(nodes[i], nodes[(i + 1) % count], angles[i], step, thickness(usd[i])) for i in range(count))
    return Ring(nodes, arcs)


def thickness(usd: float | None) -> float:
    """Width of an arrow by the order of magnitude of its sum: thin below a million, thick from a trillion dollars."""
    if usd is None or usd <= 0:
        return _THINNEST
    share = (math.log10(usd) - 6) / 6
    return round(_THINNEST + (_THICKEST - _THINNEST) * min(1.0, max(0.0, share)), 2)


def shortened(name: str, longest: int = _LONGEST_NAME) -> str:
    """A name cut to a width in Latin letters, with an ellipsis where something was cut."""
    if letters(name) <= longest:
        return name
    kept = ""
    for char in name:
        if letters(kept + char) > longest - 1:
            break
        kept += char
    return kept + "…"


def text_width(text: str, size: float = 13.0) -> float:
    """Pixels that a text of that size takes at most, roughly: wide letters of a bold face, full-width Chinese."""
    return sum(1.03 if unicodedata.east_asian_width(char) in "WF" else 0.64 for char in text) * size


def letters(text: str) -> int:
    """Width in Latin letters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _first_angle(count: int) -> float:
    """Two parties stand side by side, so that both names have room; more begin at the top."""
    return math.pi if count == 2 else -math.pi / 2


def _node(name: str, angle: float) -> Node:
    shown = shortened(name)
    x, y = _point(angle, _RADIUS)
    width = round(text_width(shown) + 20, 1)
    return Node(round(x, 1), round(y, 1), round(x - width / 2, 1), width, shown, name)


def _arc(start: Node, end: Node, angle: float, step: float, width: float) -> Arc:
    """The part of the circle between two pills, from where it leaves the first to where it meets the second."""
    first = _leave(start, angle, 1, step)
    head = (7 + width) / _RADIUS
    last = _leave(end, angle + step, -1, step)
    neck = max(first + 0.02, last - head)
    middle = (first + last) / 2
    x, y = _point(middle, _RADIUS + 14 + width / 2)
    return Arc(
        path=f"M{_xy(first, _RADIUS)}A{_RADIUS:g} {_RADIUS:g} 0 {int(neck - first > math.pi)} 1 {_xy(neck, _RADIUS)}",
        head=f"M{_xy(neck, _RADIUS - width / 2 - 4)}L{_xy(last, _RADIUS)}L{_xy(neck, _RADIUS + width / 2 + 4)}Z",
        width=width,
        label_x=round(x, 1),
        label_y=round(y + 4, 1),
        anchor=_anchor(math.cos(middle)),
    )


def _leave(node: Node, angle: float, direction: int, step: float) -> float:
    """The angle at which the circle leaves the pill of a node, two pixels outside it."""
    half_width, half_height = node.width / 2 + 2, _PILL_HEIGHT / 2 + 2
    for degree in range(1, 180):
        turned = math.radians(degree)
        if turned >= step / 2:
            return angle + direction * step * 0.45
        x, y = _point(angle + direction * turned, _RADIUS)
        if abs(x - node.x) > half_width or abs(y - node.y) > half_height:
            return angle + direction * turned
    return angle


def _point(angle: float, radius: float) -> tuple[float, float]:
    return _CENTRE[0] + radius * math.cos(angle), _CENTRE[1] + radius * math.sin(angle)


def _xy(angle: float, radius: float) -> str:
    x, y = _point(angle, radius)
    return f"{x:.1f} {y:.1f}"


def _anchor(cosine: float) -> str:
    if abs(cosine) < 0.3:
        return "middle"
    return "start" if cosine > 0 else "end"
