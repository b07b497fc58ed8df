"""The page shows the same on the embedded store and on Neo4j."""

from __future__ import annotations

import pytest

from graph.store import Store
from tests.web import news
from tests.web.conftest import enter
from tests.web.sending import post_json
from tests.web.test_pages import TWINS
from web.app import create_app
from web.lazy import LazyReader
from web.settings import WebSettings


@pytest.mark.neo4j
def test_every_page_has_the_same_data_on_both_stores(stores: tuple[Store, Store], reader: LazyReader) -> None:
    clients = []
    for store in stores:
        news.fill(store)
        clients.append(enter(create_app(store, reader, WebSettings())))
    for path in (*TWINS.values(), "/loops.json?party=A", "/search.json?q=o"):
        first, second = (client.get(path) for client in clients)
        assert (path, first.status_code, first.json) == (path, 200, second.json)
    asked = {"statement": "MATCH (:Party)-[r:LENDS_TO]->(p:Party) RETURN p.name AS name, r.usd AS usd ORDER BY usd LIMIT 9"}
    answers = [post_json(client, "/console.json", asked).json for client in clients]
    assert answers[0] is not None
    assert answers[1] is not None
    assert answers[0] | {"seconds": 0} == answers[1] | {"seconds": 0}
    for client in clients:
        assert post_json(client, "/console.json", {"statement": "CREATE (:Party {id: 'x'})"}).status_code == 400
