"""What every request must pass, and what every answer tells the browser."""

from __future__ import annotations

import hmac
import re
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, redirect, request

from web import strict_json, visitor
from web.gate import form_token
from web.services import services

OPEN_PATHS = ("/enter", "/health", "/deal-types.css")
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
_PORT = re.compile(r":\d{1,5}$", re.ASCII)
TOKEN_FIELD = "form_token"  # noqa: S105 - the name of a field
TOKEN_HEADER = "X-Form-Token"  # noqa: S105 - the name of a header

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; img-src 'self' data:"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def install(app: Flask) -> None:
    """Puts the checks before every request and the headers on every answer."""
    app.before_request(check_request)
    app.after_request(add_headers)


def check_request() -> Any:
    """Host and route first, then the session, then what a state change needs; None lets the request pass."""
    _check_host()
    if request.routing_exception is not None:
        raise request.routing_exception
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        _check_origin()
    if request.path in OPEN_PATHS or request.path.startswith("/static/"):
        return None
    if not visitor.session():
        if services().gate.asks_password and request.method == "GET" and not visitor.wants_json():
            return redirect("/enter", 303)
        abort(401)
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        _check_type()
        _check_token()
    return None


def json_body() -> dict[str, Any]:
    """The JSON object that the request carries; anything else is BadInput or 413."""
    limits = services().settings.limits
    if (request.content_length or 0) > limits.json_bytes:
        abort(413)
    value = strict_json.parse(request.get_data(cache=True), limits.json_depth)
    if not isinstance(value, dict):
        abort(400)
    return value


def add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    if not request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-store"
    visitor.remember(response)
    return response


def _check_host() -> None:
    """Only names of our own, so that no other site can make its name lead here.

    Flask's TRUSTED_HOSTS would do, but it takes `[::1]` for a host named `[`.
    """
    name = _PORT.sub("", request.headers.get("Host", "")).lower()
    if name not in services().settings.trusted_hosts:
        abort(400)


def _check_origin() -> None:
    """A state change must come from this page: browsers send Origin with it and cannot be made to forge it."""
    origin = urlsplit(request.headers.get("Origin", ""))
    if origin.scheme not in ("http", "https") or origin.netloc != request.host:
        abort(403)


def _check_type() -> None:
    wanted = ("application/json",) if request.path.endswith(".json") else FORM_TYPES
    if request.mimetype not in wanted:
        abort(415)


def _check_token() -> None:
    given = request.headers.get(TOKEN_HEADER) if request.mimetype == "application/json" else request.form.get(TOKEN_FIELD)
    if not hmac.compare_digest((given or "").encode("utf-8", "replace"), form_token(visitor.session()).encode()):
        abort(403)
