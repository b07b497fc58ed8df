"""`python -m ingest add|extract`."""

import sys

from ingest.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
