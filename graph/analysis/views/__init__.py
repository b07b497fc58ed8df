"""What the pages show, one function a page."""

from graph.analysis.views.article import article
from graph.analysis.views.deal import deal
from graph.analysis.views.home import counts, home, latest_articles
from graph.analysis.views.neighbours import neighbours
from graph.analysis.views.party import party
from graph.analysis.views.search import search

__all__ = ["article", "counts", "deal", "home", "latest_articles", "neighbours", "party", "search"]
