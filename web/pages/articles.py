"""All articles, the latest first."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from graph.analysis import views
from web import shown
from web.pages.twin import page
from web.services import services

blueprint = Blueprint("articles", __name__)
LIMIT = 1000


@page(blueprint, "/articles", "articles.html")
def articles() -> dict[str, Any]:
    found = views.latest_articles(services().store, LIMIT)
    return {"articles": [shown.card(each) for each in found], "truncated": len(found) == LIMIT}
