"""The reader that asks a model beside the built-in one. Whatever becomes of the model, the article is read."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from graph.model import Reading
from ingest.llm.client import Client
from ingest.llm.cost import Cost
from ingest.llm.schema import answer_schema
from ingest.llm.second import Second, read_second
from ingest.llm.settings import LlmSettings
from ingest.llm.trouble import Hope, Unanswered
from ingest.llm.union import both, second_alone
from ingest.reader import Reader, reading_of

MOST_FAILURES = 2
"""Articles in a row without an answer after which the endpoint is left alone for a while."""


class SecondReader:
    """Reads by the model (`llm`), or by both readers together; `Reading.notes` says where the model did not answer."""

    def __init__(self, builtin: Reader, settings: LlmSettings, mode: Literal["llm", "both"]) -> None:
        self._builtin = builtin
        self._settings = settings
        self._client = Client(settings, answer_schema())
        self._join = second_alone if mode == "llm" else both
        self._failures = 0

    @property
    def cost(self) -> Cost:
        """What was asked so far."""
        return self._client.cost

    def read(self, text: str, published: str | None = None) -> Reading:
        """All that the article tells; raises BadInput as the built-in reader does."""
        doc = self._builtin.annotate(text, published)
        own = reading_of(doc)
        second = read_second(doc, self._client, self._settings.characters)
        self._note(second.trouble)
        return replace(self._join(own, second), notes=_notes(second))

    def _note(self, trouble: Unanswered | None) -> None:
        """Lets an endpoint rest that fails again and again, or for a reason that stays."""
        if trouble is None or trouble.hope is Hope.PART:
            self._failures = 0
        elif trouble.hope is not Hope.REST:
            self._failures += 1
            if trouble.hope is Hope.NONE or self._failures >= MOST_FAILURES:
                self._failures = 0
                self._client.rest(self._settings.rest)


def _notes(second: Second) -> tuple[str, ...]:
    if second.trouble is None:
        return ()
    if second.read == 0:
        return (f"The second reader {second.trouble.reason}; the built-in reader read this article.",)
    return (f"The second reader {second.trouble.reason}; the built-in reader read the article from character {second.read:,} on.",)
