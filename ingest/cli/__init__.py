"""The command line of reading: `add` reads and stores, `extract` reads and writes files."""
