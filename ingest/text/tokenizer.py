"""jieba's words as spaCy tokens. The text of the document is the text that came in, character for character."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from ingest.text.kept import KeptText
from ingest.text.normal import normalize

Engine = Literal["rjieba", "jieba"]
Cut = Callable[[str], Iterable[str]]


class Segmenter:
    """A spaCy tokenizer: `segmenter(text)` is a Doc whose words are jieba's.

    `rjieba` is jieba's algorithm and dictionary in Rust, about twenty times as fast. The dictionary knows
    simplified words, so the cuts are made in the normal form. Blanks are tokens of their own and no token
    has a trailing space, so that `doc.text` is `text`.
    """

    def __init__(self, vocab: Vocab, engine: Engine = "rjieba") -> None:
        self.vocab = vocab
        self.engine = engine
        self._cut = _cutter(engine)

    def __call__(self, text: str) -> Doc:
        plain = normalize(text)
        lengths = [len(word) for word in self._cut(plain) if word]
        if sum(lengths) != len(text):  # a segmenter that drops a character would move every offset
            lengths = [1] * len(text)
        return KeptText(self.vocab, text, plain, lengths)

    def __reduce__(self) -> tuple[type[Segmenter], tuple[Vocab, Engine]]:
        return Segmenter, (self.vocab, self.engine)


def without_words(vocab: Vocab, text: str) -> KeptText:
    """The text alone. None of our components asks for its words, whose cutting takes a sixth of the time of reading by rules."""
    text.encode()  # UnicodeEncodeError for half a character, which no word could hold either
    return KeptText(vocab, text, normalize(text), ())


@registry.tokenizers("roundtrip.segmenter.v1")  # type: ignore[untyped-decorator]
def create_segmenter(engine: Engine = "rjieba") -> Callable[[Language], Segmenter]:
    return lambda nlp: Segmenter(nlp.vocab, engine)


def _cutter(engine: Engine) -> Cut:
    if engine == "rjieba":
        import rjieba  # only the engine that is used is loaded

        cut: Cut = rjieba.cut
        return cut
    import jieba

    jieba.setLogLevel(60)  # it would print its loading time
    slow: Cut = jieba.cut
    return slow
