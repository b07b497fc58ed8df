"""Exposure drawn: every party once, each in the column of its distance, arrows from left to right."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from web.layers import draw


def _party(name: str) -> dict[str, Any]:
    return {"id": f"id-{name}", "name": name}


def _row(*names: str, usd: float | None = 1e9) -> dict[str, Any]:
    hops = [{"usd": usd, "deals": [{"type": "LENDS_TO", "label": "借贷"}]} for _ in names[1:]]
    path = {"parties": [_party(name) for name in names], "hops": hops, "usd_text": "10亿美元"}
    return {"party": _party(names[-1]), "usd": usd, "hops": len(hops), "paths": [path]}


def test_parties_stand_in_the_column_of_their_distance() -> None:
    drawn = draw(_party("A"), [_row("A", "B"), _row("A", "B", "C"), _row("A", "D")])
    x = {box.name: box.x for box in drawn.boxes}
    assert x["A"] < x["B"] == x["D"] < x["C"]
    assert len(drawn.links) == 3
    assert drawn.left_out == 0
    for link in drawn.links:
        numbers = [float(number) for number in re.findall(r"-?\d+\.\d", link.path)]
        assert numbers[0] < numbers[-2]
        assert all(0 <= number <= max(drawn.width, drawn.height) for number in numbers)


def test_an_amount_is_told_only_where_every_hop_has_one() -> None:
    drawn = draw(_party("A"), [_row("A", "B"), _row("A", "C", usd=None)])
    assert {box.name: box.usd for box in drawn.boxes} == {"A": "", "B": "10亿美元", "C": ""}


def test_of_many_parties_those_without_room_are_counted() -> None:
    drawn = draw(_party("A"), [_row("A", f"B{number}") for number in range(40)] + [_row("A", "B39", "C")])
    assert len(drawn.boxes) == 15
    assert drawn.left_out == 27


def test_boxes_of_a_column_do_not_touch() -> None:
    drawn = draw(_party("A"), [_row("A", f"B{number}") for number in range(10)])
    heights = sorted(box.y for box in drawn.boxes if box.name != "A")
    assert all(below - above >= 30 for above, below in pairwise(heights))
    assert heights[0] >= 14
    assert heights[-1] <= drawn.height - 14
