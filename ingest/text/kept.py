"""A Doc that keeps its text. spaCy puts it together anew, word by word, whenever it is asked for it."""

from __future__ import annotations

import copyreg
from collections.abc import Sequence
from itertools import accumulate

from spacy.tokens import Doc
from spacy.vocab import Vocab


class KeptText(Doc):
    """The words of a text, with the text itself and its normal form beside them."""

    def __init__(self, vocab: Vocab, text: str, plain: str, lengths: Sequence[int]) -> None:
        words = [text[end - length : end] for end, length in zip(accumulate(lengths), lengths, strict=True)]
        super().__init__(vocab, words=words, spaces=[False] * len(words))
        self._text = text
        self.plain = plain

    @property
    def text(self) -> str:
        return self._text


copyreg.pickle(KeptText, copyreg.dispatch_table[Doc])
"""As any other Doc, and one when it comes back."""
