"""Articles out of files: a text, a folder of texts, JSON Lines, or what comes in by standard input.

What cannot be read is handed over as `Refused`, and the rest goes on. File names are data: a folder is never
left through a link, and only regular files are opened.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from graph.errors import BadInput
from ingest.sources.article import Refused, Source
from ingest.sources.decoding import ADDRESS, MAX_BYTES, decode
from ingest.sources.jsonl import read_lines
from ingest.sources.origin import Origin, article, origin
from ingest.sources.strict import load_object

TEXTS = (".txt", ".text")
"""What is an article in a folder; a file that is named itself may have any name."""
LINES = (".jsonl", ".ndjson")
MAX_SIDECAR = 64 * 1024
MAX_FOLDERS = 32
STDIN = "-"


def read(place: str | Path | BinaryIO, told: Origin = Origin(), name: str = "stdin") -> Iterator[Source | Refused]:  # noqa: B008
    """The articles of a file, a folder (with its subfolders, by name) or a stream of bytes.

    `told` is what the caller says of the origin; it goes before a sidecar. A stream is taken as JSON Lines
    if its first line is a JSON object, else as one text. Standard input is `sys.stdin.buffer`.
    """
    if isinstance(place, str) and ADDRESS.fullmatch(place):
        yield Refused(place, "is an address, and no page is fetched; save its text in a file, and give the address by --url.")
    elif isinstance(place, (str, Path)):
        path = Path(place)
        if path.is_dir():
            yield from _folder(path, told)
        else:
            yield from _file(path, told, inside=None)
    else:
        yield from _stream(place, told, name)


def count(place: str | Path) -> int | None:
    """How many articles `read` would look at; None where that is not known beforehand (streams, JSON Lines)."""
    path = Path(place)
    if not path.is_dir():
        return None if place == STDIN or path.suffix.lower() in LINES else 1
    found = list(_walk(path, 0))
    return None if any(p.suffix.lower() in LINES for p in found) else len(found)


def shown(path: Path) -> str:
    """A file's name for people: bytes that are no text are replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def _folder(folder: Path, told: Origin) -> Iterator[Source | Refused]:
    path = None
    for path in _walk(folder, 0):
        yield from _file(path, told, inside=folder)
    if path is None:
        yield Refused(shown(folder), f"holds no article; in a folder, files that end in {', '.join(TEXTS + LINES)} are read.")


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    """Files to read, by name. Linked folders are not entered."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder  # `_file` says why it cannot be read
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if depth < MAX_FOLDERS:
                yield from _walk(Path(entry.path), depth + 1)
        elif Path(entry.name).suffix.lower() in TEXTS + LINES:
            yield Path(entry.path)


def _file(path: Path, told: Origin, inside: Path | None) -> Iterator[Source | Refused]:
    name = shown(path)
    try:
        if inside is not None and path.is_symlink() and not path.resolve().is_relative_to(inside.resolve()):
            raise BadInput("is a link that leads out of the folder; copy the file into it.")
        with _open(path) as stream:
            if path.suffix.lower() in LINES:
                yield from read_lines(stream, name, told)
            else:
                text = decode(stream.read(MAX_BYTES + 1))
                yield article(shown(Path(path.stem)), text, told.over(_sidecar(path)))
    except BadInput as error:
        yield Refused(name, str(error))
    except OSError as error:
        yield Refused(name, f"cannot be read ({error.strerror or 'no such file'}); check the path and its rights.")


def _open(path: Path) -> BinaryIO:
    """Opens a regular file; a pipe, socket or device is refused without waiting for it."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise BadInput("is no regular file; give a text file, a folder or a .jsonl file.")
    return os.fdopen(descriptor, "rb")


def _sidecar(path: Path) -> Origin:
    """What `NAME.meta.json` beside `NAME.txt` says; nothing if there is none."""
    beside = path.with_name(f"{path.stem}.meta.json")
    try:
        with _open(beside) as stream:
            data = stream.read(MAX_SIDECAR + 1)
    except FileNotFoundError:
        return Origin()
    try:
        if len(data) > MAX_SIDECAR:
            raise BadInput("is over 64 KB; keep to published, title, source and url.")
        return origin(load_object(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise BadInput(f"was not read: its sidecar {shown(Path(beside.name))} is not UTF-8; correct or remove it.") from error
    except BadInput as error:
        raise BadInput(f"was not read: its sidecar {shown(Path(beside.name))} {error}") from error


def _stream(stream: BinaryIO, told: Origin, name: str) -> Iterator[Source | Refused]:
    head = stream.read(MAX_BYTES + 1)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        rest: BinaryIO = io.BufferedReader(_Joined(head, stream))
        yield from read_lines(rest, name, told)
        return
    try:
        yield article(name, decode(head), told)
    except BadInput as error:
        yield Refused(name, str(error))


class _Joined(io.RawIOBase):
    """The bytes that were looked at, then the rest of the stream."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = memoryview(head)
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self._head:
            part = self._head[: len(buffer)]
            self._head = self._head[len(part) :]
        else:
            part = memoryview(self._stream.read(len(buffer)))
        buffer[: len(part)] = part
        return len(part)
