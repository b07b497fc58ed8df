"""CPU seconds, and how much memory a process has had."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def cpu(work: Callable[[], T], runs: int = 5) -> tuple[float, T]:
    """The least CPU seconds of several runs, and what the last one answered. What others do on the machine only adds to it."""
    seconds = [_once(work)[0] for _ in range(runs - 1)]
    last, answer = _once(work)
    return min([*seconds, last]), answer


def _once(work: Callable[[], T]) -> tuple[float, T]:
    """What earlier runs have answered is gone before it begins: no program holds the same answer twice."""
    gc.collect()
    began = time.process_time()
    answer = work()
    return time.process_time() - began, answer


def peak_mb() -> float:
    """The most memory that this process has had at once, in 2**20 bytes."""
    status = Path("/proc/self/status").read_text("ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def cpu_of(process: int) -> float:
    """CPU seconds of another process so far."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    return ticks / 100
