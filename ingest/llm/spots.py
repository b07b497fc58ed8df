"""The places of an article where parties are named, by start and apart from each other, and where one more name stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.text.annotations import Mention

Stretch = tuple[int, int]
RULE = "llm"
MOST = 2000
"""Places of one name that are looked at."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Places of one name. `free` touch no known name, `over` hold shorter ones, `inside` lie in a longer one."""

    free: tuple[Stretch, ...]
    over: tuple[Stretch, ...]
    inside: tuple[Stretch, ...]
    held: frozenset[int]
    """Parties of the names that `over` holds."""
    holding: frozenset[int]
    """Parties of the names that hold `inside`."""


class Spots:
    """All mentions; changes as names are corrected and added."""

    def __init__(self, plain: str, mentions: Iterable[Mention]) -> None:
        self._plain = plain
        self.mentions = list(mentions)

    def begins(self, party: int, stretch: Stretch) -> bool:
        """Whether a name of the party begins in these characters."""
        first = bisect_left(self.mentions, stretch[0], key=_start)
        last = bisect_left(self.mentions, stretch[1], key=_start)
        return any(m.party == party for m in self.mentions[first:last])

    def of(self, party: int) -> list[Mention]:
        return [m for m in self.mentions if m.party == party]

    def touched(self, place: Stretch) -> list[Mention]:
        """The mentions that share a character with the place."""
        return self.mentions[self._touched(place)]

    def put(self, party: int, places: Iterable[Stretch]) -> None:
        """Names the party at these places, instead of whatever was named there."""
        for place in places:
            self.mentions[self._touched(place)] = [Mention(*place, party, RULE)]

    def occurrences(self, name: str) -> Occurrences:
        """The places of `name` (in normal form); a place that cuts a known name in two is none."""
        free: list[Stretch] = []
        over: list[Stretch] = []
        inside: list[Stretch] = []
        held: set[int] = set()
        holding: set[int] = set()
        for start, end in self._places(name):
            touched = self.touched((start, end))
            if not touched:
                free.append((start, end))
            elif all(start <= m.start and m.end <= end for m in touched):
                over.append((start, end))
                held.update(m.party for m in touched)
            elif len(touched) == 1 and touched[0].start <= start and end <= touched[0].end:
                inside.append((start, end))
                holding.add(touched[0].party)
        return Occurrences(tuple(free), tuple(over), tuple(inside), frozenset(held), frozenset(holding))

    def _places(self, name: str) -> Iterator[Stretch]:
        """No Latin word or number is cut in two."""
        start = self._plain.find(name)
        for _ in range(MOST):
            if start < 0:
                return
            end = start + len(name)
            if not (_joins(self._plain[max(0, start - 1) : start], name[0]) or _joins(name[-1], self._plain[end : end + 1])):
                yield start, end
            start = self._plain.find(name, end)

    def _touched(self, place: Stretch) -> slice:
        first = last = bisect_right(self.mentions, place[0], key=_end)
        while last < len(self.mentions) and self.mentions[last].start < place[1]:
            last += 1
        return slice(first, last)


def _start(mention: Mention) -> int:
    return mention.start


def _end(mention: Mention) -> int:
    return mention.end


def _joins(left: str, right: str) -> bool:
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
