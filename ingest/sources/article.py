"""What a source hands over: an article to read, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that cannot be read: `reason` is one sentence that says why and what to do."""

    name: str
    reason: str
