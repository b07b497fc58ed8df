"""The table of cue words: which word says which deal, and which family of grammar its roles follow."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

import ahocorasick_rs

from graph.errors import BadTable
from graph.schema.table import DealTable, deal_table
from ingest.text.record import record

TABLE = Path(__file__).with_name("frames.toml")


class Family(StrEnum):
    """How the roles of a cue are filled; told at the top of `frames.toml`."""

    GIVE = "give"
    TAKE = "take"
    SUPPLY = "supply"
    SELL = "sell"
    BUY = "buy"
    HOLD = "hold"
    ROUND = "round"
    FUND = "fund"
    JOIN = "join"
    PAIR = "pair"
    BID = "bid"
    BORROW = "borrow"
    LEND = "lend"
    ISSUE = "issue"


@record
class Frame:
    """A row of the table, without its words."""

    type: str
    family: Family
    noun: bool = False


@record
class Cue:
    """A cue word in the text. Offsets are those of the document."""

    start: int
    end: int
    word: str
    frame: Frame


class CueFinder:
    """Finds the cue words of a text, longest first, those inside a blocked word left out."""

    def __init__(self, frames: dict[str, Frame], blocked: tuple[str, ...]) -> None:
        self._words = [*frames, *(w for w in blocked if w not in frames)]
        self._frames = frames
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, implementation=ahocorasick_rs.Implementation.DFA
        )

    def find(self, text: str) -> Iterator[Cue]:
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            word = self._words[index]
            if frame := self._frames.get(word):
                yield Cue(start, end, word, frame)


@cache
def cue_finder() -> CueFinder:
    """The finder of this project's table."""
    return load_finder(TABLE)


def load_finder(path: Path, types: DealTable | None = None) -> CueFinder:
    """Reads a table of frames; raises BadTable with file and entry at the first thing that is wrong.

    A deal type that the frames do not know is read by its own cues, as something that its source gives to its
    target, so that a new type of the deal table is read at once.
    """
    types = types or deal_table()
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadTable(f"{path.name} cannot be read: {error}.") from error
    frames: dict[str, Frame] = {}
    for number, entry in enumerate(raw.get("frame", []), 1):
        if entry.get("type") not in types:
            raise BadTable(f"{path.name}, frame {number}: {entry.get('type')!r} is no deal type.")
        if entry.get("family") not in list(Family):
            raise BadTable(f"{path.name}, frame {number}: {entry.get('family')!r} is none of {', '.join(Family)}.")
        frame = Frame(entry["type"], Family(entry["family"]), entry.get("noun", False))
        for word in entry.get("words", []):
            frames.setdefault(word, frame)
    known = {frame.type for frame in frames.values()}
    for name in types:
        if name not in known:
            frames.update({cue: Frame(name, Family.GIVE) for cue in types[name].cues if cue not in frames})
    return CueFinder(frames, tuple(raw.get("blocked", {}).get("words", ())))
