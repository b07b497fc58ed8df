"""Which reader reads: the built-in one, a language model beside it, or both together.

What is chosen is known before anything is loaded, so that a wrong setting is told at once.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, cast, get_args

from graph.config import StoreSettings
from graph.errors import BadInput
from graph.model import Reading
from ingest.llm.settings import LlmSettings, llm_settings
from ingest.settings import encoder_wanted, least_likely

ReaderName = Literal["builtin", "llm", "both"]
READERS: tuple[ReaderName, ...] = get_args(ReaderName)


class Reads(Protocol):
    """What reads a text: `ingest.reader.Reader`, or `ingest.llm.reader.SecondReader`."""

    def read(self, text: str, published: str | None = None) -> Reading: ...


@dataclass(frozen=True, slots=True)
class Choice:
    """A reader by name, with the settings of its model where it has one."""

    name: ReaderName = "builtin"
    llm: LlmSettings | None = None


def chosen(name: str | None = None, store: StoreSettings | None = None, environ: Mapping[str, str] | None = None) -> Choice:
    """The reader `name`, else ROUNDTRIP_READER, else the built-in one; raises BadInput where its settings do not hold."""
    env = os.environ if environ is None else environ
    encoder_wanted(env)
    least_likely(env)
    told = name or env.get("ROUNDTRIP_READER") or "builtin"
    if told not in READERS:
        raise BadInput("ROUNDTRIP_READER must be builtin, llm or both.")
    return Choice() if told == "builtin" else Choice(cast("ReaderName", told), llm_settings(store, env))


def make(choice: Choice) -> Reads:
    """Loads what the reader needs (about a second)."""
    from ingest.reader import Reader, chosen_model

    builtin = Reader(model=chosen_model(), likely=least_likely(os.environ))
    if choice.llm is None or choice.name == "builtin":
        return builtin
    from ingest.llm.reader import SecondReader

    return SecondReader(builtin, choice.llm, choice.name)


def cost(reader: Reads) -> str | None:
    """What the model of the reader was asked so far, in one sentence; None where it has none."""
    from ingest.llm.reader import SecondReader

    return str(reader.cost) if isinstance(reader, SecondReader) else None
