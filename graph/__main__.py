"""`python -m graph COMMAND`: questions to the graph, and its upkeep."""

import sys

from graph.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
