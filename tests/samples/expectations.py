"""The sample articles and what `samples/expected.json` says must come out of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.txt"))


@dataclass(frozen=True, slots=True)
class ExpectedLoop:
    """Parties in the order of the money, the last one paying the first; `types[i]` is of the hop from party i to the next."""

    parties: tuple[str, ...]
    types: tuple[str, ...]
    article: str

    @property
    def hops(self) -> list[tuple[str, str, str]]:
        """(source, type, target) of each hop."""
        following = (*self.parties[1:], self.parties[0])
        return list(zip(self.parties, self.types, following, strict=True))


@cache
def expected() -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text("utf-8"))
    return answer


def loops() -> list[ExpectedLoop]:
    return [ExpectedLoop(tuple(loop["parties"]), tuple(loop["types"]), loop["article"]) for loop in expected()["loops"]]


def text_of(name: str) -> str:
    return (SAMPLES / f"{name}.txt").read_text("utf-8")


def meta_of(name: str) -> dict[str, str]:
    meta: dict[str, str] = json.loads((SAMPLES / f"{name}.meta.json").read_text("utf-8"))
    return meta
