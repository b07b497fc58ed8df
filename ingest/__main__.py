"""`python -m ingest add|extract`."""

import sys

if __name__ == "__main__":
    try:
        from ingest.cli.main import main

        code = main()
    except KeyboardInterrupt:  # while the program itself was being loaded
        print("Stopped before anything was read.", file=sys.stderr)
        code = 130
    sys.exit(code)
