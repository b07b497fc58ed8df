"""Small random graphs for property tests, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from graph.analysis.kernels.outgoing import Outgoing, outgoing


@dataclass(frozen=True, slots=True)
class Drawn:
    """Arrows between parties 0 to n - 1, and what each carries in whole units."""

    parties: int
    source: NDArray[np.intp]
    target: NDArray[np.intp]
    amount: NDArray[np.int64]

    @property
    def arrows(self) -> list[tuple[int, int]]:
        return list(zip(self.source.tolist(), self.target.tolist(), strict=True))

    def outgoing(self) -> Outgoing:
        return outgoing(self.parties, self.source, self.target)

    def dense(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The values of the arrows as a matrix, from row to column; parallel ones are added up."""
        matrix = np.zeros((self.parties, self.parties))
        np.add.at(matrix, (self.source, self.target), values)
        return matrix


@st.composite
def graphs(draw: st.DrawFn, most: int = 10**13, parallel: bool = True, parties: int = 6, arrows: int = 16) -> Drawn:
    """Graphs without arrows from a party to itself; amounts of 0 to `most`."""
    number = draw(st.integers(2, parties))
    party = st.integers(0, number - 1)
    pairs = st.tuples(party, party).filter(lambda pair: pair[0] != pair[1])
    drawn = draw(st.lists(pairs, max_size=arrows, unique=not parallel))
    amounts = draw(st.lists(st.integers(0, most) | st.integers(0, 3), min_size=len(drawn), max_size=len(drawn)))
    ends = np.array(drawn, np.intp).reshape(-1, 2)
    return Drawn(number, ends[:, 0], ends[:, 1], np.array(amounts, np.int64))


def shares(size: int) -> st.SearchStrategy[NDArray[np.float64]]:
    """Numbers from 0 to 1, often exactly one of them."""
    one = st.sampled_from([0.0, 0.5, 1.0]) | st.floats(0, 1)
    return st.lists(one, min_size=size, max_size=size).map(lambda values: np.array(values, float))
