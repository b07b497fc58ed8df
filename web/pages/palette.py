"""The colours of the deal types, out of the deal table: for style sheets and for scripts."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from graph.schema import deal_table

blueprint = Blueprint("palette", __name__)


@blueprint.get("/deal-types.css")
def style() -> Response:
    """`--deal-TYPE` for every type, and a class `deal-TYPE` that makes it the `--deal` of what is inside."""
    types = deal_table().values()
    colours = "".join(f"--deal-{each.name}:light-dark({each.color},{each.color_dark});" for each in types)
    classes = "".join(f".deal-{each.name}{{--deal:var(--deal-{each.name})}}\n" for each in types)
    return Response(f":root{{{colours}}}\n{classes}", mimetype="text/css")


@blueprint.get("/deal-types.json")
def data() -> Response:
    return jsonify(
        types=[
            {"name": each.name, "zh": each.zh, "en": each.en, "moves": each.moves, "exposed": each.exposed}
            | {"source": {"zh": each.source.zh, "en": each.source.en}, "target": {"zh": each.target.zh, "en": each.target.en}}
            | {"color": each.color, "color_dark": each.color_dark}
            for each in deal_table().values()
        ]
    )
