"""Figures that an article states of a party: revenue, profit, value, debt, share price, rating."""

from __future__ import annotations

from ingest.text.metrics.component import add_metrics

__all__ = ["add_metrics"]
