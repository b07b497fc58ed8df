"""Reads a text with the components of one test."""

from __future__ import annotations

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ingest.text.pipeline import build


@cache
def pipeline() -> Language:
    return build()


def read(text: str, published: str | None = "2026-11-27") -> Doc:
    doc = pipeline().make_doc(text)
    doc._.published = published
    return pipeline()(doc)
