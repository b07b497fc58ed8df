"""Many texts in one piece of memory, where a list would need five times as much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Texts:
    """Text number i is `letters[ends[i]:ends[i + 1]]`, in UTF-8."""

    letters: NDArray[np.uint8]
    ends: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, number: int) -> str:
        return self.letters[self.ends[number] : self.ends[number + 1]].tobytes().decode("utf-8", "surrogatepass")

    @property
    def nbytes(self) -> int:
        return self.letters.nbytes + self.ends.nbytes

    @staticmethod
    def joined(parts: Sequence[Texts]) -> Texts:
        """The texts of all parts, one part after the other."""
        before = np.cumsum([0, *(len(part.letters) for part in parts[:-1])])
        ends = [part.ends[1:] + shift for part, shift in zip(parts, before, strict=True)]
        return Texts(np.concatenate([part.letters for part in parts]), np.concatenate([np.zeros(1, np.int64), *ends]))


def texts(values: Iterable[str]) -> Texts:
    """The values in their order."""
    several = [value.encode("utf-8", "surrogatepass") for value in values]
    ends = np.cumsum([0, *map(len, several)], dtype=np.int64)
    return Texts(np.frombuffer(b"".join(several), np.uint8), ends)
