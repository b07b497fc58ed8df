"""The graph store: one driver, the embedded server by default and Neo4j by address."""

from graph.store.contract import ConsoleAnswer, ConsoleLimits, Engine, Row, Store, Transaction
from graph.store.opening import open_store

__all__ = ["ConsoleAnswer", "ConsoleLimits", "Engine", "Row", "Store", "Transaction", "open_store"]
