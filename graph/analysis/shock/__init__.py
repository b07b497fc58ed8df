"""Shocks: parties fail or lose a part of what they have; who loses by that, how much, in which round and by which way."""

from graph.analysis.shock.asking import compare, shock
from graph.analysis.shock.values import Answered, Loss, Model, Outcome, Scenario, Start, Step, Way

__all__ = ["Answered", "Loss", "Model", "Outcome", "Scenario", "Start", "Step", "Way", "compare", "shock"]
