"""The graph in memory, as arrays: what everything that looks at the whole graph is computed on."""

from graph.analysis.snapshot.arrays import Deals, Parties, Snapshot
from graph.analysis.snapshot.holder import current

__all__ = ["Deals", "Parties", "Snapshot", "current"]
