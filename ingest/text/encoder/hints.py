"""What rules know or guess to be a name, as a number for each character: the encoder is shown it beside the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Hints = NDArray[np.int64]
KNOWN, GUESSED = 1, 3
"""Where such a name begins; one more where it goes on. 0: no name."""
HINTS = 5
"""How many different hints there are."""


class Place(Protocol):
    """Where a name stands."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Guesses(Protocol):
    """What rules say of the names of a text."""

    @property
    def known(self) -> Sequence[Place]: ...
    @property
    def guessed(self) -> Sequence[Place]: ...


def hints(size: int, guesses: Guesses) -> Hints:
    """[size], one a character; what is known over what is guessed."""
    found: Hints = np.zeros(size, np.int64)
    _put(found, guesses.guessed, GUESSED)
    _put(found, guesses.known, KNOWN)
    return found


def _put(found: Hints, places: Iterable[Place], begins: int) -> None:
    for place in places:
        found[place.start : place.end] = begins + 1
        found[place.start] = begins
