"""Reads a sentence with its names given, so that a test of the grammar does not hang on the finding of names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from graph.model import Claim, PartyKind
from ingest.text.annotations import Mention, TextParty
from ingest.text.pipeline import build

BEFORE_NAMES = ("roundtrip_normal", "roundtrip_sentences")
AFTER_NAMES = ("roundtrip_quantities", "roundtrip_dates", "roundtrip_references", "roundtrip_deals")

Told = tuple[str, str, str]
"""Source, type, target."""


@cache
def pipeline() -> Language:
    return build()


def read(text: str, names: Sequence[str], published: str | None = "2026-06-15", kinds: Mapping[str, PartyKind] | None = None) -> Doc:
    """A document whose parties are `names`, companies unless `kinds` says otherwise."""
    nlp = pipeline()
    doc = nlp.make_doc(text)
    doc._.published = published
    for name in BEFORE_NAMES:
        doc = nlp.get_pipe(name)(doc)
    kinds = kinds or {}
    doc._.parties = tuple(TextParty(n, n, kinds.get(n, PartyKind.COMPANY), (n,)) for n in names)
    longest_first = sorted(names, key=len, reverse=True)
    found = re.finditer("|".join(map(re.escape, longest_first)), text) if names else ()
    doc._.mentions = tuple(Mention(m.start(), m.end(), names.index(m.group())) for m in found)
    for name in AFTER_NAMES:
        doc = nlp.get_pipe(name)(doc)
    return doc


def told(text: str, *names: str, kinds: Mapping[str, PartyKind] | None = None) -> set[Told]:
    """The deals that a text tells, by names."""
    return {triple(c, names) for c in read(text, names, kinds=kinds)._.claims}


def claims(text: str, *names: str, published: str = "2026-06-15") -> list[Claim]:
    """The claims that a text tells."""
    return list(read(text, names, published)._.claims)


def triple(claim: Claim, names: Sequence[str]) -> Told:
    return names[int(claim.source)], claim.type, names[int(claim.target)]
