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
from graph.schema.namespaces import PREFIXES

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
_TEXTS = ("zh", "en")
_FLAGS = ("subject", "directed")
_COLORS = ("color", "color_dark")
_CLASSES = ("rdf", "rdf_super")
_CURIE = re.compile(r"[a-z][a-z0-9-]*:[A-Z][A-Za-z]*")
_COLOR = re.compile(r"#[0-9a-f]{6}")
_E = TypeVar("_E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One raw row of the file, which knows where it stands when something is wrong with it."""

    file: str
    name: str
    raw: Mapping[str, Any]

    def fail(self, key: str, what: str) -> BadTable:
        where = f"{self.name}.{key}" if key else self.name
        return BadTable(f"{self.file}, {where}: {what}.")

    def check(self) -> None:
        if unknown := set(self.raw) - set(_REQUIRED) - set(_OPTIONAL):
            raise self.fail(min(unknown), "no such key")
        if missing := [key for key in _REQUIRED if key not in self.raw]:
            raise self.fail(missing[0], "is missing")
        for key in _TEXTS:
            self._demand(key, lambda v: isinstance(v, str) and v.strip(), "must be a text that is not empty")
        for key in _FLAGS:
            self._demand(key, lambda v: isinstance(v, bool), "must be true or false")
        for key in _COLORS:
            self._demand(key, lambda v: isinstance(v, str) and _COLOR.fullmatch(v), "must be a color as #rrggbb in small letters")
        for key in _CLASSES:
            self._demand(key, _is_curie, "must be prefix:Class with a prefix of namespaces.py")
        self._demand("cues", _is_cues, "must be a list of different words")
        if self.raw["rdf"].startswith("rt:") and "rdf_super" not in self.raw:
            raise self.fail("rdf_super", "an own class needs a superclass")

    def _demand(self, key: str, holds: Callable[[Any], object], what: str) -> None:
        if key in self.raw and not holds(self.raw[key]):
            raise self.fail(key, what)

    def role(self, key: str) -> Role:
        self._demand(key, lambda v: isinstance(v, dict) and set(v) == {"zh", "en", "iri"}, "a role is {zh, en, iri}")
        self._demand(key, lambda v: all(isinstance(x, str) and x for x in v.values()), "zh, en and iri must be texts that are not empty")
        self._demand(key, lambda v: _is_curie(v["iri"]), "iri must be prefix:Class with a prefix of namespaces.py")
        return Role(**self.raw[key])

    def member(self, key: str, enum: type[_E]) -> _E:
        self._demand(key, lambda v: v in list(enum), f"must be one of {', '.join(enum)}")
        return enum(self.raw[key])


def _is_curie(value: Any) -> bool:
    return isinstance(value, str) and _CURIE.fullmatch(value) is not None and value.partition(":")[0] in PREFIXES


def _is_cues(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(c, str) and c for c in value) and len(set(value)) == len(value)


def _deal_type(file: str, name: str, raw: Any) -> DealType:
    entry = _Entry(file, name, raw if isinstance(raw, dict) else {})
    if not re.fullmatch(r"[A-Z]+(_[A-Z]+)*", name):
        raise entry.fail("", "a deal type is named in capitals and underscores")
    entry.check()
    return DealType(
        name=name,
        zh=raw["zh"],
        en=raw["en"],
        source=entry.role("source"),
        target=entry.role("target"),
        moves=entry.member("moves", Moves),
        exposed=entry.member("exposed", Exposed),
        rdf=raw["rdf"],
        rdf_super=raw.get("rdf_super"),
        color=raw["color"],
        color_dark=raw["color_dark"],
        cues=tuple(raw["cues"]),
        subject=raw.get("subject", False),
        directed=raw.get("directed", True),
    )
