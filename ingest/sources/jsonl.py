"""JSON Lines: one article a line, with `text` and, if known, `id`, `published`, `title`, `source`, `url`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from graph.errors import BadInput
from ingest.sources.article import Refused, Source
from ingest.sources.decoding import MAX_BYTES, check
from ingest.sources.origin import Origin, article, origin
from ingest.sources.strict import load_object, string

MAX_LINE = 6 * MAX_BYTES + 100_000
"""Every character of a text at the limit may be written as an escape of six bytes."""
BOM = b"\xef\xbb\xbf"


def read_lines(stream: BinaryIO, name: str, told: Origin) -> Iterator[Source | Refused]:
    """The articles of a file of JSON Lines; a bad line is refused by its number and the rest goes on."""
    seen: set[str] = set()
    for number, line in enumerate(_lines(stream), start=1):
        if line is not None and not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            if line is None:
                raise BadInput("is longer than an article of 2 MB can be; split it.")
            found = _article(line, place, told)
            if found.id in seen:
                raise BadInput(f"has the id {found.id[:40]!r} of an earlier line; give every line its own.")
            seen.add(found.id)
            yield found
        except BadInput as error:
            yield Refused(place, str(error))


def _article(line: bytes, place: str, told: Origin) -> Source:
    try:
        value = load_object(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadInput("is not UTF-8; JSON Lines are.") from error
    if not isinstance(value.get("text"), str):
        raise BadInput("has no 'text'; give the article's text as a string.")
    text = check(value["text"])
    return article(string(value, "id", 200) or place, text, told.over(origin(value)))


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Lines of bounded length, None for one that is longer."""
    first = True
    while line := stream.readline(MAX_LINE):
        if first:
            line = line.removeprefix(BOM)
            first = False
        if len(line) < MAX_LINE or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE)
        yield None
