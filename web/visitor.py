"""What a request tells of its visitor: session, language, colours, and whether it wants JSON."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlencode

from flask import Response, request

from web import language as languages
from web.language import Language
from web.services import services

Theme = Literal["auto", "light", "dark"]
THEMES: tuple[Theme, ...] = ("auto", "light", "dark")
_YEAR = 365 * 24 * 3600


def language() -> Language:
    return languages.choose(request.args.get("lang"), request.cookies.get("lang"))


def theme() -> Theme:
    """What the visitor chose; `auto` follows the system."""
    for wish in (request.args.get("theme"), request.cookies.get("theme")):
        for name in THEMES:
            if wish == name:
                return name
    return "auto"


def session() -> str:
    """The session of the visitor, or "" where there is none or it is not known."""
    given = request.cookies.get(session_cookie(), "")
    return given if given and services().gate.knows(given) else ""


def session_cookie() -> str:
    """Browsers share cookies among the ports of a host, so the port is part of the name."""
    return f"roundtrip-{request.environ.get('SERVER_PORT', '')}"


def wants_json() -> bool:
    return request.path.endswith(".json") or request.mimetype == "application/json"


def here(**changes: str) -> str:
    """The address of this page with other parameters; a start token is left out of it."""
    values = {name: found for name, found in request.args.to_dict(flat=False).items() if name not in (*changes, "token")}
    query = urlencode({**values, **changes}, doseq=True)
    return f"{request.path}?{query}" if query else request.path


def set_cookie(response: Response, name: str, value: str, seconds: int | None) -> None:
    response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="Strict", secure=request.is_secure, path="/")


def remember(response: Response) -> None:
    """Keeps a choice that the address makes (`?lang=en`, `?theme=dark`) for the next pages."""
    if request.args.get("lang") in languages.LANGUAGES:
        set_cookie(response, "lang", language(), _YEAR)
    if request.args.get("theme") in THEMES:
        set_cookie(response, "theme", theme(), _YEAR)
