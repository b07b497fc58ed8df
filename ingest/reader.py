"""Reads one article: text in, parties, claims and metrics out. The same text gives the same reading."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from spacy.tokens import Doc

from graph.errors import BadInput
from graph.model import Dropped, Reading, ReadParty, Span
from ingest.settings import encoder_wanted
from ingest.text.annotations import Mention, TextParty
from ingest.text.encoder.session import MODEL
from ingest.text.pipeline import MAX_CHARACTERS, build
from ingest.text.tokenizer import Engine, without_words


def chosen_model(environ: Mapping[str, str] | None = None) -> Path | None:
    """The encoder's files, or None where ROUNDTRIP_ENCODER=off asks for rules and lexicon alone, which is several times as fast."""
    return MODEL if encoder_wanted(os.environ if environ is None else environ) else None


class Reader:
    """The pipeline, built once (about a second) and used for any number of articles.

    `likely` is how likely a deal must be to be told; by default what is best on average.
    """

    def __init__(self, engine: Engine = "rjieba", model: Path | None = None, likely: float | None = None) -> None:
        self._nlp = build(engine, model)
        self._likely = likely

    def read(self, text: str, published: str | None = None) -> Reading:
        """All that the article tells. Relative dates count from `published` (ISO), else from the text's own date.

        Raises BadInput for a text that is too long, or that holds half a character (a lone surrogate).
        """
        return reading_of(self.annotate(text, published))

    def annotate(self, text: str, published: str | None = None) -> Doc:
        """The article, not cut into words, with what each component of the pipeline wrote on it; raises BadInput as `read` does."""
        if len(text) > MAX_CHARACTERS:
            raise BadInput(f"The text has {len(text):,} characters; split it, {MAX_CHARACTERS:,} is the most that is read at once.")
        try:
            doc = without_words(self._nlp.vocab, text)
        except UnicodeEncodeError as error:
            raise BadInput("The text holds half a character (a lone surrogate); save it again as UTF-8.") from error
        doc._.published, doc._.likely = published, self._likely
        return self._nlp(doc)


def reading_of(doc: Doc) -> Reading:
    """What the pipeline wrote on a document, its parties named by their keys."""
    parties: tuple[TextParty, ...] = doc._.parties
    keys = [party.key for party in parties]
    claims = [replace(c, source=keys[int(c.source)], target=keys[int(c.target)]) for c in doc._.claims]
    with_itself = tuple(Dropped("both ends are one party", c.evidence, c.start, c.end, c.rule) for c in claims if c.source == c.target)
    return Reading(
        parties=tuple(read_parties(parties, doc._.mentions)),
        claims=tuple(c for c in claims if c.source != c.target),
        metrics=tuple(replace(m, entity=keys[int(m.entity)]) for m in doc._.metrics),
        dropped=(*doc._.dropped, *with_itself),
    )


def read_parties(parties: Iterable[TextParty], mentions: Iterable[Mention]) -> Iterable[ReadParty]:
    """Each party once: two of the text that have one key are one, under the name of the first."""
    spans: dict[int, list[Span]] = {}
    for mention in mentions:
        spans.setdefault(mention.party, []).append(Span(mention.start, mention.end))
    found: dict[str, ReadParty] = {}
    for number, party in enumerate(parties):
        own = tuple(spans.get(number, ()))
        first = found.get(party.key)
        if first is None:
            found[party.key] = ReadParty(party.key, party.name, party.kind, tuple(party.aliases), own)
        else:
            aliases = tuple(dict.fromkeys((*first.aliases, party.name, *party.aliases)))
            merged = tuple(sorted((*first.mentions, *own), key=lambda span: span.start))
            found[party.key] = replace(first, aliases=aliases, mentions=merged)
    return found.values()
