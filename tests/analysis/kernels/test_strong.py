"""Strongly connected parts, against who reaches whom."""

from __future__ import annotations

import numpy as np
from hypothesis import given

from graph.analysis.kernels.strong import parts
from tests.analysis.kernels.drawn import Drawn, graphs


@given(graphs(parties=8, arrows=24))
def test_two_are_in_one_part_when_each_reaches_the_other(graph: Drawn) -> None:
    arrows = graph.outgoing()
    found = parts(arrows.first.astype(np.int32), arrows.target.astype(np.int32))
    reaches = np.eye(graph.parties, dtype=bool) | (graph.dense(np.ones(len(graph.source))) > 0)
    for middle in range(graph.parties):
        reaches |= reaches[:, [middle]] & reaches[[middle], :]
    assert np.array_equal(found[:, None] == found[None, :], reaches & reaches.T)
