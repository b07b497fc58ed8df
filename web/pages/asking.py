"""What loops, exposure and paths have in common: parties, hops and a filter, asked for in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph.analysis import Filter, PartyRef
from web import shown
from web.language import Language
from web.parties import find
from web.question import Args, Hops, asked, where
from web.services import services


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood; `data` is what the form shows of it."""

    parties: dict[str, PartyRef | None]
    hops: int
    where: Filter
    data: dict[str, Any]

    @property
    def open(self) -> bool:
        """Whether a name must be made clear first."""
        return bool(self.data["candidates"])


def ask(args: Args, hops: Hops, fields: tuple[str, ...], language: Language) -> Question:
    """Reads a question with the parties named in `fields`; one whose name is not clear is None and has candidates."""
    data = asked(args, hops)
    parties: dict[str, PartyRef | None] = {}
    for field in fields:
        text = args.get(field, "").strip()
        found, candidates = find(services().store, text) if text else (None, ())
        parties[field] = found
        data[field] = found.id if found else None
        data[f"{field}_text"] = found.name if found else text
        if text and not found:
            data["candidates"][field] = [shown.party(each, language) for each in candidates]
    return Question(parties, hops.of(args), where(args), data)
