"""Work in the background."""

from __future__ import annotations

import threading
import time

import pytest

from graph.errors import BadInput, QueryTooLarge
from web.heavy import Turnstile
from web.jobs import Job, Jobs, Progress


def _ended(job: Job) -> Job:
    for _ in range(500):
        if job.state in ("done", "failed"):
            return job
        time.sleep(0.01)
    raise AssertionError(job)


def test_a_job_tells_how_far_it_is_and_what_came_of_it() -> None:
    jobs = Jobs(waiting=2)
    told = threading.Event()
    go_on = threading.Event()

    def work(progress: Progress) -> dict[str, int]:
        progress(1, 3)
        told.set()
        go_on.wait(5)
        return {"read": 3}

    job = jobs.submit(2, work)
    assert told.wait(5)
    assert (job.state, job.done, job.total) == ("running", 1, 3)
    go_on.set()
    assert _ended(job).result == {"read": 3}
    assert jobs.find(job.id) is job
    assert jobs.find("0" * 16) is None
    jobs.close()


def test_a_failure_is_told_in_a_sentence_and_the_next_job_runs() -> None:
    jobs = Jobs(waiting=3)

    def refuse(progress: Progress) -> dict[str, int]:
        raise BadInput("The file is empty.")

    def break_down(progress: Progress) -> dict[str, int]:
        raise ZeroDivisionError("a secret")

    refused, broken, fine = jobs.submit(1, refuse), jobs.submit(1, break_down), jobs.submit(1, lambda _: {})
    assert _ended(refused).problem == "The file is empty."
    assert _ended(broken).state == "failed"
    assert "secret" not in broken.problem
    assert _ended(fine).state == "done"
    jobs.close()


def test_too_much_waiting_work_is_refused() -> None:
    jobs = Jobs(waiting=1)
    go_on = threading.Event()
    running = threading.Event()

    def work(progress: Progress) -> dict[str, int]:
        running.set()
        go_on.wait(5)
        return {}

    jobs.submit(1, work)
    running.wait(5)
    jobs.submit(1, lambda _: {})
    with pytest.raises(QueryTooLarge):
        jobs.submit(1, lambda _: {})
    go_on.set()
    jobs.close()


def test_the_turnstile_lets_a_few_through_and_sends_the_rest_away() -> None:
    turnstile = Turnstile(running=1, waiting=1, seconds=0.05)
    with turnstile.place(), pytest.raises(QueryTooLarge), turnstile.place():
        raise AssertionError("two ran at once")
    with turnstile.place():
        pass


def test_whoever_comes_when_the_waiting_room_is_full_is_sent_away_at_once() -> None:
    turnstile = Turnstile(running=1, waiting=0, seconds=10)
    start = time.monotonic()
    with turnstile.place(), pytest.raises(QueryTooLarge), turnstile.place():
        pass
    assert time.monotonic() - start < 1
