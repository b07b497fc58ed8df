"""What is looked at in a user's statement before a server sees it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import StoreRefused
from graph.store.statement import MAX_BYTES, check_statement, loads_files, split_profile


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("RETURN 1 AS x", "RETURN 1 AS x"),
        ("RETURN 1 AS x;", "RETURN 1 AS x"),
        ("RETURN 1 AS x ; ;\n // end", "RETURN 1 AS x "),
        ("RETURN ';' AS `;` // ;", "RETURN ';' AS `;` // ;"),
        ('/* a; b */ RETURN "it\'s; \\"; " AS x', '/* a; b */ RETURN "it\'s; \\"; " AS x'),
        ("RETURN 'it\\'s; ' AS x", "RETURN 'it\\'s; ' AS x"),
        ("MATCH (`a``;b`) RETURN 1", "MATCH (`a``;b`) RETURN 1"),
        ("RETURN 1 AS x; /* not closed ; RETURN", "RETURN 1 AS x"),
    ],
)
def test_one_statement_is_taken(text: str, kept: str) -> None:
    assert check_statement(text) == kept


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n;;", "empty"),
        ("// nothing\n/* here */", "empty"),
        ("RETURN 1; RETURN 2", "more than one"),
        ("RETURN 1;;`x`", "more than one"),
        ("RETURN 1 /* ; */; /* */ CREATE (n)", "more than one"),
        ("RETURN '\ud800' AS x", "surrogate"),
        ("RETURN '\x00' AS x", "NUL"),
        ("RETURN " + "[" * 101 + "]" * 101, "nests"),
        ("RETURN '" + "x" * MAX_BYTES + "'", "longer than 64 KiB"),
        ("RETURN '" + "资" * (MAX_BYTES // 3) + "'", "longer than 64 KiB"),
    ],
    ids=lambda text: text[:20],
)
def test_other_texts_are_refused(text: str, reason: str) -> None:
    with pytest.raises(StoreRefused, match=reason):
        check_statement(text)


def test_many_brackets_side_by_side_are_no_nesting() -> None:
    assert check_statement("RETURN " + ", ".join(["[]"] * 500))


@given(st.text(st.sampled_from("'\"`/*\\;()\n aR")))
def test_no_text_makes_the_check_fail_in_another_way(text: str) -> None:
    try:
        kept = check_statement(text)
    except StoreRefused:
        return
    assert text.startswith(kept)


@pytest.mark.parametrize(
    "text", ["LOAD CSV FROM 'x' AS l RETURN l", "load\n csv from 'x'", "CALL { LOAD /* */ CSV FROM", "LO\\u0041D CSV FROM 'x'"]
)
def test_load_csv_is_seen_in_code(text: str) -> None:
    assert loads_files(text)


@pytest.mark.parametrize(
    "text", ["RETURN 'LOAD CSV' AS x", "MATCH (`LOAD CSV`) RETURN 1", "// LOAD CSV\nRETURN 1", "MATCH (n:PAYLOAD {CSV: 1})"]
)
def test_load_csv_is_not_seen_elsewhere(text: str) -> None:
    assert not loads_files(text)


def test_profile_is_split_off() -> None:
    assert split_profile(" profile MATCH (n) RETURN n") == (" profile", " MATCH (n) RETURN n")
    assert split_profile("MATCH (profile) RETURN 1") == ("", "MATCH (profile) RETURN 1")
