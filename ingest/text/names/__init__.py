"""Names in an article, and which of them are one party: the component `roundtrip_names`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ingest.lexicon.loader import Lexicon, load
from ingest.text.names.collect import Collector
from ingest.text.names.parties import resolve


class Names:
    """Writes `doc._.parties` and `doc._.mentions`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._collect = Collector(lexicon)

    def __call__(self, doc: Doc) -> Doc:
        found = self._collect(doc._.plain, doc._.encoded)
        doc._.parties, doc._.mentions = resolve(doc.text, found, self._lexicon)
        return doc


@Language.factory("roundtrip_names", requires=["doc._.plain"], assigns=["doc._.parties", "doc._.mentions"])
def create_names(nlp: Language, name: str) -> Names:  # noqa: ARG001  (spaCy passes both)
    return Names(load())
