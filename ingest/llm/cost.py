"""What the second reader cost, in tokens as the endpoint counts them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

LARGEST = 10**9
"""A count above this is no count."""


@dataclass(slots=True)
class Cost:
    """Sums over all requests of a run, also over those whose answer could not be used."""

    requests: int = 0
    cached: int = 0
    """Answers that were there already and cost nothing."""
    tokens_in: int = 0
    tokens_out: int = 0
    uncounted: int = 0
    """Answers that came without a count of tokens."""

    def count(self, usage: object) -> None:
        """Adds the `usage` of one answer."""
        read = _tokens(usage, "prompt_tokens")
        written = _tokens(usage, "completion_tokens")
        if read is None or written is None:
            self.uncounted += 1
        self.tokens_in += read or 0
        self.tokens_out += written or 0

    def __str__(self) -> str:
        told = f"The second reader was asked {_times(self.requests)}: {self.tokens_in:,} tokens in, {self.tokens_out:,} out"
        told += f", {self.uncounted} without a count" if self.uncounted else ""
        return f"{told}; {_kept(self.cached)} kept from before." if self.cached else f"{told}."


def _tokens(usage: object, name: str) -> int | None:
    value: Any = usage.get(name) if isinstance(usage, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST else None


def _kept(number: int) -> str:
    return "1 answer was" if number == 1 else f"{number} answers were"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
