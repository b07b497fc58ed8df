"""Every failure as a page, or as JSON, in plain sentences; never a traceback."""

from __future__ import annotations

import logging

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from graph.errors import BadInput, NotFound, QueryTooLarge, RoundtripError, StoreRefused, StoreUnavailable
from web import visitor
from web.language import say
from web.sentences import Told, tell

log = logging.getLogger(__name__)

STATUSES: dict[type[RoundtripError], int] = {BadInput: 400, NotFound: 404, StoreRefused: 400, QueryTooLarge: 429, StoreUnavailable: 503}
EXPLAINED = (400, 401, 403, 404, 405, 413, 415, 429, 500, 503)
"""Statuses that the catalogs have sentences for; any other one is told as the nearest of them."""


def install(app: Flask) -> None:
    app.register_error_handler(RoundtripError, _ours)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _ours(error: RoundtripError) -> Response:
    """Our own errors carry their sentence."""
    status = next((code for kind, code in STATUSES.items() if isinstance(error, kind)), 500)
    if status == 500:
        log.error("A declaration of ours is broken: %s", error)
    return answer(status, tell(str(error), visitor.language()))


def _http(error: HTTPException) -> Response:
    response = answer(error.code or 500)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _unexpected(error: Exception) -> Response:
    log.error("A request to %s failed.", request.path, exc_info=error)
    return answer(500)


def answer(status: int, reason: Told | None = None) -> Response:
    """What is wrong and what to do; `reason` is the sentence of the error itself, where it has one.

    A reason in another language stands below the general sentence of its status, and says which language it is in.
    """
    language = visitor.language()
    kind = status if status in EXPLAINED else (400 if status < 500 else 500)
    general = Told(say(language, f"error.{kind}.text"), language)
    message = reason or general
    told = {"status": status, "title": say(language, f"error.{kind}.title"), "message": message.text, "language": message.language}
    page = None if visitor.wants_json() else render_template("error.html", **told, general=general.text)
    response = jsonify(error=told) if page is None else make_response(page)
    response.status_code = status
    return response
