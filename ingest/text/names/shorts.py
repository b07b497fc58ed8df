"""Short forms under which a text goes on: 汉莎 after 汉莎航空, 和澍生物 after 苏州和澍生物医药股份有限公司."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ingest.text.names import forms, words
from ingest.text.names.marks import Finder


def shorter(plain: str, names: Iterable[str], places: Sequence[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    """Pairs of a name and a shorter form of it that stands where no name was found."""
    known = frozenset(names)
    stems: dict[str, str] = {}
    for name in names:
        for stem in forms.stems(name):
            if stem not in known and stem not in words.NO_LATIN and not forms.is_word(stem):
                stems.setdefault(stem, name)
    rest = _blanked(plain, places)
    for stem in sorted({rest[start:end] for start, end in Finder(stems)(rest)}):
        yield stems[stem], stem


def _blanked(plain: str, places: Sequence[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in places:
        parts += [plain[at:start], "\0" * (end - start)]
        at = end
    return "".join([*parts, plain[at:]])
