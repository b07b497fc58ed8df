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
    seconds = []
    for _ in range(runs):
        gc.collect()
        began = time.process_time()
        answer = work()
        seconds.append(time.process_time() - began)
    return min(seconds), answer


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
