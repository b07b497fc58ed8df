"""Short names without an ending (恒砾, 月之暗面): characters that form no word, proper nouns of the dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.text.names.evidence import Candidate
from ingest.text.names.tokens import Tokens

_CHUNK = re.compile(r"(?<![OKkLlHZ])(?:[qNZHe]{0,2}O[ONZHq]*[Ne]?|[ZHN]?[ZH][ZHN]?)(?![OKkLlEBZH])")
_PLACE = re.compile(r".*[市县区镇村路省州山河湖岛街港湾寺庙楼桥]$")
_LONGEST = 7


def chunks(tokens: Tokens) -> Iterator[Candidate]:
    """Runs that may be names where a party would stand."""
    for match in _CHUNK.finditer(tokens.shape):
        first, last = match.span()
        if first and tokens.shape[first - 1] == "D":
            while first < last and tokens.shape[first] == "q":
                first += 1
        name = tokens.text(first, last)
        if 2 <= len(name) <= _LONGEST and not _PLACE.match(name):
            yield Candidate(first, last, "chunk", _base(tokens.shape[first:last]))


def _base(letters: str) -> float:
    if "OO" in letters:
        return 0.3 if set(letters) <= set("OqZH") else 0.2
    if "O" in letters:
        return 0.2 if set(letters) <= set("OqZH") else 0.1
    return 0.2 if "Z" in letters else 0.1
