"""Locks on files. The kernel frees them when their holder dies, however it dies."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

_STEP = 0.02


class FileLock:
    """A held lock on a file, shared or exclusive, until it is closed or the process is gone."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def close(self) -> None:
        """Frees the lock; the file stays, since whoever waits for it has it open."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1

    def __enter__(self) -> FileLock:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def try_lock(path: Path, *, shared: bool = False) -> FileLock | None:
    """The lock, or None when somebody else's holds against it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except BaseException:
        os.close(descriptor)
        raise
    return FileLock(descriptor)


def lock(path: Path, seconds: float, *, shared: bool = False) -> FileLock | None:
    """The lock, waited for up to `seconds`; None when it was not free in time."""
    deadline = time.monotonic() + seconds
    while (held := try_lock(path, shared=shared)) is None and time.monotonic() < deadline:
        time.sleep(_STEP)
    return held
