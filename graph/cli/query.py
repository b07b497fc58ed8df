"""`query`: a read-only Cypher statement, or a query of the catalog by its name."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph.cli.opening import open_chosen
from graph.cli.terminal import counted, print_json, print_table
from graph.errors import BadInput

if TYPE_CHECKING:
    from graph.queries import Query
    from graph.store import Store

PARTY_PARAMETERS = ("party", "source", "target")
"""Parameters of the catalog that take the id of a party; here they take a name or an alias too."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("statement", nargs="?", metavar="CYPHER", help="the statement, or - to read it from standard input")
    parser.add_argument("--rows", type=int, default=1000, metavar="N", help="most rows of a statement's answer (default 1000)")
    parser.add_argument("--name", metavar="NAME", help="a query of the catalog instead")
    parser.add_argument(
        "--param", action="append", default=[], metavar="KEY=VALUE", help="a parameter of that query; lists apart by commas"
    )
    parser.add_argument("--hops", type=int, metavar="N", help="number of hops, for queries that take one")
    parser.add_argument("--list", action="store_true", help="print the catalog")


def run(options: argparse.Namespace) -> None:
    if options.list:
        _print_catalog(options.json)
    elif options.name is not None:
        if options.statement is not None:
            raise BadInput("Give either a statement or --name, not both.")
        _run_named(options)
    elif options.statement is not None:
        if options.param or options.hops is not None:
            raise BadInput("--param and --hops belong to a query of the catalog; name it with --name.")
        _run_statement(options)
    else:
        raise BadInput("Give a statement, or a query of the catalog with --name; --list prints the catalog.")


def _run_statement(options: argparse.Namespace) -> None:
    from graph.store import ConsoleLimits

    if options.rows < 1:
        raise BadInput("--rows must be at least 1.")
    text = sys.stdin.read() if options.statement == "-" else options.statement
    with open_chosen(options) as store:
        answer = store.console(text, ConsoleLimits(rows=options.rows))
    if options.json:
        print_json(
            {"columns": answer.columns, "rows": answer.rows, "truncated": answer.truncated, "seconds": answer.seconds, "plan": answer.plan}
        )
        return
    cut = f", cut off by the limit of {answer.truncated}" if answer.truncated else ""
    print_table(answer.columns, answer.rows, f"{counted(len(answer.rows), 'row')} in {answer.seconds:.2f} s{cut}.")
    if answer.plan:
        print(answer.plan)


def _run_named(options: argparse.Namespace) -> None:
    query = _query(options.name)
    values = read_values(query, options.param)
    hops = {} if options.hops is None else {"hops": options.hops}
    with open_chosen(options) as store:
        rows = query.run(store, **hops, **_with_ids(store, query, values))
    if options.json:
        print_json(rows)
    else:
        print_table(tuple(query.columns), (tuple(row.values()) for row in rows), f"{counted(len(rows), 'row')}.")


def _query(name: str) -> Query:
    from graph.queries import catalog

    queries = catalog()
    if name not in queries:
        raise BadInput(f"There is no query {name[:60]!r} in the catalog; it has {', '.join(queries)}.")
    return queries[name]


def read_values(query: Query, given: Iterable[str]) -> dict[str, object]:
    """`KEY=VALUE` texts as values of the kinds that the query declares; it checks them itself when it runs."""
    values: dict[str, object] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise BadInput(f"The parameter {text[:60]!r} must be written as KEY=VALUE.")
        if name in values:
            raise BadInput(f"The parameter {name[:60]!r} is given twice.")
        values[name] = _value(query.parameters[name].kind, value) if name in query.parameters else value
    return values


def _value(kind: str, text: str) -> object:
    """What cannot be read stays text, which the query then refuses in its own words."""
    try:
        if kind == "int":
            return int(text)
        if kind == "number":
            return float(text)
    except ValueError:
        return text
    items = [item.strip() for item in text.split(",") if item.strip()]
    if kind == "pairs":
        return [item.split(">") for item in items]
    return items if kind in ("texts", "types", "statuses") else text


def _with_ids(store: Store, query: Query, values: dict[str, object]) -> dict[str, object]:
    from graph.facts.lookup import find

    named = {name: str(value) for name, value in values.items() if name in PARTY_PARAMETERS and name in query.parameters}
    return {**values, **{name: find(store, text).id for name, text in named.items()}}


def _print_catalog(as_json: bool) -> None:
    from graph.queries import catalog

    queries = catalog()
    if as_json:
        print_json(
            {
                name: {"zh": q.zh, "en": q.en, "parameters": {p.name: p.wanted() for p in q.parameters.values()}}
                for name, q in queries.items()
            }
        )
        return
    rows = ((name, f"{q.zh}\n{q.en}", "\n".join(f"{p.name}: {p.wanted()}" for p in q.parameters.values())) for name, q in queries.items())
    print_table(("query", "", "parameters"), rows)
