"""Loops, paths and exposure: questions to the graph, answered with the sentences behind every hop."""
