"""What was worked out is kept for the next who asks, and worked out once however many ask at the same time."""

from __future__ import annotations

import threading

import pytest

from graph.analysis.snapshot import kept
from graph.analysis.snapshot.kept import Kept


def test_an_answer_is_worked_out_once() -> None:
    answers, asked = Kept(), []

    def work_out() -> str:
        asked.append("q")
        return "a"

    assert [answers.get("q", work_out) for _ in range(3)] == ["a"] * 3
    assert asked == ["q"]


def test_the_oldest_give_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "AT_MOST", 2)
    answers = Kept()
    for question in ("one", "two", "one", "three"):
        answers.get(question, lambda: "first")
    assert [answers.get(question, lambda: "second") for question in ("one", "three", "two")] == ["first", "first", "second"]


def test_who_asks_while_it_is_worked_out_waits_for_it() -> None:
    answers, begun, go_on = Kept(), threading.Event(), threading.Event()
    given: list[int] = []

    def work_out() -> int:
        begun.set()
        assert go_on.wait(10)
        return 1

    first = threading.Thread(target=lambda: given.append(answers.get("q", work_out)))
    second = threading.Thread(target=lambda: given.append(answers.get("q", lambda: 2)))
    first.start()
    assert begun.wait(10)
    second.start()
    go_on.set()
    for thread in (first, second):
        thread.join()
    assert given == [1, 1]


def test_what_went_wrong_is_tried_again() -> None:
    answers = Kept()
    with pytest.raises(ZeroDivisionError):
        answers.get("q", lambda: 1 // 0)
    assert answers.get("q", lambda: 3) == 3
