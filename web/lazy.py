"""The reader of articles, loaded on a thread of its own: its libraries take seconds, the first page must not wait."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from graph.model import Reading
from web.services import ArticleReader

if TYPE_CHECKING:
    from ingest.readers import Choice


class LazyReader:
    """Makes the real reader when it is first needed, or ahead of that by `warm`."""

    def __init__(self, make: Callable[[], ArticleReader]) -> None:
        self._make = make
        self._made: ArticleReader | None = None
        self._lock = threading.Lock()

    def read(self, text: str, published: str | None = None) -> Reading:
        return self._get().read(text, published)

    def warm(self, after: float = 0) -> None:
        """Makes the reader in the background, `after` seconds from now; one that fails is made again when needed."""
        timer = threading.Timer(after, self._get)
        timer.daemon = True
        timer.start()

    def _get(self) -> ArticleReader:
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made


def make_reader(choice: Choice | None = None) -> ArticleReader:
    """The reader that was chosen, else the one of ROUNDTRIP_READER; its libraries are imported here and not before."""
    from ingest.readers import chosen, make

    return make(choice or chosen())
