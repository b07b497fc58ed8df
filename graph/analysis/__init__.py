"""The questions: loops, paths, exposure and what the pages show. Answers are values of `graph.analysis.results`."""

from graph.analysis.filter import ANY_STATUS, Filter
from graph.analysis.plain import to_json
from graph.analysis.results import Answer, DealView, ExposurePath, Hit, Hop, Label, Loop, PartyRef, Path

__all__ = ["ANY_STATUS", "Answer", "DealView", "ExposurePath", "Filter", "Hit", "Hop", "Label", "Loop", "PartyRef", "Path", "to_json"]
