"""Whether a run of words is a name: what it is made of, what stands beside it, how often it comes back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.model import PartyKind
from ingest.text.names import words
from ingest.text.names.marks import Found
from ingest.text.names.tokens import Tokens
from ingest.text.record import record

ENOUGH = 0.65
HARD, SOFT, AGAIN = 0.5, 0.2, 0.2
MOST = 3
"""How many times a kind of evidence counts."""

HARD_CUES = words.CUES - words.SOFT_CUES
HARD_LEADS = words.LEADS - words.SOFT_LEADS
_JOINTS = frozenset("、 和 与 及 以及 的".split())
_OPEN = frozenset('XYW("')
_QUOTES = frozenset('“”"')
_ADDRESSES = frozenset("先生 女士 博士 教授 院士 律师".split())


@record
class Candidate:
    """Words `first` to `last`, and how much they look like a name by themselves (1 is certain)."""

    first: int
    last: int
    rule: str
    base: float
    kind: PartyKind | None = None


def accepted(tokens: Tokens, candidates: Iterable[Candidate]) -> Iterator[Found]:
    """The candidates whose string has evidence enough over all its occurrences."""
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[tokens.text(candidate.first, candidate.last)].append(candidate)
    seen = {name: [said for c in group for said in beside(tokens, c.first, c.last)] for name, group in groups.items()}
    persons = {part for name, said in seen.items() if "person" in said for part in name.split(" ")}
    for name, group in groups.items():
        if name not in persons and _score(group, seen[name]) >= ENOUGH:
            for c in group:
                yield Found(tokens.starts[c.first], tokens.starts[c.last], c.rule, c.kind)


def _score(group: list[Candidate], seen: list[str]) -> float:
    base = max([c.base for c in group])
    if base >= 1:
        return base
    if base <= 0 or "person" in seen:
        return 0.0
    return base + HARD * min(seen.count("hard"), MOST) + SOFT * min(seen.count("soft"), MOST) + AGAIN * min(len(group) - 1, MOST)


def beside(tokens: Tokens, first: int, last: int) -> Iterator[str]:
    """What the neighbours of a run say: `hard` or `soft` evidence of a party, or that it is a person."""
    left, right = _step(tokens, first - 1, -1), _step(tokens, last, 1)
    before = tokens.words[left] if left >= 0 else "\n"
    after = tokens.words[right] if right < len(tokens.words) else "\n"
    before_letter = tokens.shape[left] if left >= 0 else "W"
    after_letter = tokens.shape[right] if right < len(tokens.words) else "W"
    if after in _ADDRESSES or before_letter == "T" or (after in words.SAYS and _two_latin_words(tokens, first, last)):
        yield "person"
    if said := _leads(before, before_letter, tokens.shape[first]):
        yield said
    if said := _cues(before, before_letter, after, after_letter):
        yield said
    if before_letter == "W" and after in (":", "("):
        yield "soft"
    if before in _QUOTES and after in _QUOTES:
        yield "hard"
    if before == "、" and (after in _JOINTS or after == "等"):
        yield "soft"


def _leads(before: str, letter: str, own: str) -> str | None:
    if (before in HARD_LEADS and before not in _JOINTS) or letter == "R":
        return "hard"
    return "soft" if before in words.LEADS or letter in _OPEN or (letter == "P" and own == "L") else None


def _cues(before: str, before_letter: str, after: str, letter: str) -> str | None:
    if after in HARD_CUES and after not in _JOINTS and (before_letter in _OPEN or before in words.LEADS):
        return "hard"
    return "soft" if after in words.CUES or letter in _OPEN else None


def _two_latin_words(tokens: Tokens, first: int, last: int) -> bool:
    return tokens.shape[first] == "L" and tokens.text(first, last).count(" ") == 1


def _step(tokens: Tokens, at: int, by: int) -> int:
    while 0 <= at < len(tokens.words) and tokens.shape[at] == "_":
        at += by
    return at
