"""The servers that tests run against, and how to empty them."""

from tests.servers.graphs import wipe

__all__ = ["wipe"]
