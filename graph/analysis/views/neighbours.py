"""A party's neighbourhood, as much of it as a canvas can show."""

from __future__ import annotations

from graph.analysis.bounds import MOST_ANSWERS
from graph.analysis.describe import check_party, deal_views, party_refs
from graph.analysis.filter import ANY_STATUS, Filter
from graph.analysis.views.values import Neighbour, Neighbourhood
from graph.errors import BadInput
from graph.queries import catalog
from graph.schema import deal_table
from graph.store import Store

MOST_PARTIES = 300


def neighbours(store: Store, party_id: str, where: Filter | None = None, limit: int = 30) -> Neighbourhood:
    """The party, the `limit` others with the largest deals with it, and all deals among these.

    Raises NotFound for an id that no party has.
    """
    if not 1 <= limit <= MOST_PARTIES:
        raise BadInput(f"The number of neighbours must be from 1 to {MOST_PARTIES}.")
    check_party(store, party_id)
    queries = catalog()
    parameters = (where or ANY_STATUS).parameters(tuple(deal_table()))
    rows = queries["neighbours"].run(store, party=party_id, limit=limit, **parameters)
    number = sum(row["neighbours"] for row in queries["neighbour_count"].run(store, party=party_id, **parameters))
    ids = [party_id, *(row["neighbour"] for row in rows)]
    refs = party_refs(store, ids)
    degrees = {row["party"]: row["deals"] for row in queries["degrees"].run(store, parties=ids, limit=len(ids))}
    return Neighbourhood(
        nodes=tuple(Neighbour(refs[id_], degrees.get(id_, 0)) for id_ in ids if id_ in refs),
        deals=tuple(deal_views(store, queries["deals_among"].run(store, parties=ids, limit=MOST_ANSWERS, **parameters))),
        more=max(0, number - len(rows)),
    )
