"""Names that the reader takes for parties and that are none: the pair head must learn that these have no deals.

With the parties of the annotation alone, every pair that it sees in training is one of real parties; in an article it also meets
products, places and cut names.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ingest.text.normal import normalize
from ingest.training.corpus import Pair, Text, Window

MOST = 4
"""Strays that are added to a window at most."""
SHARE = 0.6
"""How often a stray of a window is added."""
ANYTHING = 0.4
"""How often some other words of a window are taken for a party."""
UNSEEN = 0.06
"""How often a mention of a party that has others in the window goes unseen, as the reader misses some."""

Strays = Mapping[str, Sequence[str]]


def find(texts: Iterable[Text]) -> dict[str, list[str]]:
    """Text id -> the names that the reader finds in it, by rules alone or with the encoder, that touch no annotated name."""
    from ingest.reader import Reader, chosen_model

    readers = [Reader(), Reader(model=chosen_model({}))]
    found: dict[str, list[str]] = {}
    for text in texts:
        known = [normalize(n) for e in text.entities for n in (e["name"], *e["aliases"])]
        names: set[str] = set()
        for reader in readers:
            doc = reader.annotate(text.text)
            names |= {doc._.plain[m.start : m.end] for m in doc._.mentions}
        found[text.id] = sorted(n for n in names if not any(n in k or k in n for k in known))
    return found


def load(file: Path, texts: Sequence[Text]) -> Strays:
    """What `find` says, kept in `file`, since it takes minutes; texts that the file lacks are read and added."""
    kept: dict[str, list[str]] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    lacking = [text for text in texts if text.id not in kept]
    if lacking:
        kept |= find(lacking)
        file.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
    return kept


def disturbed(window: Window, chance: random.Random) -> Window:
    """The window as the reader might see it: with some of its strays as parties that have no deals, and some mentions unseen."""
    added = [places for places in window.strays if chance.random() < SHARE]
    chance.shuffle(added)
    if chance.random() < ANYTHING:
        added[:0] = _anything(window, chance)
    parties = [_seen(places, chance) for places in window.parties] + added[:MOST]
    return replace(window, parties=parties, pairs=[*window.pairs, *_unrelated(len(window.parties), len(parties))])


def _anything(window: Window, chance: random.Random) -> list[list[tuple[int, int]]]:
    """One to three tokens that are no part of a name, since the reader takes any words for a name at times."""
    first = chance.randrange(len(window.ids))
    last = min(len(window.ids), first + chance.randint(1, 3))
    taken = {i for places in (*window.parties, *window.strays) for a, b in places for i in range(a, b)}
    return [] if taken & set(range(first, last)) else [[(first, last)]]


def _seen(places: list[tuple[int, int]], chance: random.Random) -> list[tuple[int, int]]:
    return [place for place in places if chance.random() >= UNSEEN] or places


def _unrelated(known: int, all_: int) -> list[Pair]:
    """Every pair with a stray at either end."""
    return [Pair(i, j, frozenset()) for i in range(all_) for j in range(all_) if i != j and max(i, j) >= known]
