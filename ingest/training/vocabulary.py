"""Which pieces of the base vocabulary the encoder keeps: what Chinese business text uses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.text.encoder.pieces import Pieces
from ingest.training.base import Base
from ingest.training.corpus import Text

LATIN = 9000
"""How many of the likeliest Latin pieces are kept, for names that the training text lacks."""
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_WORD = re.compile(r"[\u4e00-\u9fff]{2,4}")
_JOINING = frozenset("的与與和在是及将將被把给給向由从從了对對为為于於")
"""A word that holds one of these often reaches over the edge of a name (公司的, 与中国), so it is read by character."""


def keep_pieces(base: Base, texts: Iterable[Text]) -> list[int]:
    """Numbers in the base vocabulary, ascending: marks, every single character, Chinese words, common Latin pieces, what the texts use."""
    split = {n for n, piece in enumerate(base.pieces) if _HAN.fullmatch(piece) and not _is_word(piece)}
    scores = [s if n not in split else float("-inf") for n, s in enumerate(base.scores)]
    whole = Pieces(base.pieces, scores)
    used = {number for text in texts for number in whole.cut(text.text).ids}
    words = {n for n, piece in enumerate(base.pieces) if _is_word(piece)}
    single = {n for n, piece in enumerate(base.pieces) if len(piece) == 1 or (len(piece) == 2 and piece[0] == "▁")}
    latin = [n for n, piece in enumerate(base.pieces) if piece.lstrip("▁").isascii() and piece.lstrip("▁").isalnum() and len(piece) > 1]
    latin.sort(key=lambda n: -base.scores[n])
    return sorted(({0, 1, 2, 3} | used | single | words | set(latin[:LATIN])) - split)


def _is_word(piece: str) -> bool:
    return bool(_WORD.fullmatch(piece)) and not _JOINING & set(piece)
