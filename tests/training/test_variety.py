"""What training changes in the windows: numbers, words and neighbours, and never what is annotated."""

from __future__ import annotations

import json
import random

import pytest

from ingest.text.encoder.pieces import UNKNOWN, Pieces
from ingest.text.encoder.session import MODEL
from ingest.training.corpus import Text, Window, cut_windows
from ingest.training.variety import digits, joined, varied


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    vocabulary = json.loads((MODEL / "pieces.json").read_text("utf-8"))
    return Pieces(vocabulary["pieces"], vocabulary["scores"])


def window(name: str, text: str, source: str, target: str, pieces: Pieces, kind: str = "company") -> Window:
    entities = [{"name": n, "aliases": [], "kind": kind} for n in (source, target)]
    deal = {"type": "INVESTS_IN", "source": source, "target": target, "status": "completed", "start": 0, "end": len(text), "amount": 3e8}
    (found,) = cut_windows([Text(name, name, text, entities, [deal], True)], pieces, 260, overlap=False)
    return found


@pytest.fixture(scope="module")
def first(pieces: Pieces) -> Window:
    return window("a", "2025年,晨雾360生物拿到远山资本的3亿元,占比12.5%。临床试验已获批准。", "远山资本", "晨雾360生物", pieces)


@pytest.fixture(scope="module")
def second(pieces: Pieces) -> Window:
    return window("b", "沙棘电力昨日收到北岸集团7亿元增资款。", "北岸集团", "沙棘电力", pieces)


def told(window: Window) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The tokens of both parties of every pair with a deal."""

    def name(party: int) -> tuple[int, ...]:
        a, b = window.parties[party][0]
        return tuple(window.ids[a:b])

    return {(name(p.source), name(p.target)) for p in window.pairs if p.types}


def test_numbers_become_others_of_their_length_and_years_stay_years(first: Window, pieces: Pieces) -> None:
    others = digits(pieces)
    seen = [varied(first, others, random.Random(seed)) for seed in range(80)]
    assert any(w.ids != first.ids for w in seen)
    for w in seen:
        for before, after in zip(first.ids, w.ids, strict=True):
            one, other = pieces.pieces[before], pieces.pieces[after]
            if before != after and after != UNKNOWN:
                assert one.isdigit()
                assert other.isdigit()
                assert len(one) == len(other)
                assert len(one) < 4 or one[:2] == other[:2] or one[:2] not in ("19", "20")


def test_names_are_never_hidden_or_renumbered(first: Window, pieces: Pieces) -> None:
    others = digits(pieces)
    for seed in range(80):
        w = varied(first, others, random.Random(seed))
        assert [i for i, tag in zip(w.ids, w.tags, strict=True) if tag] == [i for i, tag in zip(first.ids, first.tags, strict=True) if tag]
        assert (w.tags, w.pairs, w.parties, w.figures) == (first.tags, first.pairs, first.parties, first.figures)


def test_two_windows_in_one_keep_their_deals_and_have_none_across(first: Window, second: Window) -> None:
    (both,) = joined([first, second], random.Random(1))
    assert told(both) == told(first) | told(second)
    assert len(both.pairs) == 4 * 3
    assert len(both.ids) == len(both.tags) == len(both.hints) == len(both.sentence) == len(first.ids) + len(second.ids)
    assert sorted(both.sentence) == both.sentence


def test_evidence_and_figures_stand_on_the_same_tokens(first: Window, second: Window) -> None:
    (both,) = joined([first, second], random.Random(1))

    def evidence(window: Window) -> set[tuple[int, ...]]:
        return {tuple(window.ids[slice(*pair.evidence)]) for pair in window.pairs if pair.types}

    def figures(window: Window) -> set[tuple[tuple[int, ...], float]]:
        return {(tuple(window.ids[a:b]), value) for a, b, _, value in window.figures}

    assert evidence(both) == evidence(first) | evidence(second)
    assert figures(both) == figures(first) | figures(second)


def test_windows_of_one_text_or_with_one_name_stay_apart(first: Window, second: Window, pieces: Pieces) -> None:
    like = window("c", "远山资本向瓦蓝科技注资1亿元。", "远山资本", "瓦蓝科技", pieces)
    assert len(joined([first, first], random.Random(0))) == 2
    assert len(joined([first, like], random.Random(0))) == 2
    assert len(joined([first, second, like], random.Random(0))) in (2, 3)
