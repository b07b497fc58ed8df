"""The facts layer: deals, parties and articles."""
