"""`export`: the graph as RDF, as CSV tables, or as the backup that moves between stores."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

from graph.cli.opening import open_chosen
from graph.cli.terminal import print_json
from graph.errors import BadInput

if TYPE_CHECKING:
    from graph.store import Store

RDF = ("turtle", "jsonld", "ntriples")
FORMATS = (*RDF, "csv", "jsonl", "ontology")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=FORMATS, required=True, help="jsonl is the backup; ontology needs no store")
    parser.add_argument("--out", default="-", metavar="PATH", help="a file, - for standard output; a folder for csv")


def run(options: argparse.Namespace) -> None:
    if options.format == "csv":
        _export_tables(options)
    elif options.out == "-":
        _write(options, sys.stdout.buffer)
    else:
        from graph.formats.files import whole_file

        with whole_file(Path(options.out)) as out:
            _write(options, out)
        _report(options, [options.out])


def _export_tables(options: argparse.Namespace) -> None:
    if options.out == "-":
        raise BadInput("CSV tables are several files; name a folder with --out.")
    from graph.formats.content import read_content
    from graph.formats.tables import write_tables

    folder = Path(options.out)
    with open_chosen(options) as store:
        content = read_content(store)
    folder.mkdir(parents=True, exist_ok=True)
    _report(options, [str(path) for path in write_tables(content, folder)])


def _write(options: argparse.Namespace, out: IO[bytes]) -> None:
    if options.format == "ontology":
        from graph.formats.rdf import write_ontology

        write_ontology(out)
        return
    with open_chosen(options) as store:
        _write_graph(store, options.format, out)


def _write_graph(store: Store, format_: str, out: IO[bytes]) -> None:
    if format_ in RDF:
        from graph.formats.content import read_content
        from graph.formats.rdf import write_rdf

        write_rdf(read_content(store), out, format_)
    else:
        from graph.formats.backup import write_backup

        write_backup(store, out)


def _report(options: argparse.Namespace, paths: list[str]) -> None:
    if options.json:
        print_json({"written": paths})
    else:
        print("\n".join(f"Written: {path}" for path in paths))
