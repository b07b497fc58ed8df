"""What the encoder is told of the names that rules know or guess."""

from __future__ import annotations

from ingest.lexicon.loader import load
from ingest.text.encoder.hints import GUESSED, KNOWN, hints
from ingest.text.names.guesses import Guesser, Guesses
from ingest.text.names.marks import Found

PLAIN = "英伟达宣布向深圳市青禾科技有限公司投资3亿元。"


def test_every_character_of_a_name_is_marked_its_first_apart() -> None:
    tokens = Guesser(load())(PLAIN).tokens
    told = hints(6, Guesses(tokens, (Found(1, 3, "lexicon"),), (Found(3, 5, "chunk"),)))
    assert told.tolist() == [0, KNOWN, KNOWN + 1, GUESSED, GUESSED + 1, 0]


def test_what_is_known_goes_over_what_is_guessed() -> None:
    tokens = Guesser(load())(PLAIN).tokens
    told = hints(4, Guesses(tokens, (Found(1, 3, "lexicon"),), (Found(0, 4, "chunk"),)))
    assert told.tolist() == [GUESSED, KNOWN, KNOWN + 1, GUESSED + 1]


def test_a_known_name_and_a_guess_are_told_apart() -> None:
    told = hints(len(PLAIN), Guesser(load())(PLAIN)).tolist()
    assert told[0] == KNOWN
    assert told[PLAIN.index("深圳")] == GUESSED
    assert told[PLAIN.index("投资")] == told[-1] == 0
