"""Which pieces of the base vocabulary the encoder keeps: what Chinese business text uses."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.text.encoder.pieces import Pieces
from ingest.training.base import Base
from ingest.training.corpus import Text

LATIN = 9000
"""How many of the likeliest Latin pieces are kept, for names that the training text lacks."""


def keep_pieces(base: Base, texts: Iterable[Text]) -> list[int]:
    """Numbers in the base vocabulary, ascending: marks, every single character, common Latin pieces, and what the texts use."""
    whole = Pieces(base.pieces, base.scores)
    used = {number for text in texts for number in whole.cut(text.text).ids}
    single = {n for n, piece in enumerate(base.pieces) if len(piece) == 1 or (len(piece) == 2 and piece[0] == "▁")}
    latin = [n for n, piece in enumerate(base.pieces) if piece.lstrip("▁").isascii() and piece.lstrip("▁").isalnum() and len(piece) > 1]
    latin.sort(key=lambda n: -base.scores[n])
    return sorted({0, 1, 2, 3} | used | single | set(latin[:LATIN]))
