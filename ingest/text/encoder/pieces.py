"""From text to the encoder's tokens: unigram pieces of runs of Chinese characters, of letters and of digits, all else by character.

Every token knows its characters, so what the encoder says of a token is said of a place in the text. Which words of several
characters are one piece is a matter of the vocabulary (see `ingest/training/vocabulary.py`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_RUN = re.compile(r"[A-Za-z]+|[0-9]+|[\u4e00-\u9fff]+|\s+|.", re.DOTALL)
_LONGEST = 16
_LONGEST_WORD = 4
"""Characters of the longest Chinese word that is a piece."""
_UNKNOWN_COST = 30.0
_CACHE = 50_000

BOS, PAD, EOS, UNKNOWN = 0, 1, 2, 3
"""The first four tokens of every vocabulary."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token ids of a text, and the characters [start, end) of each."""

    ids: list[int]
    starts: list[int]
    ends: list[int]


@dataclass(slots=True)
class Pieces:
    """A unigram vocabulary (Kudo 2018): pieces with their log probabilities, a piece that begins a word marked by `▁`."""

    pieces: Sequence[str]
    scores: Sequence[float]
    _index: Mapping[str, int] = field(init=False)
    _seen: dict[str, list[tuple[int, int, int]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._index = {piece: number for number, piece in enumerate(self.pieces)}

    def __len__(self) -> int:
        return len(self.pieces)

    def cut(self, text: str) -> Tokens:
        """All tokens of a text; white space has none."""
        tokens = Tokens([], [], [])
        for match in _RUN.finditer(text):
            run, start = match.group(), match.start()
            if run.isspace():
                continue
            if run[0].isascii() and run[0].isalnum():
                for number, begin, end in self._segment(run):
                    _push(tokens, number, start + begin, start + end)
            elif len(run) > 1:
                for number, begin, end in self._best(run, _LONGEST_WORD):
                    _push(tokens, number, start + begin, start + end)
            else:
                _push(tokens, self._single(run), start, start + 1)
        return tokens

    def _single(self, char: str) -> int:
        number = self._index.get(char)
        if number is None:
            folded = unicodedata.normalize("NFKC", char)[:1]
            number = self._index.get(folded, UNKNOWN)
        return number

    def _segment(self, run: str) -> list[tuple[int, int, int]]:
        """The most probable pieces of a run of letters or digits, by Viterbi; (piece, start, end) each."""
        if (known := self._seen.get(run)) is not None:
            return known
        mark = 1 if run[0].isalpha() else 0
        pieces = self._best("▁" + run if mark else run, _LONGEST)
        result = [(number, max(0, begin - mark), end - mark) for number, begin, end in pieces if end - mark > 0]
        if len(self._seen) < _CACHE:
            self._seen[run] = result
        return result

    def _best(self, text: str, longest: int) -> list[tuple[int, int, int]]:
        """The most probable pieces; one character that is no piece is unknown."""
        size = len(text)
        cost = [0.0] + [float("inf")] * size
        back = [(0, UNKNOWN)] * (size + 1)
        for begin in range(size):
            for end in range(begin + 1, min(size, begin + longest) + 1):
                number = self._index.get(text[begin:end])
                price = -self.scores[number] if number is not None else _UNKNOWN_COST if end == begin + 1 else None
                if price is not None and cost[begin] + price < cost[end]:
                    cost[end] = cost[begin] + price
                    back[end] = (begin, UNKNOWN if number is None else number)
        found, end = [], size
        while end:
            begin, number = back[end]
            found.append((number, begin, end))
            end = begin
        return found[::-1]


def _push(tokens: Tokens, number: int, start: int, end: int) -> None:
    tokens.ids.append(number)
    tokens.starts.append(start)
    tokens.ends.append(end)
