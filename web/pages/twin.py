"""Every page has a twin: the same path with `.json` gives the data that the page shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue

View = Callable[..., dict[str, Any]]


def page(blueprint: Blueprint, rule: str, template: str) -> Callable[[View], View]:
    """Registers a view under `rule` as a page and under `rule.json` as data (`/index.json` for `/`)."""

    def register(view: View) -> View:
        def as_page(**values: Any) -> ResponseReturnValue:
            return make_response(render_template(template, data=view(**values), twin=_twin_address()))

        def as_data(**values: Any) -> ResponseReturnValue:
            return jsonify(view(**values))

        name = view.__name__
        blueprint.add_url_rule(rule, name, as_page, methods=["GET"])
        blueprint.add_url_rule(twin_path(rule), f"{name}_data", as_data, methods=["GET"])
        return view

    return register


def twin_path(path: str) -> str:
    return "/index.json" if path == "/" else f"{path}.json"


def _twin_address() -> str:
    query = request.query_string.decode("utf-8", "replace")
    return twin_path(request.path) + (f"?{query}" if query else "")
