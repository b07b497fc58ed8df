"""Records: for the type checker frozen dataclasses, at run time ones that nothing guards, which are built four times as fast.

An article makes about two thousand of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

Record = TypeVar("Record")


@dataclass_transform(frozen_default=True)
def record(cls: type[Record]) -> type[Record]:
    """A slotted dataclass, equal and hashed by its fields, which are never assigned anew."""
    return dataclass(slots=True, unsafe_hash=True)(cls)
