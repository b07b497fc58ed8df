"""The way in: a one-time token or a password becomes a session cookie."""

from __future__ import annotations

import math

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from graph.errors import RoundtripError
from web import errors, visitor
from web.language import say
from web.sentences import Told
from web.services import services

blueprint = Blueprint("entrance", __name__)


@blueprint.get("/enter")
def enter() -> ResponseReturnValue:
    """Takes the token of a start address and sends the visitor on without it, so that no history or referrer keeps it."""
    if visitor.session():
        return redirect("/", 303)
    token = request.args.get("token")
    if token is None:
        return _door()
    if refused := _closed():
        return refused
    session = services().gate.exchange(token)
    return _welcome(session) if session else (_closed() or errors.answer(403, _told("enter.used")))


@blueprint.post("/enter")
def log_in() -> ResponseReturnValue:
    if refused := _closed():
        return refused
    session = services().gate.log_in(request.form.get("password", ""))
    return _welcome(session) if session else (_closed() or _door(wrong=True))


@blueprint.post("/leave")
def leave() -> ResponseReturnValue:
    """Ends the session of this browser."""
    services().gate.forget(visitor.session())
    response = redirect("/enter", 303)
    response.delete_cookie(visitor.session_cookie(), path="/", httponly=True, samesite="Strict")
    return response


@blueprint.get("/health")
def health() -> ResponseReturnValue:
    """Whether the page and its store answer; open to everybody, tells nothing else."""
    try:
        services().store.read("RETURN 1 AS one", ["one"])
    except RoundtripError:
        return {"ok": False}, 503
    return {"ok": True}


def _door(wrong: bool = False) -> Response:
    if not services().gate.asks_password:
        abort(401)
    response = make_response(render_template("enter.html", wrong=wrong))
    response.status_code = 403 if wrong else 200
    return response


def _welcome(session: str) -> ResponseReturnValue:
    response = make_response(redirect("/", 303))
    visitor.set_cookie(response, visitor.session_cookie(), session, None)
    return response


def _closed() -> Response | None:
    """An answer for those who must wait, because somebody has been guessing."""
    wait = services().gate.wait_seconds()
    if wait <= 0:
        return None
    response = errors.answer(429, _told("enter.wait", n=math.ceil(wait)))
    response.headers["Retry-After"] = str(math.ceil(wait))
    return response


def _told(key: str, **values: object) -> Told:
    return Told(say(visitor.language(), key, **values), visitor.language())
