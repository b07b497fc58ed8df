"""Messages about a statement speak of the statement as the user wrote it."""

from __future__ import annotations

from neo4j.exceptions import Neo4jError

from graph.errors import QueryTooLarge
from graph.store.faults import translate, without_prefix


def test_the_prefix_is_taken_out_of_echo_column_and_mark() -> None:
    told = "Unknown function 'foo' (line 1, column 16 (offset: 15))\n\"EXPLAIN RETURN foo(1) AS x\"\n                ^"
    assert without_prefix(told, "EXPLAIN ") == "Unknown function 'foo' (line 1, column 8 (offset: 7))\n\"RETURN foo(1) AS x\"\n        ^"


def test_columns_of_later_lines_stay() -> None:
    assert without_prefix("Invalid (line 2, column 3 (offset: 30))", "EXPLAIN ") == "Invalid (line 2, column 3 (offset: 22))"


def test_a_statement_that_needs_too_much_memory_is_told_so() -> None:
    for code, words in (
        ("Neo.TransientError.General.OutOfMemoryError", "The allocation of 2 MiB would use more than the limit"),
        ("Neo.DatabaseError.General.UnknownError", "Query heap budget exceeded: 160 MB"),
    ):
        error = Neo4jError._hydrate_neo4j(code=code, message=words)
        assert isinstance(translate(error, "here", 5), QueryTooLarge)
