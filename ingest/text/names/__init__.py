"""Names in an article, and which of them are one party: the components `roundtrip_guesses` and `roundtrip_names`.

What rules know or guess is found first, since the encoder is shown it; which of it stands, and what else is a name, is said last.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ingest.lexicon.loader import Lexicon, load
from ingest.text.names.collect import collect
from ingest.text.names.guesses import Guesser
from ingest.text.names.parties import resolve


class GuessNames:
    """Writes `doc._.guesses`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._guess = Guesser(lexicon)

    def __call__(self, doc: Doc) -> Doc:
        doc._.guesses = self._guess(doc._.plain)
        return doc


class Names:
    """Writes `doc._.parties` and `doc._.mentions`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        found = collect(doc._.guesses, doc._.encoded)
        doc._.parties, doc._.mentions = resolve(doc.text, found, self._lexicon)
        return doc


@Language.factory("roundtrip_guesses", requires=["doc._.plain"], assigns=["doc._.guesses"])
def create_guesses(nlp: Language, name: str) -> GuessNames:  # noqa: ARG001  (spaCy passes both)
    return GuessNames(load())


@Language.factory("roundtrip_names", requires=["doc._.plain", "doc._.guesses"], assigns=["doc._.parties", "doc._.mentions"])
def create_names(nlp: Language, name: str) -> Names:  # noqa: ARG001  (spaCy passes both)
    return Names(load())
