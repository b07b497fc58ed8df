"""Hops between numbered parties, found from either end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.analysis.kernels.dead_ends import dead_ends
from graph.analysis.kernels.sorting import Ints, sort_by, starts


@dataclass(frozen=True, slots=True)
class Links:
    """Hops in the order of their sources and then targets, and the same in the order of their targets and then sources.

    Parties are numbers from 0. No hop has equal ends, no two have the same ends.
    """

    first_out: Ints
    """The hops that leave party p are those from `first_out[p]` to `first_out[p + 1]`."""
    target: Ints
    first_in: Ints
    """The hops that come to party p are, in the second order, those from `first_in[p]` to `first_in[p + 1]`."""
    source: Ints
    """Of the second order: where each hop comes from."""
    place: Ints
    """Of the second order: where each hop stands in the first."""

    @property
    def parties(self) -> int:
        return len(self.first_out) - 1


def link(parties: int, source: Ints, target: Ints) -> Links:
    """The links of hops that are in order of source and then target."""
    place, first_in = sort_by(target, parties)
    return Links(starts(source, parties), target, first_in, source[place], place)


@dataclass(frozen=True, slots=True)
class Ranked:
    """The links without those of dead ends, the parties with the most hops first. Its parties have numbers of their own."""

    links: Links
    hop: Ints
    """Of each hop its place in the links that this was made of."""


def rank(links: Links) -> Ranked:
    """Leaves out dead ends, which are in no loop, and numbers the parties anew."""
    source = np.repeat(np.arange(links.parties, dtype=np.int32), np.diff(links.first_out))
    dead = dead_ends(links.first_out, links.target, links.first_in, links.source)
    inside = np.flatnonzero(~(dead[source] | dead[links.target])).astype(np.int32)
    number, parties = _by_degree(links.parties, source[inside], links.target[inside])
    source, target = number[source[inside]], number[links.target[inside]]
    order, _ = sort_by(target, parties)
    order = order[sort_by(source[order], parties)[0]]
    return Ranked(link(parties, source[order], target[order]), inside[order])


def _by_degree(parties: int, source: Ints, target: Ints) -> tuple[Ints, int]:
    """A new number for each party that has a hop, and how many there are."""
    degree = np.diff(starts(source, parties)) + np.diff(starts(target, parties))
    most = int(degree.max(initial=0))
    order, first = sort_by(most - degree, most + 1)
    number = np.empty(parties, np.int32)
    number[order] = np.arange(parties, dtype=np.int32)
    return number, int(first[most])
