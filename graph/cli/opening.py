"""Opens the store that the options name."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.store import Store


def open_chosen(options: argparse.Namespace) -> Store:
    """The store of `--store`, else of the environment."""
    from graph.config import store_settings
    from graph.store import open_store

    return open_store(store_settings(options.store))
