"""Writes an export so that a file of that name is either whole or not there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file beside `path` that takes its place when all has been written, and goes when anything fails.

    A link is followed. What is there already and is no regular file (a pipe, a device) is written into and stays what it is.
    """
    path = path.resolve()
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as out:
            yield out
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        written.chmod(0o666 & ~_umask())
        written.replace(path)
    except BaseException:
        with suppress(OSError):
            written.unlink()
        raise


def _umask() -> int:
    """The mask can be read by setting it only."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
