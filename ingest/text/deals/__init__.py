"""Reads deals out of names, figures, dates and references, by the grammar of clauses."""

from ingest.text.deals.component import read_deals

__all__ = ["read_deals"]
