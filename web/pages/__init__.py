"""The pages, one blueprint a question."""

from web.pages import add, article, articles, console, entrance, exposure, graph, home, loops, palette, party, paths, search

BLUEPRINTS = tuple(
    module.blueprint for module in (entrance, palette, home, search, articles, article, party, graph, loops, exposure, paths, console, add)
)
