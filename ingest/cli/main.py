"""Parses the command line and turns every error into one sentence.

Exit codes: 0 all was read; 1 something was refused or failed, and the message says what; 2 wrong usage;
130 stopped by Ctrl+C, 143 by SIGTERM. Libraries are loaded while a command runs, so that stopping it then is in order, too.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.errors import BadInput, RoundtripError
from ingest.cli.stopping import exit_code
from ingest.readers import READERS

if TYPE_CHECKING:
    from ingest.sources.origin import Origin


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    try:
        code = _run(options, _told(options, parser))
    except RoundtripError as error:
        _complain(str(error))
        code = 1
    except BrokenPipeError:
        # the reader of our output has gone; nothing more can be said to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except OSError as error:
        _complain(f"{error.filename or 'A file'}: {error.strerror or error}; check the path, its rights and the free space.")
        code = 1
    except KeyboardInterrupt as stop:
        _complain("Stopped. What was read so far is kept; run the same command again to go on.")
        code = exit_code(stop)
    return code


def _complain(sentence: str) -> None:
    from ingest.cli.terminal import inert

    with contextlib.suppress(OSError):
        print(inert(sentence), file=sys.stderr)


def _told(options: argparse.Namespace, parser: argparse.ArgumentParser) -> Origin:
    """What the options say of the articles' origin; the same checks as for a sidecar."""
    from ingest.sources.origin import origin

    try:
        return origin({key: getattr(options, key) for key in ("published", "title", "source", "url")})
    except BadInput as error:
        parser.error(f"what you gave {error}")


def _run(options: argparse.Namespace, told: Origin) -> int:
    """Each command is loaded when it runs: `extract` needs no store, and help needs neither."""
    if options.command == "add":
        from ingest.cli import add

        return add.run(options, told)
    from ingest.cli import extract

    return extract.run(options, told)


def build_parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = argparse.ArgumentParser(prog="python -m ingest", description="Reads Chinese business news: who funds whom.")
    commands = parser.add_subparsers(required=True, dest="command", metavar="COMMAND")
    add = commands.add_parser("add", help="read articles and store what they say")
    add.add_argument("paths", nargs="+", metavar="PATH", help="texts, folders of texts, .jsonl files, or - for standard input")
    add.add_argument("--store", metavar="URL", help="embedded:PATH, neo4j://… or bolt://… (default: ROUNDTRIP_STORE, else embedded:data)")
    add.add_argument("--json", action="store_true", help="print the summary as JSON")
    extract = commands.add_parser("extract", help="read articles and write what they say to files, without storing")
    extract.add_argument("paths", nargs="+", metavar="PATH", help="texts, folders of texts, .jsonl files, or - for standard input")
    extract.add_argument(
        "--out",
        required=True,
        metavar="FOLDER|FILE.jsonl|-",
        help="NAME.json in a folder, or JSON Lines in a file or, with -, on the screen",
    )
    extract.add_argument("--explain", action="store_true", help="say by which rule each deal was read, and what was dropped and why")
    for command in (add, extract):
        command.add_argument("--reader", choices=READERS, help="who reads; llm is a language model (ROUNDTRIP_READER, else builtin)")
        command.add_argument("--published", metavar="DAY", help="day of publication, from which relative dates count (2025-10-29)")
        command.add_argument("--title", help="title of the article")
        command.add_argument("--source", help="who published it")
        command.add_argument("--url", help="its address")
    return parser
