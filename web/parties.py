"""Which party a visitor means, by id or by name."""

from __future__ import annotations

from graph.analysis import PartyRef, views
from graph.analysis.describe import party_refs
from graph.errors import NotFound
from graph.store import Store
from web.question import is_party_id, pick

CANDIDATES = 8


def find(store: Store, text: str) -> tuple[PartyRef | None, tuple[PartyRef, ...]]:
    """The party of that id or name, or none and those that may be meant. Raises NotFound for an id that nobody has."""
    if is_party_id(text):
        refs = party_refs(store, [text])
        if text not in refs:
            raise NotFound(f"There is no party {text}; search for its name.")
        return refs[text], ()
    found = [each.party for each in views.search(store, text[:200])]
    chosen = pick(text, found)
    return chosen, () if chosen else tuple(found[:CANDIDATES])


def named(store: Store, name: str) -> PartyRef | None:
    """The one party of exactly that name, else the one of exactly that other name; none where no party or several have it."""
    found = views.search(store, name[:200])
    for having in ([each for each in found if each.party.name == name], [each for each in found if name in each.aliases]):
        if having:
            return having[0].party if len(having) == 1 else None
    return None
