"""What stands for the placeholders in braces of a query: made of the deal table and of a number of hops, never of input.

{value_moving} {cash_moving} {all_types}                    deal types as alternatives: INVESTS_IN|LENDS_TO|…
{source_exposed} {target_exposed} {subject_exposed}         by who loses when the other end fails
{filter}                  the conditions of a filter on the arrow r
{ring}                    (p1)-[r1:…]->(p2:Party)-[r2:…]->(p1), as long as there are hops, of types that move value
{ring_parties}            p1, p2
{ring_distinct}           p1 <> p2 AND …: no party twice
{ring_first}              p1.id < p2.id AND …: of the tellings of one ring only that from its smallest id
{chain} {chain_parties} {chain_distinct} {chain_end}        the same for a way that does not come back, and its end
{arrows}                  r1, r2
{deals}                   collect(DISTINCT r1), collect(DISTINCT r2)
{sums}                    the known dollars of each of `hops`, which is a list of lists of deals
{repeat} … {end}          what stands between, once a hop
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import combinations

from graph.errors import BadTable
from graph.schema import Exposed, deal_table

FILTER = (
    "type(r) IN $types AND r.status IN $statuses AND coalesce(r.usd, 0.0) >= $min_usd "
    "AND coalesce(r.date_to, '') >= $since AND coalesce(r.date_from, '9999-12-31') <= $until"
)
# Sums that are joint and equal are one sum, told with each of its deals.
SUMS = """[hop IN hops | CASE WHEN any(r IN hop WHERE r.usd IS NOT NULL) THEN reduce(total = 0.0, usd IN
    [r IN hop WHERE r.usd IS NOT NULL AND coalesce(r.amount_kind, '') <> 'joint' | r.usd]
    + reduce(joint = [], r IN [r IN hop WHERE r.amount_kind = 'joint' AND r.usd IS NOT NULL] |
        CASE WHEN r.usd IN joint THEN joint ELSE joint + [r.usd] END) | total + usd) END]"""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_REPEAT = re.compile(r"\{repeat\}\n(.*?)\{end\}\n", re.DOTALL)


@cache
def type_sets() -> Mapping[str, tuple[str, ...]]:
    """Sets of deal types, by the placeholder that stands for them."""
    table = deal_table()
    return {
        "value_moving": table.value_moving,
        "cash_moving": table.cash_moving,
        "all_types": tuple(table),
        "source_exposed": table.source_exposed,
        "target_exposed": table.target_exposed,
        "subject_exposed": tuple(t.name for t in table.values() if t.exposed is Exposed.SOURCE_TO_SUBJECT),
    }


def expand(file: str, body: str, hops: int | None, filter_text: str = FILTER) -> str:
    """The text of a query for a number of hops; raises BadTable for a placeholder that there is not."""
    fragments = {name: "|".join(types) for name, types in type_sets().items()} | {"filter": filter_text, "sums": SUMS}
    if hops is not None:
        fragments |= _patterns(hops)
        body = _REPEAT.sub(lambda match: match[1] * hops, body)

    def fill(match: re.Match[str]) -> str:
        if match[1] not in fragments:
            raise BadTable(f"{file}: there is nothing to stand for {match[0]}; see graph/queries/fragments.py.")
        return fragments[match[1]]

    return _PLACEHOLDER.sub(fill, body)


def _patterns(hops: int) -> dict[str, str]:
    arrow = f":{'|'.join(type_sets()['value_moving'])}]->"
    ring, chain = [f"p{i}" for i in range(1, hops + 1)], [f"p{i}" for i in range(1, hops + 2)]
    arrows = [f"r{i}" for i in range(1, hops + 1)]
    ends = [f"({party}:Party)" for party in ring[1:]]
    return {
        "ring": "(p1)" + "".join(f"-[{r}{arrow}{end}" for r, end in zip(arrows, [*ends, "(p1)"], strict=True)),
        "ring_parties": ", ".join(ring),
        "ring_distinct": _distinct(ring),
        "ring_first": " AND ".join(f"p1.id < {party}.id" for party in ring[1:]),
        "chain": "(p1)" + "".join(f"-[{r}{arrow}{end}" for r, end in zip(arrows, [*ends, f"({chain[-1]})"], strict=True)),
        "chain_parties": ", ".join(chain),
        "chain_distinct": _distinct(chain),
        "chain_end": chain[-1],
        "arrows": ", ".join(arrows),
        "deals": ", ".join(f"collect(DISTINCT {r})" for r in arrows),
    }


def _distinct(parties: list[str]) -> str:
    return " AND ".join(f"{a} <> {b}" for a, b in combinations(parties, 2))
