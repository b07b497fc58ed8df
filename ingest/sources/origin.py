"""Where an article comes from: its sidecar or its line says it, and the text itself fills in the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.errors import BadInput
from ingest.sources.article import Source
from ingest.sources.strict import string
from ingest.text.dates.published import head_date
from ingest.text.normal import normalize

MAX_TITLE = 80
ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")
ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+")


@dataclass(frozen=True, slots=True)
class Origin:
    """What is told of an article beside its text; empty where nothing is."""

    published: str | None = None
    title: str = ""
    source: str = ""
    url: str = ""

    def over(self, other: Origin) -> Origin:
        """This, and where it is silent, `other`."""
        return Origin(self.published or other.published, self.title or other.title, self.source or other.source, self.url or other.url)


def origin(value: dict[str, Any]) -> Origin:
    """Reads `published`, `title`, `source` and `url` of a JSON object; raises BadInput for one that is wrong."""
    url = string(value, "url")
    if url and not ADDRESS.fullmatch(url):
        raise BadInput("has a 'url' that is no http or https address; correct it or leave it out.")
    published = string(value, "published")
    return Origin(day(published) if published else None, string(value, "title"), string(value, "source"), url)


def day(text: str) -> str:
    """The ISO date at the head of `text` (a time behind it is dropped); raises BadInput for any other."""
    match = ISO.fullmatch(text)
    try:
        return date.fromisoformat(match[1] if match else "").isoformat()
    except ValueError as error:
        raise BadInput("has a 'published' that is no day; write it as 2025-10-29.") from error


def article(name: str, text: str, told: Origin) -> Source:
    """The article; its date and title come from the text where nothing else tells them."""
    known = told.over(of_text(text))
    return Source(name, text, known.title, known.source, known.url, known.published)


def of_text(text: str) -> Origin:
    """What the text itself says: its date, and as its title the first line."""
    return Origin(head_date(normalize(text)), _first_line(text))


def _first_line(text: str) -> str:
    line = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return line if len(line) <= MAX_TITLE else line[: MAX_TITLE - 1] + "…"
