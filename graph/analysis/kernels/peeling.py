"""A set without which no loop is left, quickly: dead ends are peeled off, then the item that most ways pass is taken, again and again."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Arrow(NamedTuple):
    """An arrow with its place in the list that was given, and what it costs to take it away."""

    place: int
    source: int
    target: int
    cost: int


def peel(arrows: Sequence[Arrow], by_party: bool) -> list[int]:
    """Items to take away in the order in which they were chosen: parties, else places of arrows."""
    left = _Left({arrow.place: arrow for arrow in arrows})
    items = {end for arrow in arrows for end in (arrow.source, arrow.target)} if by_party else set(left.arrows)
    rank = left.ways_of_party if by_party else left.ways_of_arrow
    queue = [(-rank(item), item) for item in items]
    heapq.heapify(queue)
    left.peel(list(left.leaving) + list(left.arriving))
    taken: list[int] = []
    while left.arrows:
        stored, item = heapq.heappop(queue)
        now = rank(item)
        if 0 < now < -stored:  # ways only ever become fewer
            heapq.heappush(queue, (-now, item))
        elif now > 0:
            taken.append(item)
            left.take(left.at(item) if by_party else [item])
    return taken


@dataclass(slots=True)
class _Left:
    """What has not been peeled off or taken."""

    arrows: dict[int, Arrow]
    leaving: Mapping[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    arriving: Mapping[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        for arrow in self.arrows.values():
            self.leaving[arrow.source].add(arrow.place)
            self.arriving[arrow.target].add(arrow.place)

    def at(self, party: int) -> list[int]:
        return [*self.leaving[party], *(self.arriving[party] - self.leaving[party])]

    def ways_of_party(self, party: int) -> float:
        return float(len(self.arriving[party]) * len(self.leaving[party]))

    def ways_of_arrow(self, place: int) -> float:
        arrow = self.arrows.get(place)
        return 0.0 if arrow is None else len(self.arriving[arrow.source]) * len(self.leaving[arrow.target]) / arrow.cost

    def take(self, places: Collection[int]) -> None:
        ends: list[int] = []
        for place in places:
            arrow = self.arrows.pop(place)
            self.leaving[arrow.source].discard(place)
            self.arriving[arrow.target].discard(place)
            ends += [arrow.source, arrow.target]
        self.peel(ends)

    def peel(self, parties: list[int]) -> None:
        """Takes the arrows of parties that nothing leaves or reaches any more, and so on from these."""
        while parties:
            party = parties.pop()
            if self.leaving[party] and self.arriving[party]:
                continue
            for place in self.at(party):
                arrow = self.arrows.pop(place)
                self.leaving[arrow.source].discard(place)
                self.arriving[arrow.target].discard(place)
                parties.append(arrow.target if arrow.source == party else arrow.source)
