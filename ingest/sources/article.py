"""What a source hands over: an article to read, or the reason why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass

HANZI = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")
FEW = 20
"""Latin letters for every Chinese character, beyond which a text is no Chinese one with foreign names in it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text as read, with what is known of its origin.

    `id` is the name under which it came (of its file, or the `id` of its line); the graph names articles by
    the digest of their text. `published` is an ISO date.
    """

    id: str
    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    published: str | None = None


def remarks(text: str) -> tuple[str, ...]:
    """What a reader of the result should know of the text: that nothing found means nothing where it is not Chinese."""
    foreign = len(LATIN.findall(text)) > FEW * len(HANZI.findall(text))
    return ("The text has hardly any Chinese; what is told in another language is not read.",) if foreign else ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that cannot be read: `reason` is one sentence that says why and what to do."""

    name: str
    reason: str
