"""What rules take for a name before any model has looked: known names, and guesses from the words around."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.lexicon.loader import Lexicon
from ingest.text.names.authorities import authorities
from ingest.text.names.chunks import chunks
from ingest.text.names.evidence import Candidate, accepted
from ingest.text.names.latin import weight
from ingest.text.names.marks import Found, Marker, mask
from ingest.text.names.organisations import organisations
from ingest.text.names.persons import persons
from ingest.text.names.tokens import Segmenter, Tokens

_KNOWN = re.compile("K")


@dataclass(frozen=True, slots=True)
class Guesses:
    """The words of a text, the places of names that are known, and of what else rules take for a name."""

    tokens: Tokens
    known: tuple[Found, ...]
    guessed: tuple[Found, ...]


class Guesser:
    """Finds them in a text in its normal form."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._mark = Marker(lexicon)
        self._segment = Segmenter(lexicon)

    def __call__(self, plain: str) -> Guesses:
        marks = self._mark(plain)
        tokens = self._segment(plain, mask(plain, marks))
        known = [mark for mark in marks if mark.rule != "latin"]
        candidates = [*_latin(tokens, marks), *organisations(tokens), *chunks(tokens), *persons(tokens), *authorities(tokens)]
        return Guesses(tokens, (*known, *_short_known(tokens, self._lexicon)), tuple(accepted(tokens, candidates)))


def _latin(tokens: Tokens, marks: Iterable[Found]) -> Iterator[Candidate]:
    for mark in marks:
        if mark.rule == "latin":
            first, last = bisect_left(tokens.starts, mark.start), bisect_left(tokens.starts, mark.end)
            yield Candidate(first, last, "latin", weight(tokens.plain[mark.start : mark.end]))


def _short_known(tokens: Tokens, lexicon: Lexicon) -> Iterator[Found]:
    for known in _KNOWN.finditer(tokens.shape):
        i = known.start()
        if tokens.words[i] in lexicon.forms:
            yield Found(tokens.starts[i], tokens.starts[i + 1], "lexicon")
