"""The whole graph as plain values in one fixed order, for comparing graphs: equal graphs give equal bytes.

The backup that is read back is another thing (`graph/formats`): it leaves out what is derived.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from graph.schema import deal_table
from graph.store import Store

PAGE = 5000


def _page(label: str) -> str:
    """A page of nodes first, then what hangs on them: the other way round a server looks at everything for each page."""
    return f"MATCH (n:{label}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT $size"


_CONTENT = "n.id AS id, properties(n) AS content"
_TEXTS = {
    "article": f"{_page('Article')} RETURN {_CONTENT} ORDER BY id",
    "mention": f"MATCH (a:Article)-[n:MENTIONS]->(p:Party) WHERE n.id > $after "
    f"WITH n, a.id AS article, p.id AS party RETURN {_CONTENT}, article, party ORDER BY id LIMIT $size",
    "claim": f"{_page('Claim')} MATCH (n)<-[:STATES]-(a:Article) MATCH (n)-[:FROM]->(s:Party) MATCH (n)-[:TO]->(t:Party) "
    f"WITH n, a.id AS article, s.id AS from, t.id AS to RETURN {_CONTENT}, article, from, to ORDER BY id",
    "metric": f"{_page('Metric')} MATCH (n)<-[:STATES]-(a:Article) MATCH (n)<-[:REPORTS]-(p:Party) "
    f"WITH n, a.id AS article, p.id AS party RETURN {_CONTENT}, article, party ORDER BY id",
    "party": f"{_page('Party')} RETURN {_CONTENT} ORDER BY id",
    "judgement": f"{_page('Judgement')} RETURN {_CONTENT} ORDER BY id",
}
_ENDS = {"mention": ("article", "party"), "claim": ("article", "from", "to"), "metric": ("article", "party")}


def dump(store: Store) -> Iterator[dict[str, Any]]:
    """Every article, mention, claim, metric, party, judgement and deal, ordered by id within each sort.

    Each is a dict with the key `record` (its sort), its properties, and the ids of what it joins.
    """
    for record, text in _TEXTS.items():
        yield from _records(store, record, text, _ENDS.get(record, ()))
    for type_ in sorted(deal_table()):
        for deal in _records(store, "deal", _deals_text(type_), ("source", "target")):
            yield {**deal, "type": type_}


def lines(store: Store) -> Iterator[str]:
    """The dump as JSON, one line a record, keys sorted."""
    return (json.dumps(record, ensure_ascii=False, sort_keys=True) for record in dump(store))


def _deals_text(type_: str) -> str:
    return (
        f"MATCH (a:Party)-[n:{type_}]->(b:Party) WHERE n.id > $after "
        f"RETURN {_CONTENT}, a.id AS source, b.id AS target ORDER BY id LIMIT $size"
    )


def _records(store: Store, record: str, text: str, ends: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    after = ""
    while rows := store.read(text, ("id", "content", *ends), after=after, size=PAGE):
        for row in rows:
            yield {"record": record, **row["content"], **{end: row[end] for end in ends}}
        after = rows[-1]["id"]
