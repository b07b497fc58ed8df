"""A deal with every claim of it."""

from __future__ import annotations

from graph.analysis.describe import deal_views
from graph.analysis.views.said import claim_views
from graph.analysis.views.values import DealPage
from graph.errors import NotFound
from graph.queries import catalog
from graph.store import Store

CLAIMS = 1000


def deal(store: Store, deal_id: str) -> DealPage:
    """Raises NotFound for an id that no deal has. Of a deal told very often, the first CLAIMS claims."""
    rows = [{**row, "deal": row["properties"]} for row in catalog()["deal"].run(store, deal=deal_id)]
    found = deal_views(store, rows)
    if not found:
        raise NotFound(f"There is no deal {deal_id[:60]!r}; look for it among the deals of its parties.")
    claims = catalog()["claims_of_deal"].run(store, deal=deal_id, limit=CLAIMS)
    return DealPage(found[0], claim_views(store, claims))
