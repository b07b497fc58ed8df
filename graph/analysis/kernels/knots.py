"""Knots: parts of a graph in which every party can reach every other, and the loops in them."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from graph.analysis.kernels.outgoing import outgoing
from graph.analysis.kernels.peeling import Arrow
from graph.analysis.kernels.strong import parts


@dataclass(slots=True)
class Knot:
    """The arrows of one knot. What can be taken away are its parties, each at cost 1, or its arrows at their cost."""

    arrows: Sequence[Arrow]
    by_party: bool
    _onward: dict[int, list[Arrow]] = field(default_factory=lambda: defaultdict(list))
    _ends: dict[int, Arrow] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for arrow in self.arrows:
            self._onward[arrow.source].append(arrow)
            self._ends[arrow.place] = arrow

    def price(self, item: int) -> int:
        return 1 if self.by_party else self._ends[item].cost

    def cost(self, items: Collection[int]) -> int:
        return sum(map(self.price, items))

    def loop(self, taken: Collection[int]) -> list[int] | None:
        """The items of a shortest loop that is left; None where there is none."""
        best: list[int] | None = None
        for start in self._onward:
            found = self._loop_from(start, taken, len(best) - 1 if best else None)
            best = found or best
            if best and len(best) <= 2:
                break
        return best

    def disjoint(self, taken: Collection[int]) -> int:
        """What loops that share no item cost at least: so much has to go in any case."""
        gone, least = set(taken), 0
        for start in self._onward:
            while found := self._loop_from(start, gone, None):
                gone.update(found)
                least += min(map(self.price, found))
        return least

    def without_surplus(self, items: Sequence[int]) -> list[int]:
        """The items but for those that the others make needless, the dearest looked at first."""
        needed = sorted(items, key=lambda item: (-self.price(item), -items.index(item)))
        for item in list(needed):
            others = [each for each in needed if each != item]
            if self._needless(item, set(others)):
                needed = others
        return needed

    def _needless(self, item: int, others: set[int]) -> bool:
        """Whether no loop runs through an item when the others are taken away."""
        if self.by_party:
            return self._way(item, item, others, None) is None
        return self._way(self._ends[item].target, self._ends[item].source, others, None) is None

    def _loop_from(self, start: int, taken: Collection[int], most: int | None) -> list[int] | None:
        if self.by_party and start in taken:
            return None
        way = self._way(start, start, taken, most)
        return None if way is None else [arrow.source if self.by_party else arrow.place for arrow in way]

    def _way(self, start: int, end: int, taken: Collection[int], most: int | None) -> list[Arrow] | None:
        """A shortest way of at least one and at most `most` arrows; None where there is none."""
        reached: dict[int, Arrow] = {}
        edge = deque([(start, 0)])
        while edge:
            here, length = edge.popleft()
            if most is not None and length >= most:
                return None
            for arrow in self._onward.get(here, ()):
                if arrow.target in reached or (arrow.target if self.by_party else arrow.place) in taken:
                    continue
                reached[arrow.target] = arrow
                if arrow.target == end:
                    return _back(reached, start, end)
                edge.append((arrow.target, length + 1))
        return None


def _back(reached: dict[int, Arrow], start: int, end: int) -> list[Arrow]:
    way = [reached[end]]
    while way[-1].source != start:
        way.append(reached[way[-1].source])
    return way[::-1]


def knots(arrows: Sequence[Arrow], by_party: bool) -> Iterator[Knot]:
    """The knots of a graph that hold a loop."""
    if not arrows:
        return iter(())
    names, ends = np.unique([(arrow.source, arrow.target) for arrow in arrows], return_inverse=True)
    source, target = ends.reshape(-1, 2).T
    sorted_ = outgoing(len(names), source, target)
    part = parts(sorted_.first.astype(np.int32), sorted_.target.astype(np.int32))
    within: dict[int, list[Arrow]] = defaultdict(list)
    for place in np.flatnonzero(part[source] == part[target]).tolist():
        within[int(part[source[place]])].append(arrows[place])
    return (Knot(inner, by_party) for _, inner in sorted(within.items()))
