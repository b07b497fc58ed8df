"""The pair head in numpy: what it says follows from its definition, pair by pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations

import numpy as np
import pytest

from ingest.text.deals.learned import LEAST, rivals
from ingest.text.encoder.pairing import FAR, GROUP, read_pairs
from ingest.text.encoder.session import Floats, Window

HIDDEN, HEADS, LENGTH, TYPES, STATUSES = 24, 3, 14, 4, 2
Parties = Mapping[int, Sequence[tuple[int, int]]]
PARTIES: Parties = {7: [(0, 2)], 3: [(4, 5), (9, 11)], 5: [(12, 14)]}
CROWD: Parties = {n: [(n, n + 1), (n + 2, n + 4)] for n in range(8)}
"""Its pairs are more than the tokens of the window."""
SENTENCE = np.array([0] * 6 + [1] * 5 + [7] * 3)
FIGURES = [(2, 4), (11, 12)]
ASKED = 16


@pytest.fixture
def chance() -> np.random.Generator:
    return np.random.default_rng(3)


def _arrays(chance: np.random.Generator) -> tuple[Window, dict[str, Floats]]:
    def some(*shape: int) -> Floats:
        return chance.normal(size=shape).astype(np.float32)

    attention = np.exp(some(HEADS, LENGTH, LENGTH))
    attention /= attention.sum(-1, keepdims=True)
    window = Window(list(range(LENGTH)), list(range(1, LENGTH + 1)), some(LENGTH, HIDDEN), attention, some(LENGTH, 13))
    width = 2 * HIDDEN + 8
    heads = {
        "source.weight": some(HIDDEN, width), "source.bias": some(HIDDEN),
        "target.weight": some(HIDDEN, width), "target.bias": some(HIDDEN),
        "types.weight": some(TYPES + 1, HIDDEN * GROUP), "types.bias": some(TYPES + 1),
        "status.weight": some(STATUSES, HIDDEN * GROUP), "status.bias": some(STATUSES),
        "distance.weight": some(2 * FAR + 1, 8),
        "asks.weight": some(ASKED, 2 * HIDDEN), "asks.bias": some(ASKED),
        "told.weight": some(ASKED, HIDDEN), "told.bias": some(ASKED),
        "looks.weight": some(1, 1), "looks.bias": some(1),
    }  # fmt: skip
    return window, heads


def _expected(window: Window, heads: dict[str, Floats], parties: Parties, source: int, target: int) -> tuple[Floats, list[float], Floats]:
    """The margins of one pair, and the logits of its figures and states, written out."""

    def pooled(party: int) -> Floats:
        means = [window.vectors[a:b].mean(0) for a, b in parties[party]]
        result: Floats = np.log(np.mean(np.exp(means), axis=0))
        return result

    def look(party: int) -> Floats:
        result: Floats = np.mean([window.attention[:, a:b].mean(1) for a, b in parties[party]], axis=0)
        return result

    context = (look(source) * look(target)).mean(0)
    context = context / context.sum()
    gaps = [SENTENCE[t] - SENTENCE[s] for s, _ in parties[source] for t, _ in parties[target]]
    nearest = min(gaps, key=abs)
    far = heads["distance.weight"][max(-FAR, min(FAR, nearest)) + FAR]
    told = context @ window.vectors
    zs = np.tanh(heads["source.weight"] @ np.concatenate([pooled(source), told, far]) + heads["source.bias"])
    zt = np.tanh(heads["target.weight"] @ np.concatenate([pooled(target), told, far]) + heads["target.bias"])
    both = np.concatenate([np.outer(zs[k : k + GROUP], zt[k : k + GROUP]).ravel() for k in range(0, HIDDEN, GROUP)])
    types: Floats = heads["types.weight"] @ both + heads["types.bias"]
    margins: Floats = types[1:] - types[0]
    states: Floats = heads["status.weight"] @ both + heads["status.bias"]
    asked = heads["asks.weight"] @ np.concatenate([zs, zt]) + heads["asks.bias"]
    figures = []
    for a, b in FIGURES:
        figure = heads["told.weight"] @ window.vectors[a:b].mean(0) + heads["told.bias"]
        seen = np.log(context[a:b].sum() + 1e-4) * heads["looks.weight"].item() + heads["looks.bias"].item()
        figures.append(float(asked @ figure / np.sqrt(ASKED) + seen))
    return margins, figures, states


@pytest.mark.parametrize("parties", [PARTIES, CROWD])
def test_every_ordered_pair_gets_what_the_definition_says(chance: np.random.Generator, parties: Parties) -> None:
    window, heads = _arrays(chance)
    table = read_pairs(window, SENTENCE, parties, FIGURES, heads)
    assert table is not None
    ends = list(zip(table.sources.tolist(), table.targets.tolist(), strict=True))
    assert set(ends) == set(permutations(parties, 2))
    assert len(ends) == len(set(ends))
    said = table.told(range(len(ends)))
    for row, (source, target) in enumerate(ends):
        margins, figures, states = _expected(window, heads, parties, source, target)
        np.testing.assert_allclose(table.margins[row], margins, rtol=2e-3, atol=2e-3)
        np.testing.assert_allclose(said[0][row], states, rtol=2e-3, atol=2e-3)
        np.testing.assert_allclose(said[1][row], figures, rtol=2e-3, atol=2e-3)
        np.testing.assert_allclose(table.context(row).sum(), 1, atol=1e-3)


def test_one_party_has_no_pair(chance: np.random.Generator) -> None:
    window, heads = _arrays(chance)
    assert read_pairs(window, SENTENCE, {3: PARTIES[3]}, [], heads) is None


def test_a_window_without_figures_has_pairs_all_the_same(chance: np.random.Generator) -> None:
    window, heads = _arrays(chance)
    table = read_pairs(window, SENTENCE, PARTIES, [], heads)
    assert table is not None
    assert table.told([0])[1].shape == (1, 0)


def test_rivals_are_the_best_margins_to_another_target_and_from_another_source(chance: np.random.Generator) -> None:
    window, heads = _arrays(chance)
    table = read_pairs(window, SENTENCE, CROWD, [], heads)
    assert table is not None
    targets, sources = rivals(table)
    for row, (source, target) in enumerate(zip(table.sources, table.targets, strict=True)):
        for number in range(TYPES):
            margins = np.maximum(table.margins[:, number], LEAST).astype(np.float32)
            assert targets[row, number] == margins[(table.sources == source) & (table.targets != target)].max()
            assert sources[row, number] == margins[(table.targets == target) & (table.sources != source)].max()


def test_two_parties_have_no_rivals(chance: np.random.Generator) -> None:
    window, heads = _arrays(chance)
    table = read_pairs(window, SENTENCE, {7: PARTIES[7], 3: PARTIES[3]}, [], heads)
    assert table is not None
    assert all((side == LEAST).all() for side in rivals(table))
