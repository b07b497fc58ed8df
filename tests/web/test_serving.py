"""The real server: what it lets through to the page, and what the page says of it."""

from __future__ import annotations

from http.client import HTTPConnection

from flask import Flask

from tests.web.browser import serving
from web.settings import Limits


def test_a_body_that_is_too_large_is_refused_by_the_page_itself(app: Flask) -> None:
    with serving(app) as site:
        connection = HTTPConnection("127.0.0.1", site.port)
        headers = {"Content-Type": "multipart/form-data; boundary=b", "Origin": site.base, "Accept": "text/html"}
        connection.request("POST", "/enter", bytes(Limits().body_bytes + 1024 * 1024), headers)
        answer = connection.getresponse()
        assert answer.status == 413
        assert "一篇文章不超过 2 MB" in answer.read().decode()
        connection.close()
