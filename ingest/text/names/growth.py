"""Names that lost a character to the cutting of words: 渠智能 that never stands without 问 is 问渠智能."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.text.names.marks import Finder

_NEVER = frozenset("的了着过地得之据")
_SELDOM = frozenset("和与及或由向对给从自被把将让为在是")
_OFTEN, _ENOUGH = 3, 2


def grown(plain: str, forms: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a form and what it is with the character that stands before it wherever it occurs."""
    befores: dict[str, list[str]] = {}
    for start, end in Finder(forms)(plain):
        befores.setdefault(plain[start:end], []).append(plain[start - 1] if start else "")
    for form, characters in befores.items():
        lead = characters[0]
        needed = _OFTEN if lead in _SELDOM else _ENOUGH
        if len(characters) >= needed and len(set(characters)) == 1 and "\u4e00" <= lead <= "\u9fff" and lead not in _NEVER:
            yield form, lead + form
