"""Which claims are one deal: the strongest agreement first, and no two in a deal that contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.facts.claims import StoredClaim
from graph.facts.variants import Variant, affinity, contradict, variants

_Pair = tuple[tuple[int, int], int, int]


@dataclass(slots=True)
class _Groups:
    """A partition of the variants 0 … n-1. Members and those they contradict are kept as bit sets."""

    conflicts: list[int]
    home: list[int] = field(init=False)
    members: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.home = list(range(len(self.conflicts)))
        self.members = [1 << i for i in self.home]

    def join(self, a: int, b: int) -> None:
        """Makes the groups of two variants one, unless a member of one contradicts a member of the other."""
        keep, gone = sorted((self.home[a], self.home[b]))
        if keep == gone or self.conflicts[keep] & self.members[gone]:
            return
        self.members[keep] |= self.members[gone]
        self.conflicts[keep] |= self.conflicts[gone]
        self.home = [keep if home == gone else home for home in self.home]


def group(claims: Iterable[StoredClaim], about_third: bool) -> list[list[StoredClaim]]:
    """The claims of one type between the same two parties, deal by deal. Does not depend on their order."""
    found = variants(claims)
    conflicts, pairs = _compare(found, about_third)
    groups = _Groups(conflicts)
    telling = [pair for pair in pairs if not (found[pair[1]].vague or found[pair[2]].vague)]
    _join_all(groups, telling)
    _place_vague(groups, found, pairs)
    _join_all(groups, [pair for pair in pairs if found[pair[1]].vague and found[pair[2]].vague])
    return _collect(groups, found)


def _compare(found: Sequence[Variant], about_third: bool) -> tuple[list[int], list[_Pair]]:
    """Who contradicts whom, and the pairs that could be one deal, those that agree most first."""
    conflicts = [0] * len(found)
    pairs: list[_Pair] = []
    for i, a in enumerate(found):
        for j in range(i):
            if contradict(a, found[j], about_third):
                conflicts[i] |= 1 << j
                conflicts[j] |= 1 << i
            else:
                agreed, nearness = affinity(a, found[j])
                pairs.append(((-agreed, -nearness), j, i))
    return conflicts, sorted(pairs)


def _join_all(groups: _Groups, pairs: Sequence[_Pair]) -> None:
    for _, a, b in pairs:
        groups.join(a, b)


def _place_vague(groups: _Groups, found: Sequence[Variant], pairs: Sequence[_Pair]) -> None:
    """A claim that does not tell which deal it means goes to the likeliest one.

    Each on its own: joined with each other first, claims of several years would all go to one deal.
    """
    placed: set[int] = set()
    for _, a, b in pairs:
        if found[a].vague == found[b].vague:
            continue
        vague, telling = (a, b) if found[a].vague else (b, a)
        if vague not in placed:
            groups.join(vague, telling)
            if groups.home[vague] == groups.home[telling]:
                placed.add(vague)


def _collect(groups: _Groups, found: Sequence[Variant]) -> list[list[StoredClaim]]:
    collected: dict[int, list[StoredClaim]] = {}
    for variant, home in zip(found, groups.home, strict=True):
        collected.setdefault(home, []).extend(variant.claims)
    return list(collected.values())
