"""Reads `parties.tsv`, the list of well-known parties, and answers which party a name means."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.errors import BadTable
from graph.ids import fold
from graph.model import PartyKind
from ingest.text.normal import normalize

PARTIES = Path(__file__).with_name("parties.tsv")
KINDS = frozenset(kind.value for kind in PartyKind)
COLUMNS = ("name", "kind", "aliases", "ticker", "en")


@dataclass(frozen=True, slots=True)
class Entry:
    """A party under its usual name. `tickers` are exchange codes, which stand for it in brackets only."""

    name: str
    kind: PartyKind
    aliases: tuple[str, ...] = ()
    tickers: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`forms` maps every name in its normal form to its party; `folded` every name and ticker in folded form."""

    forms: dict[str, Entry]
    folded: dict[str, Entry]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Lexicon:
        """A form that two parties share means the first of them."""
        forms: dict[str, Entry] = {}
        folded: dict[str, Entry] = {}
        rows = tuple(entries)
        for entry in rows:
            for name in entry.names:
                forms.setdefault(normalize(name), entry)
                folded.setdefault(fold(normalize(name)), entry)
        for entry in rows:
            for ticker in entry.tickers:
                folded.setdefault(fold(ticker), entry)
        return cls(forms, folded)

    def party(self, name: str) -> Entry | None:
        """The party that `name` means, whatever its spaces, case and characters."""
        return self.folded.get(fold(normalize(name)))


@cache
def load(path: Path = PARTIES) -> Lexicon:
    """The lexicon of the file. `BadTable` names the first line that does not hold."""
    with path.open(encoding="utf-8", newline="") as lines:
        return Lexicon.of(_entries(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), path.name))


def _entries(rows: Iterator[list[str]], file: str) -> Iterator[Entry]:
    if (header := tuple(next(rows, []))) != COLUMNS:
        raise BadTable(f"{file}: the first line must be {', '.join(COLUMNS)} with tabs between, not {', '.join(header)}.")
    for number, row in enumerate(rows, 2):
        if not row:
            continue
        if len(row) != len(COLUMNS) or not row[0].strip():
            raise BadTable(f"{file}, line {number}: a party needs {len(COLUMNS)} columns and a name; it has {len(row)} columns.")
        name, kind, aliases, tickers, english = (cell.strip() for cell in row)
        if kind not in KINDS:
            raise BadTable(f"{file}, line {number}: {kind!r} is no kind of party; use one of {', '.join(sorted(KINDS))}.")
        others = dict.fromkeys(part.strip() for part in (*aliases.split("|"), english) if part.strip() and part.strip() != name)
        yield Entry(name, PartyKind(kind), tuple(others), tuple(t.strip() for t in tickers.split("|") if t.strip()))
