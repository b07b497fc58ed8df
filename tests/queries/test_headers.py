"""A query's header and its text must say the same, or the catalog does not load."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import BadInput, BadTable
from graph.model import LIVE
from graph.queries import Query, catalog, load_query
from graph.schema import deal_table

GOOD = """\
// zh: 若干交易
// en: Some deals
// filter value_moving
// param party: text [1..64]
// param limit: int [1..100] = 10
// column id: id of the deal
// column usd: its sum
// example party = name O'Neill
MATCH (p:Party {id: $party})-[r:{value_moving}]->(:Party)
WHERE {filter} AND p.name <> '$nobody, RETURN "x" LIMIT 1' // $comment
RETURN r.id AS id, coalesce(r.usd, size([x IN [1, 2] | x])) AS usd
ORDER BY usd DESC
LIMIT $limit
"""
Load = Callable[[str], Query]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def write(text: str) -> Query:
        path = tmp_path / "some_deals.cypher"
        path.write_text(text, "utf-8")
        return load_query(path)

    return write


def test_a_good_one(load: Load) -> None:
    query = load(GOOD)
    assert (query.name, query.zh, query.en) == ("some_deals", "若干交易", "Some deals")
    assert list(query.columns) == ["id", "usd"]
    assert set(query.parameters) == {"party", "limit", "types", "statuses", "min_usd", "since", "until"}
    assert "-[r:" + "|".join(deal_table().value_moving) + "]->" in query.text()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("// zh: 若干交易\n", "", "title in both languages"),
        ("// en:", "// fr:", "header line 'fr: Some deals' cannot be read"),
        ("// column usd: its sum\n", "", "returns id, usd and the header declares id"),
        ("// column usd: its sum", "// column usd: its sum\n// column x: more", "returns id, usd and the header declares id, usd, x"),
        ("// column id: id of the deal\n// column usd: its sum\n", "", "declares no column"),
        ("AS usd", "AS dollars", "returns id, dollars"),
        ("r.id AS id,", "r.id,", "returns , usd"),
        ("r.id AS id", "r.id AS r", "returns r, usd"),
        ("// param party: text [1..64]\n", "", "gives an example for party, which is no parameter"),
        ("// param limit: int [1..100] = 10\n", "", r"\$limit is used and not declared"),
        ("// filter value_moving\n", "", r"\$\w+ is used and not declared"),
        ("{filter} AND ", "", r"\$\w+ is declared and not used"),
        ("$party", "$partei", r"\$partei is used and not declared"),
        ("text [1..64]", "texts [1..64", "cannot be read"),
        ("text [1..64]", "string", "cannot be read"),
        ("text [1..64]", "text [1.2.3..64]", "cannot be read"),
        ("= 10", "= ten", "cannot be read"),
        ("= 10", "= 101", "cannot be read"),
        ("// filter value_moving", "// filter everything", "cannot be read"),
        ("// param party: text [1..64]", "// hops [2..6] = 9\n// param party: text [1..64]", "cannot be read"),
        ("LIMIT $limit\n", "", r"\$limit is declared and not used"),
        ("ORDER BY usd DESC\nLIMIT $limit", "LIMIT $limit ORDER BY usd", "must end with LIMIT"),
        ("{value_moving}", "{types}", "nothing to stand for {types}"),
        ("{value_moving}", "{ring}", "nothing to stand for {ring}"),
        ("(p:Party", "(usd:Party", "usd is a column and a variable"),
        ("WHERE {filter}", "SET p.name = '' WITH p, r WHERE {filter}", "only reads"),
    ],
)
def test_a_header_that_says_something_else_is_refused(load: Load, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(BadTable, match=message) as refused:
        load(GOOD.replace(old, new))
    assert "some_deals.cypher" in str(refused.value)


def test_every_part_of_a_union_is_looked_at(load: Load) -> None:
    part = "MATCH (p:Party) RETURN p.id AS id LIMIT 1"
    header = "// zh: 甲\n// en: A\n// column id: id\n"
    assert load(f"{header}{part}\nUNION ALL\n{part}\n").columns
    with pytest.raises(BadTable, match="must end with LIMIT"):
        load(f"{header}{part.removesuffix(' LIMIT 1')}\nUNION ALL\n{part}\n")
    with pytest.raises(BadTable, match="returns name"):
        load(f"{header}{part}\nUNION ALL\n{part.replace('AS id', 'AS name')}\n")


def test_hops_are_checked_integers_and_nothing_else(load: Load) -> None:
    query = catalog()["loops_through"]
    assert query.hops == range(2, 7)
    for hops in range(2, 7):
        assert query.text(hops).count("]->") == hops
        assert f"p{hops}:Party" in query.text(hops)
        assert f"p{hops + 1}" not in query.text(hops)
    for wrong in (1, 7, "3", "3]->() DETACH DELETE", True, 2.0, [3]):
        with pytest.raises(BadInput, match="takes from 2 to 6 hops"):
            query.text(wrong)
    with pytest.raises(BadInput, match="takes no number of hops"):
        load(GOOD).text(3)


def test_the_example_has_values_in_place_of_parameters(load: Load) -> None:
    example = load(GOOD).example()
    assert example is not None
    assert example.startswith("// 若干交易\n// Some deals\nMATCH (p:Party {name: 'O\\'Neill'})")
    assert f"r.status IN [{', '.join(repr(str(status)) for status in LIVE)}]" in example
    assert "LIMIT 10" in example
    assert load(GOOD.replace("// example party = name O'Neill\n", "")).example() is None
