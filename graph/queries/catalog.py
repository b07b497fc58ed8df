"""All queries by name, read from their files and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from graph.errors import BadInput, BadTable
from graph.queries import scan
from graph.queries.examples import example_text
from graph.queries.fragments import expand
from graph.queries.header import Header, read_header, split
from graph.queries.parameters import Parameter, check_all
from graph.store import Row, Store

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Query:
    """One question."""

    name: str
    zh: str
    en: str
    parameters: Mapping[str, Parameter]
    columns: Mapping[str, str]
    """Column -> what it holds."""
    hops: range | None
    """How many hops it can be asked for; None where that is no matter."""
    _header: Header = field(repr=False)
    _body: str = field(repr=False)

    @property
    def usual_hops(self) -> int | None:
        """The number of hops where none is said, as in the example."""
        return self._header.default_hops or None

    def text(self, hops: object = None) -> str:
        """The statement; the same for the same number of hops, so that a server plans it once."""
        return expand(f"{self.name}.cypher", self._body, self._checked(hops))

    def run(self, store: Store, **values: object) -> list[Row]:
        """The answer. `values` are the parameters, and `hops` where the query takes a number of them.

        Raises BadInput when one is missing, surplus or wrong, before anything is sent.
        """
        text = self.text(values.pop("hops", None))
        return store.read(text, tuple(self.columns), **check_all(self.name, self.parameters, values))

    def example(self) -> str | None:
        """A statement for the console, with values in the place of parameters; None where it has no good ones."""
        return example_text(self.name, self._header, self._body)

    def _checked(self, hops: object) -> int | None:
        if self.hops is None:
            if hops is not None:
                raise BadInput(f"The query {self.name} takes no number of hops; leave it out.")
            return None
        if hops is None:
            return self._header.default_hops
        if isinstance(hops, bool) or not isinstance(hops, int) or hops not in self.hops:
            raise BadInput(f"The query {self.name} takes from {self.hops.start} to {self.hops.stop - 1} hops.")
        return hops


@cache
def catalog() -> Mapping[str, Query]:
    """The queries of this folder by the names of their files, sorted; raises BadTable for one that does not hold together."""
    return {path.stem: load_query(path) for path in sorted(FOLDER.glob("*.cypher"))}


def load_query(path: Path) -> Query:
    """Reads one file and checks its header against its text; raises BadTable with the first thing that is wrong."""
    lines, body = split(path.read_text("utf-8"))
    header = read_header(path.name, lines)
    query = Query(path.stem, header.titles["zh"], header.titles["en"], header.parameters, header.columns, header.hops, header, body)
    for hops in header.hops or (None,):
        _check(path.name, header, query.text(hops))
    return query


def _check(file: str, header: Header, text: str) -> None:
    used, declared = scan.parameters(text), set(header.parameters)
    if used != declared:
        name = min(used ^ declared)
        raise BadTable(f"{file}: ${name} is {'used and not declared' if name in used else 'declared and not used'}.")
    for columns in scan.returns(text):
        if columns != tuple(header.columns):
            raise BadTable(f"{file}: the text returns {', '.join(columns)} and the header declares {', '.join(header.columns)}.")
    if clash := scan.pattern_variables(text) & set(header.columns):
        raise BadTable(f"{file}: {min(clash)} is a column and a variable; name one of them otherwise.")
    if not scan.limited(text):
        raise BadTable(f"{file}: every part of the text must end with LIMIT $limit or a number.")
    if scan.writes(text):
        raise BadTable(f"{file}: a query only reads; leave its writing clauses out.")
