"""The pages, one blueprint a question."""

from web.pages import (
    add,
    article,
    articles,
    circularity,
    concentration,
    console,
    entrance,
    exposure,
    graph,
    home,
    loops,
    palette,
    party,
    paths,
    search,
    shock,
)

_PAGES = (
    *(entrance, palette, home, search, articles, article, party, graph, loops, circularity, concentration),
    *(exposure, shock, paths, console, add),
)
BLUEPRINTS = tuple(module.blueprint for module in _PAGES)
