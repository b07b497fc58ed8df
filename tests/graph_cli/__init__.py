"""The command line of the graph."""
