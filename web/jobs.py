"""Work that takes longer than a page may: done one after the other on a thread of its own."""

from __future__ import annotations

import logging
import queue
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.errors import QueryTooLarge, RoundtripError

log = logging.getLogger(__name__)

State = Literal["waiting", "running", "done", "failed"]
Progress = Callable[[int, int], None]
"""Told how much of how much is done."""
Work = Callable[[Progress], dict[str, Any]]
"""Does the work and answers plain data."""

_KEPT = 50


@dataclass(slots=True)
class Job:
    """A piece of work and how far it is; read by pages while the worker writes it."""

    id: str
    total: int
    work: Work | None = field(repr=False)
    state: State = "waiting"
    done: int = 0
    result: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


class Jobs:
    """A queue with one worker, which starts with the first job."""

    def __init__(self, waiting: int) -> None:
        self._queue: queue.Queue[Job | None] = queue.Queue(maxsize=waiting)
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None

    def submit(self, total: int, work: Work) -> Job:
        """Takes work on; raises QueryTooLarge when too much is waiting already."""
        job = Job(secrets.token_hex(8), total, work)
        with self._lock:
            try:
                self._queue.put_nowait(job)
            except queue.Full:
                raise QueryTooLarge("Too many uploads are waiting; try again when some are done.") from None
            self._jobs[job.id] = job
            for old in list(self._jobs)[:-_KEPT]:
                del self._jobs[old]
            if self._worker is None:
                self._worker = threading.Thread(target=self._run, name="jobs", daemon=True)
                self._worker.start()
        return job

    def find(self, job_id: str) -> Job | None:
        with self._lock:
            return self._jobs.get(job_id)

    def close(self, seconds: float = 30) -> None:
        """Lets the running job end and drops the waiting ones."""
        with self._lock:
            worker = self._worker
            while not self._queue.empty():
                self._queue.get_nowait()
        if worker is not None:
            self._queue.put(None)
            worker.join(seconds)

    def _run(self) -> None:
        while (job := self._queue.get()) is not None:
            _do(job)


def _do(job: Job) -> None:
    def progress(done: int, total: int) -> None:
        job.done, job.total = done, total

    work, job.work = job.work, None  # what was uploaded is let go of afterwards
    job.state = "running"
    try:
        job.result = work(progress) if work is not None else {}
    except RoundtripError as error:
        job.problem, job.state = str(error), "failed"
    except Exception:
        log.exception("A job failed.")
        job.problem, job.state = "The program failed while reading; the terminal has the details.", "failed"
    else:
        job.state = "done"
