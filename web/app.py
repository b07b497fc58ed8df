"""Puts the page together."""

from __future__ import annotations

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from graph.store import Store
from web import errors, guards, templating
from web.gate import Gate
from web.heavy import Turnstile
from web.jobs import Jobs
from web.pages import BLUEPRINTS
from web.services import NAME, ArticleReader, Services
from web.settings import WebSettings


class PlainJson(DefaultJSONProvider):
    """JSON in the order in which it was made, with Chinese characters as they are."""

    ensure_ascii = False
    sort_keys = False
    compact = True


def create_app(store: Store, reader: ArticleReader, settings: WebSettings | None = None) -> Flask:
    """The application over an open store; `app.extensions["roundtrip"].gate.issue()` makes a start token.

    `reader` is used on a thread of its own, when an article is added.
    """
    settings = settings or WebSettings()
    limits = settings.limits
    app = Flask(__name__)
    app.json = PlainJson(app)
    app.url_map.strict_slashes = False
    app.config.update(
        MAX_CONTENT_LENGTH=limits.body_bytes,
        MAX_FORM_MEMORY_SIZE=limits.json_bytes,
        MAX_FORM_PARTS=limits.form_parts,
    )
    app.extensions[NAME] = Services(
        store=store,
        settings=settings,
        gate=Gate(settings.password),
        jobs=Jobs(limits.waiting_jobs),
        reader=reader,
        heavy=Turnstile(limits.heavy_queries, limits.heavy_waiting, limits.heavy_wait_seconds),
    )
    guards.install(app)
    errors.install(app)
    templating.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
