"""What parameters take: everything else is refused before a server sees it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadInput
from graph.queries import catalog
from graph.queries.examples import literal
from graph.queries.parameters import Parameter, check_all
from graph.store import ConsoleLimits, Store

SOME = {
    "int": Parameter("n", "int", 1, 10),
    "number": Parameter("n", "number", 0, 1e18),
    "text": Parameter("n", "text", 1, 5),
    "texts": Parameter("n", "texts", 1, 3),
    "pairs": Parameter("n", "pairs", 0, 2),
    "day": Parameter("n", "day"),
    "types": Parameter("n", "types", 1, 3),
    "statuses": Parameter("n", "statuses", 0, 9),
}


@pytest.mark.parametrize(
    ("kind", "value", "given"),
    [
        ("int", 10, 10),
        ("number", 3, 3.0),
        ("text", "', $x", "', $x"),
        ("texts", ("a", ""), ["a", ""]),
        ("pairs", [("a", "b")], [["a", "b"]]),
        ("pairs", [], []),
        ("day", "", ""),
        ("day", "2024-02-29", "2024-02-29"),
        ("types", ["LENDS_TO"], ["LENDS_TO"]),
        ("statuses", [], []),
    ],
)
def test_good_values(kind: str, value: object, given: object) -> None:
    assert SOME[kind].check(value) == given


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("int", 0), ("int", 11), ("int", True), ("int", 3.0), ("int", "3"), ("int", None), ("int", 10**30),
        ("number", -1), ("number", float("nan")), ("number", float("inf")), ("number", "1"), ("number", False),
        ("text", ""), ("text", "123456"), ("text", 5), ("text", None), ("text", ["a"]),
        ("texts", []), ("texts", ["a"] * 4), ("texts", "abc"), ("texts", ["a", 1]), ("texts", {"a": 1}),
        ("pairs", [("a",)]), ("pairs", ["ab"]), ("pairs", [("a", 1)]), ("pairs", [("a", "b")] * 3),
        ("day", "2025"), ("day", "2025-02-30"), ("day", "20251029"), ("day", None), ("day", "2025-10-29T00:00"),
        ("types", []), ("types", ["lends_to"]), ("types", [["LENDS_TO"]]), ("types", "LENDS_TO"),
        ("statuses", ["gone"]), ("statuses", [None]), ("statuses", [{}]),
    ],
)  # fmt: skip
def test_wrong_values(kind: str, value: object) -> None:
    with pytest.raises(BadInput, match="The parameter n must be "):
        SOME[kind].check(value)


def test_missing_and_surplus_ones() -> None:
    parameters = {"a": Parameter("a", "text", 1, 9), "b": Parameter("b", "int", 1, 9, 5)}
    assert check_all("q", parameters, {"a": "x"}) == {"a": "x", "b": 5}
    with pytest.raises(BadInput, match="The query q needs the parameter a: a text of 1 to 9 characters"):
        check_all("q", parameters, {"b": 1})
    with pytest.raises(BadInput, match="The query q has no parameter 'c'; it takes a, b"):
        check_all("q", parameters, {"a": "x", "c": 1})
    with pytest.raises(BadInput, match="it takes none"):
        check_all("q", {}, {"limit": 1})


def test_the_catalog_asks_for_its_parameters(embedded: Store) -> None:
    query = catalog()["loops_through"]
    for values in ({}, {"party": "p", "limit": 0}, {"party": "p", "hops": 9}, {"party": "p", "lmit": 3}, {"party": ["p"]}):
        with pytest.raises(BadInput):
            query.run(embedded, **values)


hostile = st.text(st.sampled_from("'\"`{}$\\\n;/*-()[]:甲AZ"), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(hostile)
def test_values_are_values(embedded: Store, text: str) -> None:
    """Whatever a value holds, it is compared and never run."""
    queries: dict[str, dict[str, Any]] = {
        "loops_through": {"party": text, "hops": 2},
        "parties": {"parties": [text], "limit": 5},
        "find_parties_within": {"key": text + "\x00无"},
    }
    for name, values in queries.items():
        assert catalog()[name].run(embedded, **values) == []


@settings(max_examples=60, deadline=None)
@given(hostile)
def test_a_literal_is_read_back_as_it_was(embedded: Store, text: str) -> None:
    answer = embedded.console(f"RETURN {literal([text, 1, 2.5, True, None])} AS value", ConsoleLimits())
    assert answer.rows == (([text, 1, 2.5, True, None],),)
