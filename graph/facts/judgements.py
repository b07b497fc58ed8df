"""Judgements: what a person decides about parties and deals. Kept with who and when, and undoable.

They are applied whenever parties and deals are derived. A deal is named by its claims, because its own id says only
where it stands in the order of its pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Literal

from graph.errors import BadInput, NotFound
from graph.facts.renewal import Change, renew
from graph.facts.rows import present
from graph.facts.rulings import Rulings, read_rulings
from graph.facts.settling import settle
from graph.facts.stored import read_pair
from graph.ids import digest
from graph.store import Store, Transaction

Kind = Literal["merge", "reject", "accept"]

PARTY_KEY = "MATCH (p:Party {id: $id}) RETURN p.key AS key"
CLAIMS_OF_DEAL = "MATCH (c:Claim {deal: $deal}) RETURN c.id AS id ORDER BY c.id"
PAIRS_OF_CLAIMS = "UNWIND $ids AS id MATCH (c:Claim {id: id}) RETURN DISTINCT c.pair AS pair"
WRITE = "UNWIND $rows AS row MERGE (j:Judgement {id: row.id}) SET j = row"
UNDO = "MATCH (j:Judgement {id: $id}) SET j.undone = coalesce(j.undone, $at), j.undone_by = coalesce(j.undone_by, $by) RETURN j.id AS id"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision. `at` and `undone` are ISO times in UTC."""

    id: str
    kind: Kind
    by: str
    at: str
    subject: str | None = None
    """The party that is put under another; or the id that the judged deal had at the time."""
    object: str | None = None
    """The party that another is put under."""
    key: str | None = None
    """The key of `object`, so that it has a name even when no article is left that means it."""
    claims: tuple[str, ...] = ()
    """The claims that state the judged deal."""
    undone: str | None = None
    undone_by: str | None = None


_FIELDS = tuple(f.name for f in fields(Judgement))
_LIST = f"MATCH (j:Judgement) RETURN {', '.join(f'j.{name} AS {name}' for name in _FIELDS)} ORDER BY j.at, j.id"


def merge(store: Store, subject: str, into: str, by: str, at: str | None = None) -> Judgement:
    """Says that the party `subject` is the party `into`: it and all that is said of it go there.

    Raises NotFound for a party that is not in the graph, BadInput for a party and itself.
    """
    if subject == into:
        raise BadInput("A party cannot be merged with itself; name two different parties.")
    keys = {id_: store.read(PARTY_KEY, ("key",), id=id_) for id_ in (subject, into)}
    for id_, found in keys.items():
        if not found:
            raise NotFound(f"There is no party {id_!r}; give the id of one that is stored.")
    return _judge(store, "merge", by, at, subject=subject, object=into, key=keys[into][0]["key"])


def reject(store: Store, deal: str, by: str, at: str | None = None) -> Judgement:
    """Says that a deal is none: the claims that state it count no more. Raises NotFound when there is no such deal."""
    return _judge(store, "reject", by, at, subject=deal, claims=_claims_of(store, deal))


def accept(store: Store, deal: str, by: str, at: str | None = None) -> Judgement:
    """Says that a deal is right, which marks it. Raises NotFound when there is no such deal."""
    return _judge(store, "accept", by, at, subject=deal, claims=_claims_of(store, deal))


def undo(store: Store, judgement: str, by: str, at: str | None = None) -> None:
    """Takes a judgement back; it stays on record. Raises NotFound when there is none of that id."""
    when = at or _now()

    def write(transaction: Transaction) -> bool:
        return bool(transaction.run(UNDO, id=judgement, at=when, by=_signed(by)))

    if not store.write(lambda transaction: _apply(transaction, write)):
        raise NotFound(f"There is no judgement {judgement!r}; give the id of one that is stored.")


def restore(store: Store, judgements: Iterable[Judgement]) -> None:
    """Writes judgements as they were, out of a backup, and applies them to what is in the graph."""
    rows = [_row(judgement) for judgement in judgements]
    store.write(lambda transaction: _apply(transaction, lambda t: bool(t.run(WRITE, rows=rows) or True)))


def read_judgements(store: Store) -> list[Judgement]:
    """All of them, the undone too, in order of time."""
    return [Judgement(**{**row, "claims": tuple(row["claims"] or ())}) for row in store.read(_LIST, _FIELDS)]


def _judge(
    store: Store,
    kind: Kind,
    by: str,
    at: str | None,
    *,
    subject: str,
    object: str | None = None,  # noqa: A002 - the name of the field
    key: str | None = None,
    claims: tuple[str, ...] = (),
) -> Judgement:
    when = at or _now()
    id_ = "j" + digest(kind, subject, object or "", *claims, _signed(by), when)
    judgement = Judgement(id_, kind, by, when, subject, object, key, claims)
    restore(store, [judgement])
    return judgement


def _apply(transaction: Transaction, write: Callable[[Transaction], bool]) -> bool:
    """Writes, and brings up to date whatever the rulings now say otherwise."""
    before = read_rulings(transaction)
    if not write(transaction):
        return False
    after = read_rulings(transaction)
    moved = {before.party(id_) for id_ in {*before.merged, *after.merged} if before.party(id_) != after.party(id_)}
    change = settle(transaction, moved, after) if moved else Change(rewrite=True)
    if turned := _turned(before, after):
        change.pairs |= {read_pair(row["pair"]) for row in transaction.run(PAIRS_OF_CLAIMS, ids=turned)}
    renew(transaction, change, after)
    return True


def _turned(before: Rulings, after: Rulings) -> list[str]:
    """The claims of which another verdict holds now."""
    return sorted(claim for claim in {*before.verdicts, *after.verdicts} if before.verdicts.get(claim) != after.verdicts.get(claim))


def _claims_of(store: Store, deal: str) -> tuple[str, ...]:
    claims = tuple(row["id"] for row in store.read(CLAIMS_OF_DEAL, ("id",), deal=deal))
    if not claims:
        raise NotFound(f"There is no deal {deal!r}; give the id of one that is stored.")
    return claims


def _row(judgement: Judgement) -> dict[str, object]:
    return present({**asdict(judgement), "claims": list(judgement.claims)})


def _signed(by: str) -> str:
    if not by.strip():
        raise BadInput("A judgement needs the name of who gives it.")
    return by


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
