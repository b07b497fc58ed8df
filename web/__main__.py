"""Starts the page: `python -m web [--host H] [--port P] [--open | --no-open] [--store URL]`."""

from __future__ import annotations

from web.signals import end_on_signals


def main() -> int:
    end_on_signals()
    from web.start import start  # not above: its libraries take a while, and Ctrl+C must be taken in order meanwhile

    return start()


if __name__ == "__main__":
    raise SystemExit(main())
