"""Sends what the page's own forms and scripts send."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from web.gate import form_token

ORIGIN = "http://localhost"


def token_of(client: FlaskClient) -> str:
    cookie = client.get_cookie("roundtrip-80")
    assert cookie is not None
    return form_token(cookie.value)


def post_json(client: FlaskClient, path: str, body: object) -> TestResponse:
    return client.post(path, json=body, headers={"Origin": ORIGIN, "X-Form-Token": token_of(client)})


def post_bytes(client: FlaskClient, path: str, body: bytes) -> TestResponse:
    headers = {"Origin": ORIGIN, "X-Form-Token": token_of(client)}
    return client.post(path, data=body, content_type="application/json", headers=headers)


def post_form(client: FlaskClient, path: str, **fields: Any) -> TestResponse:
    data = {"form_token": token_of(client), **fields}
    return client.post(path, data=data, content_type="multipart/form-data", headers={"Origin": ORIGIN})
