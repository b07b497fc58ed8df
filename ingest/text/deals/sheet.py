"""The text as the grammar sees it: names and references masked, brackets blanked, offsets unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from ingest.text.annotations import Mention, Reference
from ingest.text.quoted import is_quoted
from ingest.text.record import record

NAME = "\ue000"
"""Stands for every character of a name or a reference, so that no cue is found inside one."""
BLANK = "\ue001"
"""Stands for every character of a bracket that is read as a clause of its own."""

BRACKETS = re.compile(r"\([^()\n]*\)|【[^【】\n]*】(?<=注】)")
NOISE = re.compile(rf"[{BLANK}“”\"'《》\s]+")


@record
class Unit:
    """A name, or a reference with the parties that it stands for."""

    start: int
    end: int
    parties: tuple[int, ...]
    reference: bool = False
    bracketed: bool = False


@record
class Sheet:
    """`masked` has every name masked; `flat` has brackets blanked too."""

    plain: str
    masked: str
    flat: str
    units: tuple[Unit, ...]
    brackets: tuple[tuple[int, int], ...]


def lay_out(doc: Doc) -> Sheet:
    """The views of a document; linear in its length. Who is only quoted is masked, and no unit."""
    plain: str = doc._.plain
    named = list(_units(doc._.mentions, doc._.references))
    masked = mask(plain, ((u.start, u.end) for u in named), NAME)
    found = [u for u in named if not is_quoted(masked, u.start, u.end)]
    brackets = tuple(m.span() for m in BRACKETS.finditer(masked))
    flat = mask(masked, brackets, BLANK)
    units = tuple(replace(u, bracketed=True) if flat[u.start] == BLANK else u for u in found)
    return Sheet(plain, masked, flat, units, brackets)


def mask(text: str, spans: Iterable[tuple[int, int]], character: str) -> str:
    """`text` with the spans, which are in order and apart, overwritten by `character`."""
    parts, position = [], 0
    for start, end in spans:
        parts += [text[position:start], character * (end - start)]
        position = end
    return "".join([*parts, text[position:]])


def clean(gap: str) -> str:
    """Text between names without quotes, blanks and blanked brackets."""
    return gap if not gap or gap.isalnum() else NOISE.sub("", gap)  # most gaps have none of them


def _units(mentions: Iterable[Mention], references: Iterable[Reference]) -> Iterator[Unit]:
    """Names and references in order; where two overlap, the earlier (then the longer) stands."""
    units = [Unit(m.start, m.end, (m.party,)) for m in mentions]
    units += [Unit(r.start, r.end, r.parties, reference=True) for r in references if r.parties]
    end = 0
    for unit in sorted(units, key=lambda u: (u.start, -u.end)):
        if unit.start >= end and unit.end > unit.start:
            end = unit.end
            yield unit
