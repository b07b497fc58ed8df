"""The snapshot of an open store, brought up to date whenever somebody asks for it."""

from __future__ import annotations

import threading
from pathlib import Path
from weakref import WeakKeyDictionary

from graph.analysis.snapshot import file
from graph.analysis.snapshot.arrays import Snapshot, sealed
from graph.analysis.snapshot.changing import renewed
from graph.analysis.snapshot.reading import read_all
from graph.analysis.snapshot.version import Version, changes_between, read_version
from graph.facts.changes import LENGTH
from graph.store import Store

TRIES = 3
"""How often what was written while a snapshot was being made is made up for at once."""
_LEAST = 1000
_SHARE = 5
"""Changes from which everything is read anew: more than this part of all deals, and more than a few."""
SAVED_FROM = 5000
"""Deals from which reading everything takes long enough to keep a snapshot on disk."""
SAVED_EVERY = LENGTH // 4
"""Units of writing after which the one on disk is replaced: in time for the log to tell what was written since."""


class Holder:
    """Holds the latest snapshot of one store for all threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._latest: Snapshot | None = None
        self._saved = Version()
        """The version of the one on disk."""

    def current(self, store: Store) -> Snapshot:
        """The snapshot of the store as it is now: what was written before this call is in it.

        Costs one short question to the store where nothing was written. Else it is brought up to date by one thread, for
        which the others wait; those that work with an older one are not disturbed.
        """
        latest = self._latest
        if latest is not None and latest.version == read_version(store):
            return latest
        with self._lock:
            self._latest = _renewed(store, self._latest or self._load(store.cache))
            self._save(store.cache, self._latest)
            return self._latest

    def _load(self, folder: Path | None) -> Snapshot | None:
        loaded = None if folder is None else file.load(folder)
        self._saved = loaded.version if loaded else Version()
        return loaded

    def _save(self, folder: Path | None, latest: Snapshot) -> None:
        missed = latest.version.turn - self._saved.turn
        if folder is not None and len(latest.deals) >= SAVED_FROM and (not self._saved.mark or not 0 <= missed < SAVED_EVERY):
            file.save(latest, folder)
            self._saved = latest.version


def _renewed(store: Store, snapshot: Snapshot | None) -> Snapshot:
    for _ in range(TRIES):
        version = read_version(store)
        if snapshot is not None and snapshot.version == version:
            break
        snapshot = _next(store, snapshot, version)
    assert snapshot is not None
    return snapshot


def _next(store: Store, snapshot: Snapshot | None, version: Version) -> Snapshot:
    """The snapshot of at least a version: of what is written meanwhile some may be in it already."""
    if snapshot is not None:
        changes = changes_between(store, snapshot.version, version)
        if changes is not None and changes.size <= max(_LEAST, len(snapshot.deals) // _SHARE):
            return renewed(store, snapshot, changes, version)
    return sealed(Snapshot(*read_all(store), version))


_holders: WeakKeyDictionary[Store, Holder] = WeakKeyDictionary()
_making = threading.Lock()


def current(store: Store) -> Snapshot:
    """The snapshot of an open store as it is now; see `Holder.current`."""
    with _making:
        holder = _holders.get(store)
        if holder is None:
            holder = _holders[store] = Holder()
    return holder.current(store)
