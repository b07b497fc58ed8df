"""What the pages work with, held by the application and found through it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, cast

from flask import current_app

from graph.model import Reading
from graph.store import Store
from web.gate import Gate
from web.heavy import Turnstile
from web.jobs import Jobs
from web.settings import WebSettings

NAME = "roundtrip"


class ArticleReader(Protocol):
    """Reads an article; `ingest.reader.Reader` is one."""

    def read(self, text: str, published: str | None = None) -> Reading: ...


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a page may use."""

    store: Store
    settings: WebSettings
    gate: Gate
    jobs: Jobs
    reader: ArticleReader
    heavy: Turnstile


def services() -> Services:
    """The services of the application that answers this request."""
    return cast("Services", current_app.extensions[NAME])
