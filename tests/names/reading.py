"""A pipeline of just the components that names and references need, and short ways to look at what they leave."""

from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import ingest.text.names
import ingest.text.normal
import ingest.text.references
import ingest.text.sentences
import ingest.text.tokenizer  # noqa: F401  (each registers its component)
from ingest.text import annotations
from ingest.text.annotations import TextParty

COMPONENTS = ("roundtrip_normal", "roundtrip_sentences", "roundtrip_guesses", "roundtrip_names", "roundtrip_references")


@cache
def pipeline() -> Language:
    annotations.register()
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "roundtrip.segmenter.v1"}}})
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def read(text: str) -> Doc:
    return pipeline()(text)


def parties(text: str) -> dict[str, TextParty]:
    """The parties of a text by each of their forms."""
    return {alias: party for party in read(text)._.parties for alias in party.aliases}


def names(text: str) -> set[str]:
    """All forms of names found in a text."""
    return set(parties(text))


def references(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each reference as written, with the names of its parties."""
    doc = read(text)
    return [(text[r.start : r.end], tuple(doc._.parties[i].name for i in r.parties)) for r in doc._.references]
