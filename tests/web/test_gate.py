"""Who is let in, and for how long nobody is."""

from __future__ import annotations

import pytest

from web.gate import Gate, form_token


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_token_opens_one_session() -> None:
    gate = Gate()
    token = gate.issue()
    session = gate.exchange(token)
    assert session is not None
    assert gate.knows(session)
    assert gate.exchange(token) is None


def test_a_used_token_is_told_so_that_a_new_one_can_be_printed() -> None:
    gate = Gate()
    printed: list[str] = []
    gate.on_used = lambda: printed.append(gate.issue())
    gate.exchange("wrong")
    assert printed == []
    gate.exchange(gate.issue())
    assert gate.exchange(printed[0]) is not None


def test_sessions_are_told_apart() -> None:
    gate = Gate()
    first, second = gate.exchange(gate.issue()), gate.exchange(gate.issue())
    assert first
    assert second
    assert first != second
    gate.forget(first)
    assert not gate.knows(first)
    assert gate.knows(second)


@pytest.mark.parametrize("guess", ["", "x", "\udc80", "é" * 1000])
def test_a_guess_opens_nothing(guess: str) -> None:
    gate = Gate("a password")
    gate.issue()
    assert gate.exchange(guess) is None
    assert gate.log_in(guess) is None
    assert not gate.knows(guess)


def test_the_password_opens_a_session_again_and_again() -> None:
    gate = Gate("开门 password")
    assert gate.asks_password
    assert gate.log_in("开门 password") != gate.log_in("开门 password")


def test_without_a_password_nothing_logs_in() -> None:
    assert Gate().log_in("") is None


def test_failures_close_the_gate_for_longer_and_longer_even_for_the_right_token() -> None:
    clock = Clock()
    gate = Gate(clock=clock)
    for _ in range(4):
        gate.exchange("wrong")
    assert gate.wait_seconds() == 0
    gate.exchange("wrong")
    assert gate.wait_seconds() == 1
    token = gate.issue()
    assert gate.exchange(token) is None
    waits = []
    for _ in range(9):
        clock.now += gate.wait_seconds()
        gate.exchange("wrong")
        waits.append(gate.wait_seconds())
    assert waits == [2, 4, 8, 16, 32, 60, 60, 60, 60]
    clock.now += 60
    assert gate.exchange(token) is not None
    gate.exchange("wrong")
    assert gate.wait_seconds() == 0


def test_only_the_latest_tokens_and_sessions_are_kept() -> None:
    gate = Gate()
    oldest = gate.issue()
    for _ in range(8):
        gate.issue()
    assert gate.exchange(oldest) is None
    sessions = [gate.exchange(gate.issue()) for _ in range(65)]
    assert not gate.knows(sessions[0] or "")
    assert gate.knows(sessions[1] or "")


def test_the_form_token_follows_from_the_session_and_does_not_tell_it() -> None:
    assert form_token("a") == form_token("a") != form_token("b")
    assert "secret-session" not in form_token("secret-session")
