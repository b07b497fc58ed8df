"""The command line of the graph. One file a command: `arguments` declares its options, `run` does it.

A new command is its file and its line in `graph/cli/main.py`.
"""
