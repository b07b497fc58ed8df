"""`extract`: reads articles and writes what they say as JSON, one file an article or one line an article."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from graph import ids
from graph.errors import BadInput
from ingest.cli.explain import account
from ingest.cli.paths import articles, total
from ingest.cli.shape import shape
from ingest.cli.telling import tell, tell_cost
from ingest.cli.terminal import bar, inert
from ingest.readers import Reads, chosen, make
from ingest.sources.article import Refused, Source
from ingest.sources.origin import Origin
from ingest.sources.text import LINES

SAFE_NAME = re.compile(r"[\w\u4e00-\u9fff](?:[\w .,()（）·+-]{0,78}[\w()（）+-])?")


def run(options: argparse.Namespace, told: Origin) -> int:
    reader = make(chosen(options.reader))
    try:
        written, refused = _run(reader, options, told)
    finally:
        tell_cost(reader)
    print(f"{written} read, {refused} refused.", file=sys.stderr)
    return 1 if refused else 0


def _run(reader: Reads, options: argparse.Namespace, told: Origin) -> tuple[int, int]:
    """Reads and writes; how many articles were written and how many refused."""
    refused = 0
    with _writer(Path(options.out)) as writer, bar(total(options.paths)) as progress:
        for found in articles(options.paths, told):
            outcome = _extract(reader, found, options.explain)
            if isinstance(outcome, Refused):
                refused += 1
                print(inert(f"{outcome.name} {outcome.reason}"), file=sys.stderr)
                continue
            writer.write(outcome)
            tell(outcome["id"], outcome.get("notes", ()))
            progress.advance(outcome["id"])
            if options.explain:
                print(account(outcome))
    return writer.written, refused


def _extract(reader: Reads, found: Source | Refused, explain: bool) -> dict[str, Any] | Refused:
    if isinstance(found, Refused):
        return found
    try:
        return shape(found, reader.read(found.text, found.published), explain)
    except BadInput as error:
        return Refused(found.id, f"was not read: {error}")


class Writer(Protocol):
    """Takes articles one by one."""

    written: int

    def write(self, article: dict[str, Any]) -> None: ...


@contextmanager
def _writer(out: Path) -> Iterator[Writer]:
    """Writes to the folder or file `out`; nothing is ever half there, since each file is moved to its place when whole."""
    if out.suffix.lower() in LINES:
        part = out.with_name(f".{out.name}.{os.getpid()}.part")
        try:
            with part.open("w", encoding="utf-8", newline="\n") as stream:
                yield _Lines(stream)
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)
    elif out.exists() and not out.is_dir():
        raise BadInput(f"{out} is a file; give a folder, or a name that ends in .jsonl.")
    else:
        out.mkdir(parents=True, exist_ok=True)
        yield _Folder(out)


class _Lines:
    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.written = 0

    def write(self, article: dict[str, Any]) -> None:
        self._stream.write(json.dumps(article, ensure_ascii=False, allow_nan=False) + "\n")
        self.written += 1


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: set[str] = set()
        self.written = 0

    def write(self, article: dict[str, Any]) -> None:
        """Names come from outside: one that is no plain file name, or that was there before, becomes a digest."""
        name = article["id"]
        if not SAFE_NAME.fullmatch(name) or name in self._names:
            name = ids.digest(name, str(len(self._names)))
        self._names.add(name)
        part = self._folder / f".{os.getpid()}.part"
        part.write_text(json.dumps(article, ensure_ascii=False, allow_nan=False, indent=1) + "\n", "utf-8", newline="\n")
        part.replace(self._folder / f"{name}.json")
        self.written += 1
