"""The store-neutral backup: JSON Lines with every article, what was read out of it, and every judgement.

Deals and parties are not in it: they follow from the rest. The last line counts the records, so a file that was cut off
is noticed before anything is written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from graph.errors import BadInput
from graph.facts import articles, judgements, origin
from graph.formats.readings import read_readings, readings_of
from graph.formats.records import article_record, judgement_record, parse_article, parse_judgement
from graph.model import Article, Reading
from graph.store import Store

VERSION = 1


@dataclass(frozen=True, slots=True)
class Restored:
    """What an import wrote; `known` articles were there already."""

    articles: int
    known: int
    judgements: int


def write_backup(store: Store, out: IO[bytes]) -> int:
    """Writes every article in order of id, then every judgement; returns the number of records."""
    number = 0
    _write(out, {"record": "roundtrip", "version": VERSION})
    for record in _records(store):
        _write(out, record)
        number += 1
    _write(out, {"record": "end", "records": number})
    return number


def _records(store: Store) -> Iterator[dict[str, Any]]:
    for article, reading in read_readings(store):
        yield article_record(article, reading)
    for judgement in judgements.read_judgements(store):
        yield judgement_record(judgement)


def _write(out: IO[bytes], record: dict[str, Any]) -> None:
    out.write(json.dumps(record, ensure_ascii=False, sort_keys=True, allow_nan=False).encode("utf-8") + b"\n")


def read_backup(store: Store, path: Path, on_progress: Callable[[int], None] = lambda _: None) -> Restored:
    """Writes a backup into a store. What is there already stays; the same file twice changes nothing.

    An article that is there keeps its title, source, address, day and reading; where it has none, it gets the backup's.

    The whole file is parsed before the first article is written, so a broken one leaves the store as it was.
    """
    for record in _parsed(path):
        _parse(record)
    added = known = 0
    decided = []
    for number, record in enumerate(_parsed(path), start=1):
        parsed = _parse(record)
        if isinstance(parsed, judgements.Judgement):
            decided.append(parsed)
        else:
            there = _restore(store, *parsed)
            added, known = added + (not there), known + there
        on_progress(number)
    if decided:
        judgements.restore(store, decided)
    return Restored(added, known, len(decided))


def _restore(store: Store, article: Article, reading: Reading) -> bool:
    """Writes an article that is not there, or fills in what it lacks; whether it was there."""
    before = origin.stored(store, article.id)
    if before is None:
        return articles.add(store, article, reading).known
    articles.add(store, *_filled(store, before, article, reading))
    return True


def _filled(store: Store, before: Article, article: Article, reading: Reading) -> tuple[Article, Reading]:
    """The stored article with what it lacks. A reading goes with the day of publication by which it was made."""
    told = {name: getattr(before, name) or getattr(article, name) for name in ("title", "source", "url", "published")}
    filled = replace(before, **told)
    ((_, kept),) = readings_of(store, [before])
    lacks = not (kept.parties or kept.claims or kept.metrics) or filled.published != before.published
    return filled, reading if lacks else kept


def _parse(record: dict[str, Any]) -> tuple[Article, Reading] | judgements.Judgement:
    return parse_article(record) if record["record"] == "article" else parse_judgement(record)


def _parsed(path: Path) -> Iterator[dict[str, Any]]:
    """The records between the header and the closing line, both checked."""
    count = -1
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            record = _parse_line(path, number, line)
            kind = record["record"]
            if number == 1:
                _check_header(path, record)
            elif kind == "end":
                if record.get("records") != number - 2:
                    raise BadInput(f"{path.name} counts {record.get('records')} records but has {number - 2}; take a whole copy of it.")
                count = number - 2
            elif kind not in ("article", "judgement") or count >= 0:
                raise BadInput(f"{path.name}, line {number}: a record of kind {str(kind)[:20]!r} does not belong here.")
            else:
                yield record
    if count < 0:
        raise BadInput(f"{path.name} has no closing line, so it was cut off; take a whole copy of it.")


def _check_header(path: Path, record: dict[str, Any]) -> None:
    if record["record"] != "roundtrip":
        raise BadInput(f"{path.name} is no backup of Roundtrip; it should begin with a line of the kind roundtrip.")
    if record.get("version") != VERSION:
        raise BadInput(f"{path.name} was written by another version of Roundtrip ({record.get('version')}); this one reads {VERSION}.")


def _parse_line(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{path.name}, line {number}: this is not JSON; take a whole copy of the backup.") from error
    if not isinstance(record, dict) or not isinstance(record.get("record"), str):
        raise BadInput(f"{path.name}, line {number}: a line of the backup is an object with a record kind.")
    return record
