"""Short names without an ending (恒砾, 月之暗面): characters that form no word, where a party would stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from ingest.text.names import words
from ingest.text.names.marks import Found
from ingest.text.names.tokens import Tokens

_CHUNK = re.compile(r"(?<![OKkLl])[NZHe]?O[ONZH]*[Ne]?(?![OKkLlEB])")
_OPEN = frozenset('XYW(_"')
_PLACE = re.compile(r".*[市县区镇村路省州山河湖岛街港湾寺庙楼桥]$")
HARD_CUES = words.CUES - words.SOFT_CUES
HARD_LEADS = words.LEADS - words.SOFT_LEADS


def chunks(tokens: Tokens) -> Iterator[Found]:
    """Chunks with evidence enough: a cue beside one of their occurrences, or several occurrences."""
    spots: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for match in _CHUNK.finditer(tokens.shape):
        name = tokens.text(*match.span())
        if 2 <= len(name) <= 6 and not _PLACE.match(name):
            spots[name].append(match.span())
    for places in spots.values():
        if _score(tokens, places) >= 1:
            for first, last in places:
                yield Found(tokens.starts[first], tokens.starts[last], "chunk")


def _score(tokens: Tokens, places: list[tuple[int, int]]) -> float:
    evidence = Counter(word for first, last in places for word in _beside(tokens, first, last))
    if evidence["person"]:
        return 0.0
    score = min(evidence["hard"], 3) + 0.34 * min(evidence["soft"], 3) + 0.34 * (len(places) - 1)
    plain = any(c in "Ne" for first, last in places[:1] for c in tokens.shape[first:last])
    return score - 0.5 if plain else score


def _beside(tokens: Tokens, first: int, last: int) -> Iterator[str]:
    left = first - 1
    while left >= 0 and tokens.shape[left] == "_":
        left -= 1
    right = last
    while right < len(tokens.shape) and tokens.shape[right] == "_":
        right += 1
    before = tokens.words[left] if left >= 0 else "\n"
    after = tokens.words[right] if right < len(tokens.words) else "\n"
    if (left >= 0 and tokens.shape[left] == "T") or (right < len(tokens.shape) and after in ("先生", "女士", "博士", "教授")):
        yield "person"
    opened = left < 0 or tokens.shape[left] in _OPEN
    closed = right >= len(tokens.shape) or tokens.shape[right] in _OPEN
    if before in HARD_LEADS or tokens.shape[max(left, 0)] == "R" or (before == "、" and after in ("、", "和", "与", "等", "及")):
        yield "hard"
    elif before in words.SOFT_LEADS or opened:
        yield "soft"
    if after in HARD_CUES and after not in ("的", "与", "和", "及", "、"):
        yield "hard" if opened or before in words.LEADS else "soft"
    elif after in words.SOFT_CUES or closed:
        yield "soft"
