"""Messages about a statement speak of the statement as the user wrote it."""

from __future__ import annotations

import pytest
from neo4j.exceptions import Neo4jError, ServiceUnavailable

from graph.errors import QueryTooLarge, StoreRefused, StoreUnavailable
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


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("CredentialsExpired", "initial password; change it with cypher-shell, then set ROUNDTRIP_STORE_PASSWORD."),
        ("AuthenticationRateLimit", "wait some seconds, and check ROUNDTRIP_STORE_USER and _PASSWORD."),
        ("Unauthorized", "set ROUNDTRIP_STORE_USER and _PASSWORD."),
        ("AuthorizationFailed", "set ROUNDTRIP_STORE_USER and _PASSWORD."),
        ("AuthProviderFailed", "ask who runs it."),
    ],
)
def test_who_is_not_let_in_is_told_what_to_do(code: str, told: str) -> None:
    error = translate(Neo4jError._hydrate_neo4j(code=f"Neo.ClientError.Security.{code}", message="No."), "bolt://here", 5)
    assert isinstance(error, StoreUnavailable)
    assert str(error).startswith("The store at bolt://here ")
    assert str(error).endswith(told)


def test_a_forbidden_write_is_a_refused_statement() -> None:
    error = translate(Neo4jError._hydrate_neo4j(code="Neo.ClientError.Security.Forbidden", message="No."), "here", 5)
    assert isinstance(error, StoreRefused)
    assert "Only reading is allowed" in str(error)


FULL = "The disk of the store at /data is full; free some space there, then do this again."


def test_a_full_disk_is_named() -> None:
    said = Neo4jError._hydrate_neo4j(code="Neo.DatabaseError.General.UnknownError", message="I/O: No space left on device")
    assert str(translate(said, "/data", 5)) == FULL
    silent = Neo4jError._hydrate_neo4j(code="Neo.ClientError.Transaction.TransactionNotFound", message="Transaction error on commit")
    assert str(translate(silent, "/data", 5, full=True)) == FULL
    assert str(translate(ServiceUnavailable("gone"), "/data", 5, full=True)) == FULL
    assert isinstance(translate(silent, "/data", 5), StoreRefused)


def test_a_statement_that_is_wrong_is_not_the_disks_fault() -> None:
    error = Neo4jError._hydrate_neo4j(code="Neo.ClientError.Statement.SyntaxError", message="near 'No space left on device'")
    assert isinstance(translate(error, "/data", 5, full=True), StoreRefused)
