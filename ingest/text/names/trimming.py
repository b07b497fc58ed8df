"""Names with a stray neighbour (洛恒历史上最大 beside 洛恒): the shorter one, which stands elsewhere as well, is the name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import ahocorasick_rs

from ingest.text.names import forms, words

_LOOSE = frozenset({"chunk", "ending", "list", "extended"})


def strays(plain: str, names: Mapping[str, frozenset[str] | set[str]]) -> Iterator[str]:
    """Those of the names (with their rules) that are another name and words that no name has."""
    pairs = [(name, other) for name, rules in names.items() if rules <= _LOOSE for other in _within(name, names)]
    times = _times(plain, {form for pair in pairs for form in pair})
    yield from dict.fromkeys(name for name, other in pairs if times[other] > times[name])


def _within(name: str, names: Mapping[str, frozenset[str] | set[str]]) -> Iterator[str]:
    """Other names that `name` begins or ends with, where the rest belongs to no name."""
    for cut in range(2, len(name) - 1):
        head, tail = name[:cut], name[cut:]
        if head in names and _stray_tail(tail, names[name]):
            yield head
        if tail in names and _stray_head(head):
            yield tail


def _times(plain: str, forms_: set[str]) -> Counter[str]:
    """How often each form stands in the text, inside other forms too."""
    if not forms_:
        return Counter()
    patterns = sorted(forms_)
    matcher = ahocorasick_rs.AhoCorasick(patterns, implementation=ahocorasick_rs.Implementation.ContiguousNFA)
    return Counter(patterns[i] for i, _, _ in matcher.find_matches_as_indexes(plain, overlapping=True))


def _stray_tail(tail: str, rules: frozenset[str] | set[str]) -> bool:
    """Whether what follows the shorter name belongs to no name: no trade, no place, no law."""
    if "ending" in rules:
        return any(word in words.DESCRIPTIVE and word not in words.STRONG for word, _ in forms.parts(tail)[:1])
    return len(tail) > 1 and not forms.is_trade(tail) and all(tag not in ("ns", "nz") for _, tag in forms.parts(tail))


def _stray_head(head: str) -> bool:
    """Whether what precedes the shorter name belongs to no name: no place."""
    return all(tag != "ns" and word not in words.COUNTRIES for word, tag in forms.parts(head)) and len(head) > 1
