"""What the model is asked: the rules of `rules.md` with the deal table filled in, and one piece of an article."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from graph.ids import digest
from graph.model import METRIC_NAMES, PartyKind, Status
from graph.schema import DealType, deal_table
from ingest.llm.chunks import Chunk
from ingest.llm.schema import answer_schema
from ingest.text.annotations import TextParty

RULES = Path(__file__).with_name("rules.md")
LEAD = 300
"""Characters of the article's beginning that a later piece is sent with."""
KNOWN = 60
"""Parties whose names are sent along."""


@cache
def rules() -> str:
    """The rules for the model, the same for every article."""
    filled = {
        "types": "\n".join(_type(row) for row in deal_table().values()),
        "kinds": ", ".join(PartyKind),
        "statuses": ", ".join(Status),
        "metrics": ", ".join(METRIC_NAMES),
        "schema": json.dumps(answer_schema(), ensure_ascii=False),
    }
    text = RULES.read_text("utf-8")
    for name, value in filled.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def messages(text: str, chunk: Chunk, published: str | None, parties: Sequence[TextParty]) -> list[dict[str, str]]:
    """The conversation that asks about one piece. Its marks are made from the text, so no text can hold them."""
    return [{"role": "system", "content": rules()}, {"role": "user", "content": "\n".join(_question(text, chunk, published, parties))}]


def _question(text: str, chunk: Chunk, published: str | None, parties: Sequence[TextParty]) -> Iterator[str]:
    mark = digest(text, size=12)
    yield f"Published: {published or 'unknown'}"
    if parties:
        yield f"Names seen in the article, not all of them parties: {json.dumps([_names(p) for p in parties[:KNOWN]], ensure_ascii=False)}"
    if chunk.before >= LEAD:
        yield f"The article begins, for understanding only:\n<{mark}>\n{text[:LEAD]}\n</{mark}>"
    if chunk.before < chunk.start:
        yield f"Before the text stands, for understanding only:\n<{mark}>\n{text[chunk.before : chunk.start]}\n</{mark}>"
    yield f"Report the parties, deals and metrics of the text between <{mark}> and </{mark}> as JSON:"
    yield f"<{mark}>\n{text[chunk.start : chunk.end]}\n</{mark}>"


def _names(party: TextParty) -> str:
    return " = ".join(dict.fromkeys((party.name, *party.aliases)))[:120]


def _type(row: DealType) -> str:
    ends = "either end alike" if not row.directed else f"{row.source.en} ({row.source.zh}) → {row.target.en} ({row.target.zh})"
    subject = "; has a subject" if row.subject else ""
    return f"- {row.name} ({row.zh}): {ends}; moves {row.moves}{subject}; words: {'、'.join(row.cues)}"
