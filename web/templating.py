"""What templates know: the words of the visitor's language, the deal table, and how figures are written."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Flask

from graph.schema import deal_table
from web import amounts, layers, ring, visitor
from web.gate import form_token
from web.guards import TOKEN_FIELD
from web.language import messages, say
from web.services import services

PAGES = ("loops", "graph", "exposure", "shock", "paths", "console", "add")


def install(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        draw_ring=ring.draw, draw_layers=layers.draw, ring_size=(ring.WIDTH, ring.HEIGHT), page_names=PAGES, token_field=TOKEN_FIELD
    )
    app.context_processor(_context)


def script_messages(language: str) -> dict[str, str]:
    """The part of the catalog that scripts use."""
    return {key: text for key, text in messages("en" if language == "en" else "zh").items() if key.startswith("script.")}


def _context() -> dict[str, Any]:
    language = visitor.language()
    session = visitor.session()
    return {
        "t": partial(say, language),
        "lang": language,
        "theme": visitor.theme(),
        "here": visitor.here,
        "form_token": form_token(session) if session else "",
        "can_leave": bool(session) and services().gate.asks_password,
        "script_messages": script_messages(language),
        "deal_types": deal_table().values(),
        "type_name": lambda name: getattr(deal_table()[name], language),
        "day": partial(amounts.day, language=language),
        "dollars": partial(amounts.dollars, language=language),
        "figure": lambda value: amounts.number(value, language, 1),
    }
