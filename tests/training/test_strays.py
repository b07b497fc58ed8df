"""What training adds to the annotated windows: words that the reader took for parties have no deals, and nothing annotated changes."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest

from ingest.text.encoder.pieces import Pieces
from ingest.text.encoder.session import MODEL
from ingest.training.corpus import Text, Window, cut_windows
from ingest.training.strays import disturbed, find

TEXT = "晨雾生物完成3亿元B轮融资，由远山资本领投。晨雾生物说，临床试验已获批准。"
ENTITIES = [{"name": "晨雾生物", "aliases": [], "kind": "company"}, {"name": "远山资本", "aliases": [], "kind": "fund"}]
DEAL = {"type": "INVESTS_IN", "source": "远山资本", "target": "晨雾生物", "status": "completed", "start": 0, "end": 21}


@pytest.fixture(scope="module")
def window() -> Window:
    vocabulary = json.loads((MODEL / "pieces.json").read_text("utf-8"))
    text = Text("a", "a", TEXT, ENTITIES, [DEAL], True, strays=("临床试验", "雾生物"))
    (found,) = cut_windows([text], Pieces(vocabulary["pieces"], vocabulary["scores"]), 260, overlap=False)
    return found


def test_a_stray_stands_where_it_is_and_never_over_a_name(window: Window) -> None:
    assert len(window.strays) == 1
    assert len(window.parties) == 2


def test_whatever_is_added_has_no_deal_and_the_annotation_stays(window: Window) -> None:
    sizes = set()
    for seed in range(60):
        seen = disturbed(window, random.Random(seed))
        count = len(seen.parties)
        sizes.add(count)
        assert seen.pairs[: len(window.pairs)] == window.pairs
        added = seen.pairs[len(window.pairs) :]
        assert len(seen.pairs) == count * (count - 1)
        assert not any(pair.types for pair in added)
        assert all(places and set(places) <= set(known) for places, known in zip(seen.parties, window.parties, strict=False))
        named = {i for places in window.parties for a, b in places for i in range(a, b)}
        assert not any(i in named for places in seen.parties[2:] for a, b in places for i in range(a, b))
    assert sizes == {2, 3, 4}


def test_mentions_go_unseen_only_where_others_are_left(window: Window) -> None:
    twice = next(i for i, places in enumerate(window.parties) if len(places) == 2)
    seen = [disturbed(window, random.Random(seed)).parties for seed in range(200)]
    assert {len(parties[twice]) for parties in seen} == {1, 2}
    assert {len(parties[1 - twice]) for parties in seen} == {1}


def test_strays_are_what_the_reader_finds_beyond_the_annotation() -> None:
    text = Text("a", "a", "甲骨文向英伟达采购芯片。", [{"name": "甲骨文", "aliases": ["Oracle"], "kind": "company"}], [], True)
    assert find([text]) == {"a": ["英伟达"]}
    assert find([replace(text, entities=[*text.entities, {"name": "英伟达", "aliases": [], "kind": "company"}])]) == {"a": []}
