"""How the program ends when it is told to."""

from __future__ import annotations

import signal
from types import FrameType
from typing import NoReturn

_SIGNALS = (signal.SIGTERM, signal.SIGINT, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else []))


def end_on_signals() -> None:
    """SIGTERM and SIGHUP end the program as Ctrl+C does: in order, with everything closed."""

    def end(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001
        for each in _SIGNALS:
            signal.signal(each, signal.SIG_IGN)  # one is enough; a second one would cut the closing short
        raise SystemExit(0)

    for each in _SIGNALS:
        signal.signal(each, end)
