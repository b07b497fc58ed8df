"""`extract`: reads articles and writes what they say as JSON, one file an article or one line an article."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from graph import ids
from graph.cli.terminal import counted
from graph.errors import BadInput
from ingest.cli.explain import account
from ingest.cli.paths import articles, total
from ingest.cli.shape import shape
from ingest.cli.stopping import exit_code, stopping
from ingest.cli.telling import tell, tell_cost
from ingest.cli.terminal import bar, inert
from ingest.readers import Reads, chosen, make
from ingest.sources.article import Refused, Source
from ingest.sources.origin import Origin
from ingest.sources.text import LINES

SAFE_NAME = re.compile(r"[\w\u4e00-\u9fff](?:[\w .,()（）·+-]{0,78}[\w()（）+-])?")


def run(options: argparse.Namespace, told: Origin) -> int:
    reader = make(chosen(options.reader))
    writer = _writer(options)
    try:
        with stopping() as stop, writer:
            refused = _run(reader, writer, stop.each(articles(options.paths, told)), options)
    except KeyboardInterrupt as stopped:
        done = counted(writer.written, "article was read and is", "articles were read and are")
        print(f"Stopped: {done} in {writer.kept}; the same command begins anew.", file=sys.stderr)
        return exit_code(stopped)
    finally:
        tell_cost(reader)
    print(f"{writer.written} read, {refused} refused.", file=sys.stderr)
    return 1 if refused else 0


def _writer(options: argparse.Namespace) -> _Lines | _Folder | _Screen:
    if options.out == "-":
        if options.explain:
            raise BadInput("--explain writes to the screen, too; give a folder or a file to --out.")
        return _Screen()
    out = Path(options.out)
    return _Lines(out) if out.suffix.lower() in LINES else _Folder(out)


def _run(reader: Reads, writer: Writer, found: Iterator[Source | Refused], options: argparse.Namespace) -> int:
    """Reads and writes; how many articles were refused."""
    refused = 0
    with bar(total(options.paths)) as progress:
        for each in found:
            outcome = _extract(reader, each, options.explain)
            if isinstance(outcome, Refused):
                refused += 1
                print(inert(f"{outcome.name} {outcome.reason}"), file=sys.stderr)
                continue
            writer.write(outcome)
            tell(outcome["id"], outcome.get("notes", ()))
            progress.advance(outcome["id"])
            if options.explain:
                print(account(outcome))
    return refused


def _extract(reader: Reads, found: Source | Refused, explain: bool) -> dict[str, Any] | Refused:
    if isinstance(found, Refused):
        return found
    try:
        return shape(found, reader.read(found.text, found.published), explain)
    except BadInput as error:
        return Refused(found.id, f"was not read: {error}")


class Writer(Protocol):
    """Takes articles one by one; nothing is ever half there, since each file is moved to its place when whole."""

    written: int

    def write(self, article: dict[str, Any]) -> None: ...


class _Lines:
    """One file, which takes its place when all is read; what a stopped run has read stays beside it, in `kept`."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._part = out.with_name(f".{out.name}.{os.getpid()}.part")
        self.kept = out.with_name(f"{out.name}.part")
        self.written = 0

    def __enter__(self) -> None:
        self._out.parent.mkdir(parents=True, exist_ok=True)
        self._stream = self._part.open("w", encoding="utf-8", newline="\n")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            self._stream.close()
            if kind is None:
                self._part.replace(self._out)
            elif issubclass(kind, KeyboardInterrupt):
                self._part.replace(self.kept)
        finally:
            self._part.unlink(missing_ok=True)

    def write(self, article: dict[str, Any]) -> None:
        self._stream.write(json.dumps(article, ensure_ascii=False, allow_nan=False) + "\n")
        self.written += 1


class _Screen:
    """Standard output, one line an article, as soon as it is read."""

    kept = "standard output"

    def __init__(self) -> None:
        self.written = 0

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        sys.stdout.flush()

    def write(self, article: dict[str, Any]) -> None:
        print(json.dumps(article, ensure_ascii=False, allow_nan=False))
        self.written += 1


class _Folder:
    """One file an article."""

    def __init__(self, out: Path) -> None:
        self.kept = self._folder = out
        self._names: set[str] = set()
        self.written = 0

    def __enter__(self) -> None:
        if self._folder.exists() and not self._folder.is_dir():
            raise BadInput(f"{self._folder} is a file; give a folder, or a name that ends in .jsonl.")
        self._folder.mkdir(parents=True, exist_ok=True)

    def __exit__(self, *_: object) -> None:
        (self._folder / f".{os.getpid()}.part").unlink(missing_ok=True)

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
