"""Opens a store by its settings."""

from __future__ import annotations

from pathlib import Path

from graph.config import StoreSettings
from graph.store.contract import Store


def open_store(settings: StoreSettings) -> Store:
    """Starts or finds the server, sets the schema up where it is not yet, and answers the open store.

    Raises StoreUnavailable in one sentence when the server cannot be started or reached, does not take the
    password, is too old, or holds a graph written by a newer version of this program.
    """
    folder = settings.embedded_path
    return _open_embedded(folder, settings) if folder is not None else _open_remote(settings)


def _open_embedded(folder: Path, settings: StoreSettings) -> Store:
    from graph.store.embedded.opening import open_embedded

    return open_embedded(folder, settings)


def _open_remote(settings: StoreSettings) -> Store:
    # Imported here so that whoever uses the embedded store alone does not wait for it.
    from graph.store.remote import open_remote

    return open_remote(settings)
