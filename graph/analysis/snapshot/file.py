"""A snapshot on disk, so that the next program need not read the whole store again.

It can be deleted at any time. One that is damaged, or of another version of this program, is as if there were none.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from graph.analysis.snapshot.arrays import Deals, Parties, Snapshot, arrays_of, sealed
from graph.analysis.snapshot.codes import PARTY_KINDS, STATUSES, SUM_KINDS, types
from graph.analysis.snapshot.texts import Texts
from graph.analysis.snapshot.version import Version

NAME = "snapshot.npz"
_FORMAT = 1
_DAMAGED = (OSError, ValueError, KeyError, TypeError, EOFError, NotImplementedError, zipfile.BadZipFile)


def save(snapshot: Snapshot, folder: Path) -> None:
    """Writes it whole or not at all, for this user alone. Where it cannot be written there is none."""
    names = snapshot.parties.names
    arrays = {**_named("party", snapshot.parties), **_named("deal", snapshot.deals), "letters": names.letters, "ends": names.ends}
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, path = tempfile.mkstemp(".new", NAME, folder)
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez(file, allow_pickle=False, head=_head(snapshot.version), **arrays)
            Path(path).replace(folder / NAME)
        finally:
            Path(path).unlink(missing_ok=True)


def load(folder: Path) -> Snapshot | None:
    """What was saved there; None where that is nothing, or no good."""
    try:
        with (folder / NAME).open("rb") as saved, np.load(saved, allow_pickle=False) as arrays:
            version = Version(**json.loads(arrays["head"].tobytes())["version"])
            if arrays["head"].tobytes() != _head(version).tobytes():
                return None
            parties = Parties(**_part("party", arrays), names=Texts(arrays["letters"], arrays["ends"]))
            return sealed(Snapshot(parties, Deals(**_part("deal", arrays)), version))
    except _DAMAGED:
        return None


def _head(version: Version) -> Any:
    """What the arrays mean, and which state they show."""
    words = {"types": types(), "statuses": STATUSES, "sums": SUM_KINDS, "parties": PARTY_KINDS}
    told = {"format": _FORMAT, "version": {"turn": version.turn, "mark": version.mark}, **words}
    return np.frombuffer(json.dumps(told, sort_keys=True).encode(), np.uint8)


def _named(part: str, of: Parties | Deals) -> dict[str, Any]:
    return {f"{part}_{name}": array for name, array in arrays_of(of).items() if isinstance(array, np.ndarray)}


def _part(part: str, arrays: Mapping[str, Any]) -> dict[str, Any]:
    return {name.removeprefix(f"{part}_"): arrays[name] for name in arrays if name.startswith(f"{part}_")}
