"""Parses the command line, runs one command, and turns every error into one sentence.

Exit codes: 0 done; 1 the store cannot be reached or failed; 2 what was asked cannot be answered.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from types import ModuleType

from graph.cli.terminal import inert
from graph.errors import RoundtripError, StoreUnavailable

COMMANDS = {
    "stats": "how much there is in the graph",
    "rebuild": "derive every party and deal anew from what articles state and persons decided",
    "query": "run a read-only Cypher statement, or a query of the catalog",
    "cycles": "loops of money, through one party or anywhere",
    "exposure": "who loses when a party fails, chain by chain",
    "paths": "how value gets from one party to another",
    "shock": "who loses how much when parties fail or lose a part of what they have",
    "circularity": "how much of what is announced runs in loops",
    "concentration": "who depends on one other, hubs, and what holds the large loops together",
    "export": "write the graph as RDF, CSV tables or a backup",
    "import": "write a backup into the store",
}
"""Command -> what it does; each is a module of this package, loaded when it is asked for."""

STORE_TROUBLE, BAD_INPUT, INTERRUPTED = 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = build_parser(given).parse_args(given)
    try:
        _module(options.command).run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who read our output has gone; nothing more can be said to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return _complain("Stopped.", INTERRUPTED)
    except StoreUnavailable as error:
        return _complain(str(error), STORE_TROUBLE)
    except RoundtripError as error:
        return _complain(str(error), BAD_INPUT)
    except OSError as error:
        return _complain(f"{error.filename or 'A file'}: {error.strerror or error}; check the path, its rights and the free space.", 1)
    except Exception as error:  # a fault of ours: no user is helped by a traceback
        return _complain(f"Roundtrip failed inside ({type(error).__name__}: {error}); please report the command that did it.", 1)
    return 0


def _module(command: str) -> ModuleType:
    """`import` is a word of the language, so its module has an underscore behind it."""
    return import_module(f"graph.cli.{command}_" if iskeyword(command) else f"graph.cli.{command}")


def _complain(sentence: str, code: int) -> int:
    with contextlib.suppress(OSError):
        print(inert(sentence), file=sys.stderr)
    return code


def build_parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """The commands, and the options of those that are named in `given`."""
    parser = argparse.ArgumentParser(prog="python -m graph", description="Asks the graph who funds whom, and keeps it in order.")
    commands = parser.add_subparsers(required=True, dest="command", metavar="COMMAND")
    for name, does in COMMANDS.items():
        command = commands.add_parser(name, help=does, description=does[0].upper() + does[1:] + ".")
        command.add_argument(
            "--store", metavar="URL", help="embedded:PATH, neo4j://… or bolt://… (default: ROUNDTRIP_STORE, else embedded:data)"
        )
        command.add_argument("--json", action="store_true", help="print JSON, for machines")
        if name in given:  # the options of the others are not needed, and their modules not loaded
            _module(name).arguments(command)
    return parser
