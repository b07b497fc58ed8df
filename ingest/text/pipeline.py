"""Puts the pipeline together: jieba's words, then our components in the order in which they need each other."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import spacy
from spacy.language import Language

from ingest.text.annotations import register
from ingest.text.tokenizer import Engine

COMPONENTS = {
    "roundtrip_normal": "ingest.text.normal",
    "roundtrip_sentences": "ingest.text.sentences",
    "roundtrip_guesses": "ingest.text.names",
    "roundtrip_encoder": "ingest.text.encoder.component",
    "roundtrip_names": "ingest.text.names",
    "roundtrip_quantities": "ingest.text.quantities",
    "roundtrip_dates": "ingest.text.dates",
    "roundtrip_references": "ingest.text.references",
    "roundtrip_deals": "ingest.text.deals",
    "roundtrip_metrics": "ingest.text.metrics",
}
"""Each component and the module that registers its factory, in order."""

ENCODER = "roundtrip_encoder"
MAX_CHARACTERS = 2_000_000


def build(engine: Engine = "rjieba", model: Path | None = None) -> Language:
    """A pipeline that reads an article: `build()(text)`, or a Doc with `doc._.published` set.

    `model` is the folder of the encoder's files; None reads by rules and lexicon alone.
    """
    register()
    import_module("ingest.text.tokenizer")
    tokenizer = {"@tokenizers": "roundtrip.segmenter.v1", "engine": engine}
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    nlp.max_length = MAX_CHARACTERS
    for name, module in COMPONENTS.items():
        if name != ENCODER:
            import_module(module)
            nlp.add_pipe(name)
        elif model is not None:
            import_module(module)
            nlp.add_pipe(name, config={"folder": str(model)})
    return nlp
