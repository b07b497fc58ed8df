"""A loop drawn: nothing runs out of the picture, arrows lead from each party to the next."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.ring import HEIGHT, WIDTH, draw, letters, shortened, thickness

NAMES = st.lists(st.text(min_size=1, max_size=40), min_size=2, max_size=8)


@given(NAMES)
def test_everything_lies_inside_the_picture(names: list[str]) -> None:
    ring = draw(names, [1e9] * len(names))
    assert len(ring.nodes) == len(ring.arcs) == len(names)
    for node in ring.nodes:
        assert node.x - node.width / 2 >= 0
        assert node.x + node.width / 2 <= WIDTH
    for arc in ring.arcs:
        numbers = [float(n) for n in re.findall(r"-?\d+\.\d", arc.path + " " + arc.head)]
        assert all(-5 <= n <= WIDTH for n in numbers)
        assert 0 <= arc.label_y <= HEIGHT


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_an_arrow_leaves_its_party_and_ends_at_the_next(count: int) -> None:
    ring = draw([f"P{i}" for i in range(count)], [None] * count)
    for i, arc in enumerate(ring.arcs):
        start = tuple(float(n) for n in re.findall(r"-?\d+\.\d", arc.path)[:2])
        tip = tuple(float(n) for n in re.findall(r"-?\d+\.\d", arc.head)[2:4])
        assert _nearest(start, ring.nodes) == i
        assert _nearest(tip, ring.nodes) == (i + 1) % count


def _nearest(point: tuple[float, ...], nodes: tuple[object, ...]) -> int:
    def distance(i: int) -> float:
        node = nodes[i]
        return float((node.x - point[0]) ** 2 + (node.y - point[1]) ** 2)  # type: ignore[attr-defined]

    return min(range(len(nodes)), key=distance)


@given(st.text(max_size=60))
def test_a_name_is_cut_to_its_room_and_says_so(name: str) -> None:
    short = shortened(name)
    assert letters(short) <= 13
    assert short == name or (short.endswith("…") and name.startswith(short[:-1]))


def test_a_larger_sum_is_never_thinner() -> None:
    widths = [thickness(usd) for usd in (None, 0, 1e5, 1e6, 1e8, 1e9, 1e11, 1e12, 1e15)]
    assert widths == sorted(widths)
    assert widths[0] == widths[2] == 2.0
    assert widths[-1] == widths[-2] == 8.0
