"""Deals: what follows from the claims of all articles."""

from graph.facts.derivation import derive
from graph.facts.rebuilding import Rebuilt, rebuild

__all__ = ["Rebuilt", "derive", "rebuild"]
