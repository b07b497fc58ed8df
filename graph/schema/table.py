"""Loads `deal_types.toml` and checks every name in it, so that a typing error fails here and nowhere else."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from graph.errors import BadTable

TABLE = Path(__file__).with_name("deal_types.toml")


class Moves(StrEnum):
    """What goes along the arrow of a deal."""

    CASH = "cash"
    EQUITY = "equity"
    COLLATERAL = "collateral"
    CONTINGENT = "contingent"
    NOTHING = "nothing"


class Exposed(StrEnum):
    """Who loses when the other end fails."""

    SOURCE_TO_TARGET = "source-to-target"
    TARGET_TO_SOURCE = "target-to-source"
    SOURCE_TO_SUBJECT = "source-to-subject"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Role:
    """One end of a deal type."""

    zh: str
    en: str
    iri: str


@dataclass(frozen=True, slots=True)
class DealType:
    """One row of the table; the fields are explained at the top of the file."""

    name: str
    zh: str
    en: str
    source: Role
    target: Role
    moves: Moves
    exposed: Exposed
    rdf: str
    rdf_super: str | None
    color: str
    color_dark: str
    cues: tuple[str, ...]
    subject: bool = False
    directed: bool = True

    @property
    def moves_value(self) -> bool:
        """Whether a money loop may run along this arrow."""
        return self.moves is not Moves.NOTHING

    @property
    def moves_cash(self) -> bool:
        return self.moves is Moves.CASH


@dataclass(frozen=True, slots=True)
class DealTable(Mapping[str, DealType]):
    """The types by name, in the order of the file."""

    types: dict[str, DealType]

    def __getitem__(self, name: str) -> DealType:
        return self.types[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.types)

    def __len__(self) -> int:
        return len(self.types)

    @property
    def value_moving(self) -> tuple[str, ...]:
        """Names of the types that a money loop may use."""
        return tuple(t.name for t in self.types.values() if t.moves_value)

    @property
    def cash_moving(self) -> tuple[str, ...]:
        return tuple(t.name for t in self.types.values() if t.moves_cash)

    @property
    def source_exposed(self) -> tuple[str, ...]:
        """Types whose source loses when the target fails."""
        return tuple(t.name for t in self.types.values() if t.exposed in (Exposed.SOURCE_TO_TARGET, Exposed.BOTH))

    @property
    def target_exposed(self) -> tuple[str, ...]:
        """Types whose target loses when the source fails."""
        return tuple(t.name for t in self.types.values() if t.exposed in (Exposed.TARGET_TO_SOURCE, Exposed.BOTH))


@cache
def deal_table() -> DealTable:
    """The table of this project."""
    return load_table(TABLE)


def load_table(path: Path) -> DealTable:
    """Reads a table of deal types; raises BadTable with file and key at the first thing that is wrong."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadTable(f"{path.name} cannot be read: {error}.") from error
    if not raw:
        raise BadTable(f"{path.name} declares no deal type.")
    return DealTable({name: _deal_type(path.name, name, entry) for name, entry in raw.items()})


_REQUIRED = ("zh", "en", "source", "target", "moves", "exposed", "rdf", "color", "color_dark", "cues")
_OPTIONAL = ("rdf_super", "subject", "directed")
_CURIE = re.compile(r"[a-z][a-z0-9-]*:[A-Z][A-Za-z]*")
_COLOR = re.compile(r"#[0-9a-f]{6}")


def _deal_type(file: str, name: str, entry: Any) -> DealType:
    def fail(key: str, what: str) -> BadTable:
        return BadTable(f"{file}, {name}.{key}: {what}.")

    if not re.fullmatch(r"[A-Z]+(_[A-Z]+)*", name):
        raise fail("", "a deal type is named in capitals and underscores")
    if not isinstance(entry, dict):
        raise fail("", "a deal type is a table of keys")
    if unknown := set(entry) - set(_REQUIRED) - set(_OPTIONAL):
        raise fail(min(unknown), "no such key")
    if missing := [k for k in _REQUIRED if k not in entry]:
        raise fail(missing[0], "is missing")
    for key, kind in {"zh": str, "en": str, "cues": list, "subject": bool, "directed": bool}.items():
        if key in entry and (not isinstance(entry[key], kind) or (kind is not bool and not entry[key])):
            raise fail(key, f"must be a {kind.__name__} that is not empty")
    if any(not isinstance(cue, str) or not cue for cue in entry["cues"]) or len(set(entry["cues"])) < len(entry["cues"]):
        raise fail("cues", "must be different words")
    for key in ("color", "color_dark"):
        if not isinstance(entry[key], str) or not _COLOR.fullmatch(entry[key]):
            raise fail(key, "must be a color as #rrggbb in small letters")
    for key in ("rdf", "rdf_super"):
        if key in entry and (not isinstance(entry[key], str) or not _CURIE.fullmatch(entry[key])):
            raise fail(key, "must be prefix:Class")
    if entry["rdf"].startswith("rt:") and "rdf_super" not in entry:
        raise fail("rdf_super", "an own class needs a superclass")
    return DealType(
        name=name,
        zh=entry["zh"],
        en=entry["en"],
        source=_role(entry["source"], lambda what: fail("source", what)),
        target=_role(entry["target"], lambda what: fail("target", what)),
        moves=_member(Moves, entry["moves"], lambda what: fail("moves", what)),
        exposed=_member(Exposed, entry["exposed"], lambda what: fail("exposed", what)),
        rdf=entry["rdf"],
        rdf_super=entry.get("rdf_super"),
        color=entry["color"],
        color_dark=entry["color_dark"],
        cues=tuple(entry["cues"]),
        subject=entry.get("subject", False),
        directed=entry.get("directed", True),
    )


def _role(raw: Any, fail: Callable[[str], BadTable]) -> Role:
    if not isinstance(raw, dict) or set(raw) != {"zh", "en", "iri"} or not all(isinstance(v, str) and v for v in raw.values()):
        raise fail("a role is {zh, en, iri}")
    if not _CURIE.fullmatch(raw["iri"]):
        raise fail("iri must be prefix:Class")
    return Role(**raw)


_E = TypeVar("_E", bound=StrEnum)


def _member(enum: type[_E], value: Any, fail: Callable[[str], BadTable]) -> _E:
    if value not in list(enum):
        raise fail(f"{value!r} is none of {', '.join(enum)}")
    return enum(value)
