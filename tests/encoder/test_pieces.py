"""Tokens know their characters, and the pieces of a Latin run are the likeliest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.text.encoder.pieces import UNKNOWN, Pieces

VOCABULARY = ["<s>", "<pad>", "</s>", "<unk>", "英", "伟", "达", "▁Open", "AI", "▁", "O", "p", "e", "n", "A", "I", "10", "1", "0", ","]
SCORES = [0.0, 0.0, 0.0, 0.0, -5.0, -5.0, -5.0, -6.0, -6.0, -4.0, *[-8.0] * 6, -6.0, -7.0, -7.0, -3.0]


def pieces() -> Pieces:
    return Pieces(VOCABULARY, SCORES)


def _words(text: str) -> list[str]:
    tokens = pieces().cut(text)
    return [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]


def test_chinese_by_character_and_latin_by_pieces() -> None:
    assert _words("英伟达 OpenAI10") == ["英", "伟", "达", "Open", "AI", "10"]


def test_full_width_characters_are_folded_and_strange_ones_unknown() -> None:
    assert pieces().cut("，𠮷").ids == [VOCABULARY.index(","), UNKNOWN]


@given(st.text(alphabet="英伟达OpenAI 10,\nxyz𠮷，"))
def test_tokens_tile_the_text_but_for_blanks(text: str) -> None:
    tokens = pieces().cut(text)
    covered = "".join(text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert covered == "".join(text.split())
    assert len(tokens.ids) == len(tokens.starts)
    assert tokens.starts == sorted(set(tokens.starts))
