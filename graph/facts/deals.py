"""Deals: what follows from the claims of all articles."""

from graph.facts.derivation import derive

__all__ = ["derive"]
