"""The deal table: every deal type declared once, and what is projected from it."""

from graph.schema.table import DealTable, DealType, Exposed, Moves, Role, deal_table, load_table

__all__ = ["DealTable", "DealType", "Exposed", "Moves", "Role", "deal_table", "load_table"]
